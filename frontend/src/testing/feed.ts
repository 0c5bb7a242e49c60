/** A feed on a server in memory, whose connections the test opens and cuts. */
import { vi } from "vitest";
import { Stream, type StreamOptions } from "../api/stream";
import { Feed } from "../state/feed";
import { TelemetryStore } from "../state/telemetry-store";
import { FakeConnection, type FakeServer } from "./fake-server";

class ManualStream extends Stream {
  connection: FakeConnection | null = null;

  constructor(
    private readonly server: FakeServer,
    private readonly given: StreamOptions,
  ) {
    super(given);
  }

  override start(): void {
    if (this.connection !== null) return;
    this.connection = new FakeConnection(this.server, this.given);
    this.server.connection = this.connection;
    this.given.onState({ is: "open" });
    this.connection.subscribe();
  }

  cut(): void {
    this.connection = null;
    this.server.connection = null;
    this.given.onState({ is: "waiting", slow: false });
  }

  override stop(): void {
    this.connection = null;
    this.server.connection = null;
    this.given.onState({ is: "off" });
  }

  override resubscribe(): void {
    this.connection?.subscribe();
  }
}

export function feedOf(server: FakeServer) {
  const store = new TelemetryStore();
  let stream: ManualStream | null = null;
  const feed = new Feed(server.api, store, (options) => {
    stream = new ManualStream(server, options);
    return stream;
  });
  return { store, feed, stream: stream as unknown as ManualStream };
}

/** Until what is under way has come, by the test's clock. */
export async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(100);
}
