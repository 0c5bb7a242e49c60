/**
 * Brings the rows that the panels ask for into the store: the past through REST reads, what follows through the
 * stream.
 *
 * Nothing is missed and nothing doubled: a read answers a cursor, and the stream goes on from the least cursor of a
 * run's reads; rows that come twice are ignored by their step. For a metric asked for later, the stream is told first
 * (from the cursor known then) and the past is read after it, so that the two always overlap.
 */
import type { ApiClient } from "../api/client";
import { ApiError } from "../api/problem";
import { Stream } from "../api/stream";
import type { StreamMessage } from "../protocol/codec";
import { toNumber } from "../protocol/numbers";
import type { Job } from "../protocol/types";
import { CLOCK } from "./clock";
import { isMissing, JobWatch } from "./job-watch";
import { Later } from "./later";
import { LOOK_EVERY, whileLooked } from "./looking";
import { useReach } from "./reach";
import { lesser, readPast, readPoints } from "./reads";
import {
  addFinding,
  applyStatus,
  EMPTY_SESSION,
  isOver,
  removeFinding,
  setDetails,
  useSession,
} from "./session";
import { type Phase, subscriptionOf } from "./subscription";
import type { TelemetryStore } from "./telemetry-store";

const RETRY_AFTER = 2000;
const SUBSCRIBE_AFTER = 15;
const STEPS_EVERY = 200;
const REACH_EVERY = 2000;

export class Feed {
  private readonly stream: Stream;
  private readonly watch: JobWatch;
  private readonly phases = new Map<string, Phase>();
  /** What can be read of each described run: its metrics, its clock, its quantities. */
  private readonly offers = new Map<string, ReadonlySet<string>>();
  private readonly retry = new Later(RETRY_AFTER, () => this.ensure());
  /** Tells the stream once, after all runs that change at about the same time. */
  private readonly resubscription = new Later(SUBSCRIBE_AFTER, () => this.stream.resubscribe());
  private readonly steps = new Later(STEPS_EVERY, () => this.noteSteps());
  /** What ends with the job that is shown. */
  private endings: readonly (() => void)[] = [];
  private jobId: string | null = null;

  constructor(
    private readonly api: ApiClient,
    private readonly store: TelemetryStore,
    stream?: (options: ConstructorParameters<typeof Stream>[0]) => Stream,
  ) {
    const options = {
      api,
      subscription: () =>
        subscriptionOf(store, this.phases, (run) => useSession.getState().details[run]?.cursor),
      onMessage: (message: StreamMessage) => this.take(message),
      onState: (state: ReturnType<typeof useSession.getState>["stream"]) => {
        useSession.setState({ stream: state });
        if (state.is === "open") void this.watch.refresh();
      },
    };
    this.stream = stream === undefined ? new Stream(options) : stream(options);
    this.watch = new JobWatch(api);
    store.onWanted = () => this.ensure();
  }

  /** Shows a job that has just been launched or read. */
  open(job: Job): void {
    this.close();
    this.jobId = job.id;
    this.watch.watch(job.id);
    useSession.setState({ ...EMPTY_SESSION, job });
    this.store.open(job.runs.map((run) => run.id));
    this.endings = [
      this.store.subscribe(() => this.steps.ask()),
      whileLooked(() => this.look(), LOOK_EVERY),
      whileLooked(() => {
        if (useReach.getState().away) void this.watch.look();
      }, REACH_EVERY),
      useReach.subscribe(({ away }) => {
        if (!away) this.stream.retryNow();
      }),
    ];
    if (!isOver(job.status)) this.stream.start();
    this.watch.readFindings();
  }

  /** Reads a job and shows it. */
  async load(id: string): Promise<void> {
    if (this.jobId === id) return;
    this.close();
    this.jobId = id;
    useSession.setState({ ...EMPTY_SESSION, loading: true });
    try {
      const job = await this.api.job(id);
      if (this.jobId === id) this.open(job);
    } catch (error) {
      if (this.jobId === id)
        useSession.setState({ loading: false, error: sentence(error), missing: isMissing(error) });
    }
  }

  /** A live job tells of itself; one that has ended may be deleted elsewhere. */
  private look(): void {
    const { job, missing } = useSession.getState();
    if (job !== null && isOver(job.status) && !missing) void this.watch.look();
  }

  close(): void {
    for (const end of this.endings) end();
    this.endings = [];
    this.stream.stop();
    for (const later of [this.retry, this.steps, this.resubscription]) later.cancel();
    this.jobId = null;
    this.watch.watch(null);
    this.phases.clear();
    this.offers.clear();
    this.store.open([]);
    useSession.setState(EMPTY_SESSION);
  }

  /** What a control call answered. */
  adopt(job: Job): void {
    if (job.id !== this.jobId) return;
    useSession.setState({ job });
    if (!isOver(job.status)) this.stream.start();
  }

