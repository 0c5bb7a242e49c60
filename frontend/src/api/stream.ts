/**
 * One websocket that comes back: a ticket for each connection, back-off with jitter after a loss, and the subscription
 * (with its cursors) said again at each opening.
 */
import { decodeMessage, type StreamMessage } from "../protocol/codec";
import type { Subscribe } from "../protocol/types";
import type { ApiClient } from "./client";
import { ApiError } from "./problem";

export type StreamState =
  | { readonly is: "off" }
  | { readonly is: "connecting" }
  | { readonly is: "open" }
  /** Lost; the next try comes by itself. `slow`: the server closed because this page could not follow. */
  | { readonly is: "waiting"; readonly slow: boolean }
  /** The server did not understand this page; trying again would not help. */
  | { readonly is: "refused"; readonly detail: string };

export interface StreamOptions {
  readonly api: Pick<ApiClient, "streamTicket" | "streamAddress">;
  /** What to watch now, cursors included; null while there is nothing to watch. */
  readonly subscription: () => Subscribe | null;
  readonly onMessage: (message: StreamMessage) => void;
  readonly onState: (state: StreamState) => void;
  readonly connect?: (address: string) => WebSocket;
  /** Milliseconds to wait before try `attempt` (from 0). */
  readonly delay?: (attempt: number) => number;
}

const TOO_SLOW = 4008;
const NOT_UNDERSTOOD = 4400;

/** Half a second, doubled at each try up to 15 s, each between half of that and all of it. */
export function backOff(attempt: number, random: () => number = Math.random): number {
  const most = Math.min(15_000, 500 * 2 ** attempt);
  return most * (0.5 + 0.5 * random());
}

export class Stream {
  private socket: WebSocket | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private attempt = 0;
  private running = false;
  /** Tells answers to an earlier start apart from those to this one. */
  private generation = 0;

  constructor(private readonly options: StreamOptions) {}

  start(): void {
    if (this.running) return;
    this.running = true;
    this.attempt = 0;
    window.addEventListener("online", this.retryNow);
    void this.connect();
  }

  stop(): void {
    this.running = false;
    this.generation += 1;
    window.removeEventListener("online", this.retryNow);
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.socket?.close(1000);
    this.socket = null;
    this.options.onState({ is: "off" });
  }

  /** Says the subscription again, after what is watched has changed. */
  resubscribe(): void {
    const subscription = this.options.subscription();
    if (this.socket?.readyState === WebSocket.OPEN && subscription !== null) {
      this.socket.send(JSON.stringify(subscription));
    }
  }

  /** Connects now where it waits to. */
  readonly retryNow = (): void => {
    if (this.timer === null) return;
    clearTimeout(this.timer);
    this.timer = null;
    void this.connect();
  };

  private async connect(): Promise<void> {
    const generation = ++this.generation;
    const { api, onState } = this.options;
    onState({ is: "connecting" });
    let address: string;
    try {
      address = api.streamAddress((await api.streamTicket()).ticket);
    } catch (error) {
      if (generation !== this.generation) return;
      const refused = error instanceof ApiError && error.status >= 400 && error.status < 500;
      if (refused) this.refuse(error.message);
      else this.retry(false);
      return;
    }
    if (generation !== this.generation) return;
    const socket = (this.options.connect ?? ((url) => new WebSocket(url)))(address);
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    socket.onopen = () => {
      if (generation !== this.generation) return;
      onState({ is: "open" });
      this.resubscribe();
    };
    socket.onmessage = (event: MessageEvent<unknown>) => {
      if (generation === this.generation) this.take(event.data);
    };
    socket.onclose = (event) => {
      if (generation !== this.generation) return;
      this.socket = null;
      if (event.code === NOT_UNDERSTOOD) this.refuse(event.reason);
      else this.retry(event.code === TOO_SLOW);
    };
  }

  private take(data: unknown): void {
    const message =
      data instanceof ArrayBuffer ? decodeMessage(data) : (JSON.parse(String(data)) as StreamMessage);
    this.attempt = 0;
    this.options.onMessage(message);
  }

  private retry(slow: boolean): void {
    if (!this.running) return;
    this.options.onState({ is: "waiting", slow });
    const delay = (this.options.delay ?? backOff)(this.attempt);
    this.attempt += 1;
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.connect();
    }, delay);
  }

  private refuse(detail: string): void {
    this.running = false;
    this.options.onState({ is: "refused", detail });
  }
}
