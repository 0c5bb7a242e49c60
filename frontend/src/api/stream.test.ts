// @vitest-environment jsdom
import { encode } from "@msgpack/msgpack";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ApiError } from "./problem";
import { backOff, Stream, type StreamState } from "./stream";

class FakeSocket {
  static readonly OPEN = 1;
  readyState = 0;
  binaryType = "";
  readonly sent: string[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    this.readyState = 3;
  }

  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  drop(code: number, reason = ""): void {
    this.readyState = 3;
    this.onclose?.({ code, reason });
  }
}

function setUp(ticket: () => Promise<{ ticket: string; expires_at: string }>) {
  const sockets: FakeSocket[] = [];
  const states: StreamState[] = [];
  const messages: unknown[] = [];
  const stream = new Stream({
    api: { streamTicket: ticket, streamAddress: (one) => `ws://test/${one}` },
    subscription: () => ({
      type: "subscribe",
      runs: ["a"],
      metrics: ["loss/train"],
      distributions: [],
      cursors: {},
    }),
    onMessage: (message) => messages.push(message),
    onState: (state) => states.push(state),
    connect: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    delay: (attempt) => 100 * 2 ** attempt,
  });
  return { stream, sockets, states, messages };
}

describe("stream", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("takes a new ticket for each connection and says the subscription at each opening", async () => {
    let tickets = 0;
    const { stream, sockets, states } = setUp(() => {
      tickets += 1;
      return Promise.resolve({ ticket: String(tickets), expires_at: "" });
    });
    stream.start();
    await vi.advanceTimersByTimeAsync(0);
    sockets[0]?.open();
    expect(sockets[0]?.sent.map((text) => JSON.parse(text).type)).toEqual(["subscribe"]);
    sockets[0]?.drop(1006);
    expect(states.at(-1)).toEqual({ is: "waiting", slow: false });
    await vi.advanceTimersByTimeAsync(100);
    sockets[1]?.open();
    expect(tickets).toBe(2);
    expect(sockets[1]?.sent).toHaveLength(1);
    expect(states.at(-1)).toEqual({ is: "open" });
    stream.stop();
  });

  test("waits longer after each failure, and from the start again after a message", async () => {
    const { stream, sockets, messages } = setUp(() => Promise.resolve({ ticket: "t", expires_at: "" }));
    stream.start();
    await vi.advanceTimersByTimeAsync(0);
    sockets[0]?.drop(1006);
    await vi.advanceTimersByTimeAsync(100);
    sockets[1]?.drop(1006);
    await vi.advanceTimersByTimeAsync(199);
    expect(sockets).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(sockets).toHaveLength(3);
    sockets[2]?.open();
    const bytes = encode({ type: "pong", id: 1 });
    sockets[2]?.onmessage?.({
      data: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
    });
    expect(messages).toEqual([{ type: "pong", id: 1 }]);
    sockets[2]?.drop(1006);
    await vi.advanceTimersByTimeAsync(100);
    expect(sockets).toHaveLength(4);
    stream.stop();
  });

  test("4008 says that the page was too slow, and comes back", async () => {
    const { stream, sockets, states } = setUp(() => Promise.resolve({ ticket: "t", expires_at: "" }));
    stream.start();
    await vi.advanceTimersByTimeAsync(0);
    sockets[0]?.drop(4008);
    expect(states.at(-1)).toEqual({ is: "waiting", slow: true });
    await vi.advanceTimersByTimeAsync(100);
    expect(sockets).toHaveLength(2);
    stream.stop();
  });

  test("what the server does not understand is not tried again", async () => {
    const { stream, sockets, states } = setUp(() => Promise.resolve({ ticket: "t", expires_at: "" }));
    stream.start();
    await vi.advanceTimersByTimeAsync(0);
    sockets[0]?.drop(4400, "runs: missing");
    expect(states.at(-1)).toEqual({ is: "refused", detail: "runs: missing" });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sockets).toHaveLength(1);
  });

  test("a refused ticket ends it, an unreachable server does not", async () => {
    const answers = [new ApiError(0, "unreachable", "away"), new ApiError(401, "unauthorized", "no token")];
    const { stream, sockets, states } = setUp(() =>
      Promise.reject(answers.shift() ?? new Error("asked again")),
    );
    stream.start();
    await vi.advanceTimersByTimeAsync(0);
    expect(states.at(-1)).toEqual({ is: "waiting", slow: false });
    await vi.advanceTimersByTimeAsync(100);
    expect(states.at(-1)).toEqual({ is: "refused", detail: "no token" });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sockets).toHaveLength(0);
  });

  test("a stopped stream ignores what still arrives", async () => {
    const { stream, sockets, messages, states } = setUp(() =>
      Promise.resolve({ ticket: "t", expires_at: "" }),
    );
    stream.start();
    await vi.advanceTimersByTimeAsync(0);
    sockets[0]?.open();
    stream.stop();
    sockets[0]?.onmessage?.({ data: '{"type":"pong"}' });
    sockets[0]?.drop(1006);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(messages).toEqual([]);
    expect(states.at(-1)).toEqual({ is: "off" });
    expect(sockets).toHaveLength(1);
  });
});

test("back-off doubles up to 15 s and keeps half of it by chance", () => {
  expect(backOff(0, () => 1)).toBe(500);
  expect(backOff(3, () => 1)).toBe(4000);
  expect(backOff(30, () => 1)).toBe(15_000);
  expect(backOff(30, () => 0)).toBe(7500);
});
