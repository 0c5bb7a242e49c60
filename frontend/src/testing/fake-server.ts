/**
 * A server in memory for the tests of the feed: runs whose rows arrive in batches, reads with cursors, and streams that
 * replay from a cursor, can be cut, and may merge batches into one frame.
 */
import type { ApiClient } from "../api/client";
import { ApiError } from "../api/problem";
import type { StreamOptions } from "../api/stream";
import type { SeriesRows, StreamMessage, TelemetryFrame } from "../protocol/codec";
import type { Cursor, Finding, Job, JobStatus, Run, Subscribe } from "../protocol/types";
import { CLOCK } from "../state/clock";

const RUN_DEFAULTS = {
  origin: "local",
  label: "sigmoid",
  variant: 0,
  seed: 0,
  key: "k",
  error: null,
} as const;

export class FakeRun {
  /** Steps of each batch, the first batch being seq 1. */
  readonly batches: number[][] = [];
  epoch = 1;
  status: JobStatus = "running";
  /** Whether it has a clock, which is none of its metrics. */
  clocked = false;

  constructor(
    readonly id: string,
    readonly metrics: readonly string[] = ["loss/train", "gradient_norm"],
  ) {}

  /** Everything that it has rows of. */
  get series(): readonly string[] {
    return this.clocked ? [...this.metrics, CLOCK] : this.metrics;
  }

  rows(metric: string, asked: readonly number[]): SeriesRows {
    const steps = this.series.includes(metric) ? asked : [];
    const width = metric === "gradient_norm" ? 2 : 1;
    const values = steps.flatMap((step) => Array.from({ length: width }, (_, layer) => step * 10 + layer));
    return { steps: Float64Array.from(steps), values: Float32Array.from(values), width };
  }

  get steps(): number[] {
    return this.batches.flat();
  }

  cursor(): Cursor {
    return { epoch: this.epoch, seq: this.batches.length };
  }
}

/** One open connection of the page. */
export class FakeConnection {
  private readonly sent = new Map<string, number>();
  subscription: Subscribe | null = null;
  readonly subscriptions: Subscribe[] = [];

  constructor(
    private readonly server: FakeServer,
    readonly options: StreamOptions,
  ) {}

  subscribe(): void {
    const subscription = this.options.subscription();
    if (subscription === null) return;
    this.subscription = structuredClone(subscription);
    this.subscriptions.push(this.subscription);
    this.sent.clear();
    for (const run of subscription.runs) this.sent.set(run, subscription.cursors?.[run]?.seq ?? 0);
    this.deliver();
  }

  /** Sends what is new, all batches of a run merged into one frame. */
  deliver(): void {
    for (const id of this.subscription?.runs ?? []) {
      const run = this.server.run(id);
      const from = this.sent.get(id) ?? 0;
      if (run.batches.length <= from) continue;
      this.sent.set(id, run.batches.length);
      this.options.onMessage(this.frame(run, run.batches.slice(from).flat()));
    }
  }

  send(message: StreamMessage): void {
    this.options.onMessage(message);
  }

  private frame(run: FakeRun, steps: readonly number[]): TelemetryFrame {
    const metrics = run.series.filter((metric) => this.subscription?.metrics?.includes(metric));
    return {
      type: "telemetry",
      run: run.id,
      epoch: run.epoch,
      seq: run.batches.length,
      series: new Map(metrics.map((metric) => [metric, run.rows(metric, steps)])),
      distributions: new Map(),
    };
  }
}

export class FakeServer {
  private readonly runs = new Map<string, FakeRun>();
  connection: FakeConnection | null = null;
  /** While set, series reads wait until it resolves. */
  gate: Promise<void> | null = null;
  failReads = 0;
  readonly reads: string[][] = [];
  findings: Finding[] = [];
  status: JobStatus = "running";

  constructor(...runs: FakeRun[]) {
    for (const run of runs) this.runs.set(run.id, run);
  }

  run(id: string): FakeRun {
    const run = this.runs.get(id);
    if (run === undefined) throw new Error(`no run ${id}`);
    return run;
  }

  /** A new batch, told to whoever listens. */
  append(id: string, ...steps: number[]): void {
    this.run(id).batches.push(steps);
    this.connection?.deliver();
  }

