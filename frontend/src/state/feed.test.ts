// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ApiError } from "../api/problem";
import { FakeRun, FakeServer } from "../testing/fake-server";
import { feedOf, settle } from "../testing/feed";
import { noteReach } from "./reach";
import { useSession } from "./session";
import type { TelemetryStore } from "./telemetry-store";

function stepsOf(store: TelemetryStore, run: string, metric: string): number[] {
  return [...(store.series(run, metric)?.steps ?? [])];
}

describe("feed", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("a run that has just been launched comes from its first row, without a read", async () => {
    const server = new FakeServer(new FakeRun("a"));
    const { store, feed } = feedOf(server);
    feed.open(server.job());
    expect(store.series("a", "loss/train")).toBeNull();
    await settle();
    server.append("a", 0, 1, 2);
    server.append("a", 3);
    await settle();
    expect(stepsOf(store, "a", "loss/train")).toEqual([0, 1, 2, 3]);
    expect(server.reads).toEqual([]);
  });

  test("a run in progress: the past is read, the stream goes on after it", async () => {
    const server = new FakeServer(new FakeRun("a"));
    server.append("a", 0, 1);
    server.append("a", 2, 3);
    const { store, feed } = feedOf(server);
    feed.open(server.job());
    store.series("a", "loss/train");
    await settle();
    server.append("a", 4);
    await settle();
    expect(stepsOf(store, "a", "loss/train")).toEqual([0, 1, 2, 3, 4]);
    expect(server.connection?.subscription?.cursors).toEqual({ a: { epoch: 1, seq: 2 } });
  });

  test("the wall clock is read with the past and goes on live, though no run has it among its metrics", async () => {
    const run = new FakeRun("a");
    run.clocked = true;
    const server = new FakeServer(run);
    server.append("a", 0, 1);
    const { store, feed } = feedOf(server);
    feed.open(server.job());
    expect(store.wall("a")).toBeNull();
    await settle();
    expect(store.wall("a")).toEqual({ steps: [0, 1], seconds: [0, 10] });
    server.append("a", 2);
    await settle();
    expect(store.wall("a")).toEqual({ steps: [0, 1, 2], seconds: [0, 10, 20] });
    expect(server.reads).toEqual([["train_seconds"]]);
  });

  test("a run of a producer that tells no times has no wall clock", async () => {
    const server = new FakeServer(new FakeRun("a"));
    server.append("a", 0, 1);
    const { store, feed } = feedOf(server);
    feed.open(server.job());
    store.series("a", "loss/train");
    store.wall("a");
    await settle();
    expect(stepsOf(store, "a", "loss/train")).toEqual([0, 1]);
    expect(store.wall("a")).toBeNull();
  });

  test("rows that come while the past is being read are neither lost nor doubled", async () => {
    const server = new FakeServer(new FakeRun("a"));
    server.append("a", 0, 1);
    const { store, feed } = feedOf(server);
    feed.open(server.job());
    store.series("a", "loss/train");
    let open: () => void = () => {};
    server.gate = new Promise((resolve) => {
      open = resolve;
    });
    await settle();
    server.append("a", 2);
    server.append("a", 3);
    await settle();
    open();
    await settle();
    server.append("a", 4);
    await settle();
    expect(stepsOf(store, "a", "loss/train")).toEqual([0, 1, 2, 3, 4]);
  });

  test("a metric asked for later is complete, and the others are not doubled", async () => {
    const server = new FakeServer(new FakeRun("a"));
    const { store, feed } = feedOf(server);
    feed.open(server.job());
    store.series("a", "loss/train");
    await settle();
    server.append("a", 0, 1);
    await settle();
    store.series("a", "gradient_norm");
    server.append("a", 2);
    await settle();
    server.append("a", 3);
    await settle();
    expect(stepsOf(store, "a", "gradient_norm")).toEqual([0, 1, 2, 3]);
    expect(stepsOf(store, "a", "loss/train")).toEqual([0, 1, 2, 3]);
    expect([...(store.series("a", "gradient_norm")?.values ?? [])]).toEqual([0, 1, 10, 11, 20, 21, 30, 31]);
    expect(store.series("a", "gradient_norm")?.layers).toEqual(["hidden_1", "output"]);
  });

  test("after a loss of the connection nothing is missing and nothing twice", async () => {
    const server = new FakeServer(new FakeRun("a"), new FakeRun("b"));
    const { store, feed, stream } = feedOf(server);
    feed.open(server.job());
    for (const run of ["a", "b"]) store.series(run, "loss/train");
    await settle();
    server.append("a", 0, 1);
    server.append("b", 0);
    stream.cut();
    server.append("a", 2);
    server.append("b", 1, 2);
    server.append("a", 3);
    await settle();
    stream.start();
    server.append("b", 3);
    await settle();
    expect(stepsOf(store, "a", "loss/train")).toEqual([0, 1, 2, 3]);
    expect(stepsOf(store, "b", "loss/train")).toEqual([0, 1, 2, 3]);
    expect(stream.connection?.subscriptions[0]?.cursors).toEqual({
      a: { epoch: 1, seq: 1 },
      b: { epoch: 1, seq: 1 },
    });
  });

  test("a reset forgets the rows, and the run comes again from its first", async () => {
    const server = new FakeServer(new FakeRun("a"));
    const { store, feed } = feedOf(server);
    feed.open(server.job());
    store.series("a", "loss/train");
    await settle();
    server.append("a", 0, 1, 2);
    await settle();
    const before = store.series("a", "loss/train")?.version ?? 0;
    server.connection?.send({ type: "reset", run: "a", epoch: 2 });
    const run = server.run("a");
    run.epoch = 2;
    run.batches.splice(0);
    server.connection?.subscribe();
    server.append("a", 0, 1);
    await settle();
    expect(stepsOf(store, "a", "loss/train")).toEqual([0, 1]);
    expect(store.series("a", "loss/train")?.version).toBeGreaterThan(before);
  });

  test("a read that fails is said and tried again", async () => {
    const server = new FakeServer(new FakeRun("a"));
    server.append("a", 0, 1);
    server.failReads = 1;
    const { store, feed } = feedOf(server);
    feed.open(server.job());
    store.series("a", "loss/train");
    await settle();
    expect(useSession.getState().readError).toBe("busy");
    await vi.advanceTimersByTimeAsync(3000);
    expect(stepsOf(store, "a", "loss/train")).toEqual([0, 1]);
    expect(useSession.getState().readError).toBeNull();
  });

  test("a metric that a run does not offer is not asked of the server", async () => {
    const server = new FakeServer(new FakeRun("a", ["loss/train"]));
    server.append("a", 0);
    const { store, feed } = feedOf(server);
    feed.open(server.job());
    store.series("a", "loss/train");
    store.series("a", "accuracy/validation");
    await settle();
    expect(server.reads).toEqual([["loss/train"]]);
    expect(store.series("a", "accuracy/validation")).toBeNull();
  });

  test("a finished job is read, not streamed", async () => {
    const run = new FakeRun("a");
    const server = new FakeServer(run);
    server.append("a", 0, 1);
    run.status = "succeeded";
    server.status = "succeeded";
    const { store, feed, stream } = feedOf(server);
    await feed.load("job_1");
    store.series("a", "loss/train");
    await settle();
    expect(stepsOf(store, "a", "loss/train")).toEqual([0, 1]);
    expect(stream.connection).toBeNull();
  });

  test("a job that ends while its past is being read still shows its last rows", async () => {
    const run = new FakeRun("a");
    const server = new FakeServer(run);
    server.append("a", 0, 1);
    const { store, feed } = feedOf(server);
    feed.open(server.job());
    store.series("a", "loss/train");
    let open: () => void = () => {};
    server.gate = new Promise((resolve) => {
      open = resolve;
    });
    await settle();
    server.append("a", 2, 3);
    run.status = "succeeded";
    server.status = "succeeded";
    for (const id of ["a", null]) {
      server.connection?.send({
        type: "status",
        job: "job_1",
        run: id,
        status: "succeeded",
        step: 3,
      } as never);
    }
    await settle();
    open();
    await settle();
    expect(stepsOf(store, "a", "loss/train")).toEqual([0, 1, 2, 3]);
  });

  test("a job that was deleted elsewhere is said to be, what is drawn of it stays, and nothing more is asked", async () => {
    const run = new FakeRun("a");
    const server = new FakeServer(run);
    server.append("a", 0, 1);
    run.status = "succeeded";
    server.status = "succeeded";
    const { store, feed } = feedOf(server);
    await feed.load("job_1");
    store.series("a", "loss/train");
    await settle();
    const { job } = useSession.getState();
    await vi.advanceTimersByTimeAsync(20_000);
    // Where nothing has changed, nothing is told.
    expect(useSession.getState()).toMatchObject({ missing: false });
    expect(useSession.getState().job).toBe(job);

    server.api.job = () => Promise.reject(new ApiError(404, "not_found", "no job job_1"));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(useSession.getState()).toMatchObject({ missing: true, error: null });
    expect(useSession.getState().job).toBe(job);
    expect(stepsOf(store, "a", "loss/train")).toEqual([0, 1]);
    const read = server.reads.length;
    store.series("a", "gradient_norm");
    await vi.advanceTimersByTimeAsync(20_000);
    expect(server.reads).toHaveLength(read);
  });

  test("a job that there is not is told apart from one that cannot be read", async () => {
    const server = new FakeServer();
    const { feed } = feedOf(server);
    server.api.job = () => Promise.reject(new ApiError(404, "not_found", "no job job_nope"));
    await feed.load("job_nope");
    expect(useSession.getState()).toMatchObject({ job: null, missing: true, error: "no job job_nope" });
    server.api.job = () => Promise.reject(new ApiError(0, "unreachable", "gone"));
    await feed.load("job_1");
    expect(useSession.getState()).toMatchObject({ job: null, missing: false, error: "gone" });
  });

  test("while the server is away it is asked every other second, and the stream comes back with its answer", async () => {
    const server = new FakeServer(new FakeRun("a"));
    const { feed, stream } = feedOf(server);
    feed.open(server.job());
    await settle();
    const asked = vi.spyOn(server.api, "job");
    const retried = vi.spyOn(stream, "retryNow").mockImplementation(() => {});
    noteReach(false);
    await vi.advanceTimersByTimeAsync(4500);
    expect(asked.mock.calls.length).toBe(2);
    expect(retried).not.toHaveBeenCalled();
    noteReach(true);
    expect(retried).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(asked.mock.calls.length).toBe(2);
  });
});