  private take(message: StreamMessage): void {
    switch (message.type) {
      case "telemetry":
        if (this.phases.get(message.run) === "streaming") this.store.receive(message);
        return;
      case "status":
        this.takeStatus(message);
        return;
      case "diagnosis": {
        const { type: _, run, holds, ...finding } = message;
        this.watch.hear(run);
        if (holds === false) removeFinding(run, finding.rule);
        else addFinding(run, finding);
        return;
      }
      case "reset":
        this.store.reset(message.run, message.epoch);
        return;
      default:
        return;
    }
  }

  private takeStatus(message: Extract<StreamMessage, { type: "status" }>): void {
    applyStatus(message);
    if (!isOver(message.status)) return;
    if (message.run === null) void this.watch.refresh();
    else void this.watch.readFindingsOf(message.run);
  }

  /** Starts what the panels have asked for since. */
  private ensure(): void {
    if (useSession.getState().missing) return;
    let subscriptionChanged = false;
    for (const run of this.store.runIds()) {
      const rows = this.store.rows(run);
      if (rows === undefined) continue;
      const asked = [...rows.series.values(), ...rows.distributions.values()].some(
        (slot) => slot.state === "wanted",
      );
      if (!asked && rows.points !== "wanted") continue;
      const phase = this.phases.get(run);
      if (phase === undefined) {
        this.phases.set(run, "describing");
        void this.guard(this.describe(run), () => this.phases.delete(run));
      } else if (phase !== "describing") {
        subscriptionChanged = this.begin(run) || subscriptionChanged;
      }
    }
    if (subscriptionChanged) this.resubscription.ask();
  }

  private async describe(run: string): Promise<void> {
    const description = await this.api.run(run);
    if (this.phases.get(run) !== "describing") return;
    const edges = new Map(
      Object.entries(description.distributions).map(([quantity, one]) => [
        quantity,
        Float64Array.from(one.edges, toNumber),
      ]),
    );
    this.store.describe(run, description.layers, edges);
    const metrics = description.metrics.map((metric) => metric.name);
    this.offers.set(run, new Set([...metrics, CLOCK, ...edges.keys()]));
    setDetails(description);
    // Nothing stored yet: the stream brings the run from its first row.
    this.phases.set(
      run,
      description.cursor.seq === 0 && !isOver(description.status) ? "streaming" : "described",
    );
    this.ensure();
  }

  /** Starts a described run's wanted reads; true where the stream has to be told. */
  private begin(run: string): boolean {
    const rows = this.store.rows(run);
    if (rows === undefined) return false;
    const streaming = this.phases.get(run) === "streaming";
    const fromFirst = streaming && rows.cursor === null;
    const offered = this.offers.get(run) ?? new Set();
    const wanted = [...rows.series].filter(([, slot]) => slot.state === "wanted");
    const metrics: string[] = [];
    for (const [metric, slot] of wanted) {
      const read = offered.has(metric) && !fromFirst;
      slot.state = read ? "loading" : "live";
      if (read) metrics.push(metric);
    }
    const quantities: string[] = [];
    for (const [quantity, slot] of rows.distributions) {
      if (slot.state !== "wanted") continue;
      const read = offered.has(quantity) && !fromFirst;
      slot.state = read ? "loading" : "live";
      if (read) quantities.push(quantity);
    }
    if (rows.points === "wanted") {
      rows.points = "loading";
      void this.guard(readPoints(this.api, this.store, run), () => {
        rows.points = "wanted";
      });
    }
    void this.bringPast(run, metrics, quantities, streaming);
    return streaming;
  }

  private async bringPast(
    run: string,
    metrics: readonly string[],
    quantities: readonly string[],
    streaming: boolean,
  ): Promise<void> {
    const reads = readPast(this.api, this.store, run, metrics, quantities);
    if (reads.length === 0) return;
    const settled = await Promise.allSettled(reads);
    const failed = settled.find((one) => one.status === "rejected");
    if (failed !== undefined) this.failed(failed.reason);
    else useSession.setState({ readError: null });
    if (streaming || this.phases.get(run) !== "described") return;
    const cursors = settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    const rows = this.store.rows(run);
    if (rows === undefined || cursors.length === 0) return;
    rows.cursor = cursors.reduce(lesser);
    this.phases.set(run, "streaming");
    this.resubscription.ask();
  }

  private async guard(work: Promise<void>, undo: () => void): Promise<void> {
    try {
      await work;
    } catch (error) {
      undo();
      this.failed(error);
    }
  }

  private failed(error: unknown): void {
    if (this.jobId === null) return;
    if (!(error instanceof ApiError && error.status === 404)) {
      useSession.setState({ readError: sentence(error) });
    }
    this.retry.ask();
  }

  /** Tells the session how far the runs have come. */
  private noteSteps(): void {
    const before = useSession.getState();
    const steps: Record<string, number> = {};
    let changed = false;
    for (const run of this.store.runIds()) {
      const step = this.store.rows(run)?.step ?? -1;
      if (step < 0) continue;
      steps[run] = step;
      if (step > 0) this.watch.readFindingsOnce(run);
      changed ||= before.steps[run] !== step;
    }
    const { thin } = this.store;
    if (changed || thin !== before.thin) useSession.setState({ steps, thin });
  }
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