  job(): Job {
    return {
      id: "job_1",
      name: "a job",
      status: this.status,
      wish: "run",
      origin: "local",
      request: null,
      error: null,
      created_at: "2026-01-01T00:00:00Z",
      started_at: null,
      finished_at: null,
      run_count: this.runs.size,
      runs: [...this.runs.values()].map((run) => this.summary(run)),
    } as Job;
  }

  private summary(run: FakeRun): Job["runs"][number] {
    return {
      ...RUN_DEFAULTS,
      id: run.id,
      spec: {},
      status: run.status,
      outcome: null,
      diverged_at: null,
      stopped_at: null,
      restored_step: null,
      step: run.steps.at(-1) ?? 0,
      steps: 1000,
    } as Job["runs"][number];
  }

  readonly api: ApiClient = {
    catalog: () => Promise.reject(new Error("unused")),
    presets: () => Promise.resolve([]),
    preview: () => Promise.reject(new Error("unused")),
    datasets: () => Promise.reject(new Error("unused")),
    dataset: () => Promise.reject(new Error("unused")),
    uploadDataset: () => Promise.reject(new Error("unused")),
    deleteDataset: () => Promise.reject(new Error("unused")),
    dryRun: () => Promise.reject(new Error("unused")),
    launch: () => Promise.resolve(this.job()),
    jobs: () => Promise.resolve({ jobs: [], next_cursor: null }),
    job: () => Promise.resolve(this.job()),
    control: () => Promise.resolve(this.job()),
    deleteJob: () => Promise.resolve(),
    comparison: () => Promise.reject(new Error("unused")),
    run: (id) => {
      const run = this.run(id);
      return Promise.resolve({
        ...this.summary(run),
        job_id: "job_1",
        layers: ["hidden_1", "output"],
        epoch_steps: 10,
        metrics: run.metrics.map((name) => ({
          name,
          unit: "1",
          axes: name === "gradient_norm" ? ["step", "layer"] : ["step"],
          layers: name === "gradient_norm" ? ["hidden_1", "output"] : null,
          scale: "log",
          definition: "",
          source: "",
        })),
        distributions: {},
        timing: { created_at: "", started_at: null, finished_at: null, train_seconds: null },
        cursor: run.cursor(),
      } as unknown as Run);
    },
    series: async (id, metrics) => {
      this.reads.push([...metrics]);
      const run = this.run(id);
      const answer = {
        run_id: id,
        cursor: run.cursor(),
        series: Object.fromEntries(
          metrics.map((metric) => {
            const { steps, values, width } = run.rows(metric, run.steps);
            const rows = [...steps].map((_, row) => [...values.subarray(row * width, (row + 1) * width)]);
            return [
              metric,
              {
                unit: "1",
                axes: width > 1 ? ["step", "layer"] : ["step"],
                layers: width > 1 ? ["hidden_1", "output"] : null,
                steps: [...steps],
                values: width > 1 ? rows : rows.flat(),
              },
            ];
          }),
        ),
      };
      await this.gate;
      if (this.failReads > 0) {
        this.failReads -= 1;
        throw new ApiError(503, "unavailable", "busy");
      }
      return answer as Awaited<ReturnType<ApiClient["series"]>>;
    },
    seriesCsv: () => Promise.reject(new Error("unused")),
    distributions: () => Promise.reject(new ApiError(404, "not_found", "none")),
    theory: () => Promise.reject(new ApiError(404, "not_found", "none")),
    points: () => Promise.reject(new ApiError(404, "not_found", "none")),
    diagnoses: () => Promise.resolve(this.findings),
    landscapes: () => Promise.resolve([]),
    landscape: () => Promise.reject(new Error("unused")),
    askLandscape: () => Promise.reject(new Error("unused")),
    cancelLandscape: () => Promise.reject(new Error("unused")),
    deleteLandscape: () => Promise.reject(new Error("unused")),
    trajectories: () => Promise.reject(new Error("unused")),
    streamTicket: () => Promise.resolve({ ticket: "t", expires_at: "" }),
    streamAddress: () => "ws://test",
  };
}
