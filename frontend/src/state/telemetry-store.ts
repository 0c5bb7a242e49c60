/**
 * The rows of all runs on the page. Panels read it and are told once a frame that it grew; what a panel asks for and
 * is not here is noted as wanted, and the feed fetches it.
 */
import type { TelemetryFrame } from "../protocol/codec";
import type { Cursor } from "../protocol/types";
import { CLOCK, clockOf } from "./clock";
import { nextFrame } from "./frames";
import { GrowingDistributions } from "./growing-distributions";
import { GrowingSeries } from "./growing-series";
import type { Distributions, Points, Series, TelemetrySource, WallClock } from "./telemetry";

/** A metric or a quantity of one run. `loading` keeps what the stream brings until its past has been read. */
interface Slot<Rows, Grown> {
  state: "wanted" | "loading" | "live";
  waiting: Rows[];
  grown: Grown | null;
}

type SeriesRowsOf = Parameters<GrowingSeries["append"]>[0];
type DistributionRowsOf = Parameters<GrowingDistributions["append"]>[0];

export type SeriesSlot = Slot<SeriesRowsOf, GrowingSeries>;
export type DistributionSlot = Slot<DistributionRowsOf, GrowingDistributions>;

export interface RunRows {
  cursor: Cursor | null;
  /** The latest step that telemetry has brought. */
  step: number;
  readonly series: Map<string, SeriesSlot>;
  readonly distributions: Map<string, DistributionSlot>;
  points: Points | null | "wanted" | "loading";
}

/** What panels are given (`TelemetrySource`) is bound, so that it can be handed on without the store. */
export class TelemetryStore implements TelemetrySource {
  private readonly runs = new Map<string, RunRows>();
  private readonly listeners = new Set<() => void>();
  private scheduled = false;
  private wantScheduled = false;
  private queue: TelemetryFrame[] = [];
  /** Called (once per batch of questions) when something that is not here was asked for. */
  onWanted: () => void = () => {};

  /** The layers and bin edges of a run, once known; without them no histogram can be read. */
  private readonly shapes = new Map<
    string,
    { layers: readonly string[]; edges: ReadonlyMap<string, Float64Array> }
  >();

  readonly series = (run: string, metric: string): Series | null => {
    const rows = this.runs.get(run);
    if (rows === undefined) return null;
    const slot = rows.series.get(metric);
    if (slot === undefined) {
      rows.series.set(metric, { state: "wanted", waiting: [], grown: null });
      this.want();
      return null;
    }
    return slot.grown?.read() ?? null;
  };

  readonly distributions = (run: string, quantity: string): Distributions | null => {
    const rows = this.runs.get(run);
    if (rows === undefined) return null;
    const slot = rows.distributions.get(quantity);
    if (slot === undefined) {
      rows.distributions.set(quantity, { state: "wanted", waiting: [], grown: null });
      this.want();
      return null;
    }
    return slot.grown?.read() ?? null;
  };

  readonly points = (run: string): Points | null => {
    const rows = this.runs.get(run);
    if (rows === undefined) return null;
    if (rows.points === null) {
      rows.points = "wanted";
      this.want();
    }
    return typeof rows.points === "object" ? rows.points : null;
  };

  readonly pending = (): boolean => {
    for (const rows of this.runs.values()) {
      for (const slot of rows.series.values()) if (slot.state !== "live") return true;
      for (const slot of rows.distributions.values()) if (slot.state !== "live") return true;
    }
    return false;
  };

  readonly wall = (run: string): WallClock | null => {
    const series = this.series(run, CLOCK);
    return series === null || series.steps.length === 0 ? null : clockOf(series);
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Whether rows of a run were left out to bound memory. */
  get thin(): boolean {
    for (const rows of this.runs.values()) {
      for (const slot of rows.series.values()) if (slot.grown?.thin) return true;
      for (const slot of rows.distributions.values()) if (slot.grown?.thin) return true;
    }
    return false;
  }

  /** Forgets everything and holds these runs. */
  open(runs: readonly string[]): void {
    this.runs.clear();
    this.shapes.clear();
    this.queue = [];
    for (const run of runs) this.runs.set(run, emptyRows());
    this.changed();
  }

  rows(run: string): RunRows | undefined {
    return this.runs.get(run);
  }

  runIds(): string[] {
    return [...this.runs.keys()];
  }

  describe(run: string, layers: readonly string[], edges: ReadonlyMap<string, Float64Array>): void {
    this.shapes.set(run, { layers, edges });
    for (const [quantity, slot] of this.runs.get(run)?.distributions ?? []) {
      if (slot.state === "live") this.growDistribution(run, quantity, slot, []);
    }
    this.changed();
  }

  /** A frame of the stream: applied with all others of this animation frame. */
  receive(frame: TelemetryFrame): void {
    this.queue.push(frame);
    const rows = this.runs.get(frame.run);
    if (rows !== undefined) rows.cursor = { epoch: frame.epoch, seq: frame.seq };
    this.changed();
  }

  /** What a read answered: the past of a metric. What the stream brought meanwhile follows it. */
  setPast(run: string, metric: string, past: SeriesRowsOf, layers: readonly string[] | null): void {
    const slot = this.runs.get(run)?.series.get(metric);
    if (slot?.state !== "loading") return;
    this.applyQueue();
    slot.state = "live";
    slot.grown = new GrowingSeries(past.width, layers);
    slot.grown.append(past);
    for (const rows of slot.waiting) slot.grown.append(rows);
    slot.waiting = [];
    this.touch(run, slot.grown.lastStep);
    this.changed();
  }

  setPastDistributions(run: string, quantity: string, past: DistributionRowsOf): void {
    const slot = this.runs.get(run)?.distributions.get(quantity);
    if (slot?.state !== "loading") return;
    this.applyQueue();
    slot.state = "live";
    const { waiting } = slot;
    slot.waiting = [];
    this.growDistribution(run, quantity, slot, [past, ...waiting]);
    this.changed();
  }

  setPoints(run: string, points: Points): void {
    const rows = this.runs.get(run);
    if (rows === undefined) return;
    rows.points = points;
    this.changed();
  }

  /** The server can no longer connect to what was sent: the rows go, and come again from the first. */
  reset(run: string, epoch: number): void {
    const rows = this.runs.get(run);
    if (rows === undefined) return;
    this.queue = this.queue.filter((frame) => frame.run !== run);
    rows.cursor = { epoch, seq: 0 };
    rows.step = -1;
    for (const slot of rows.series.values()) Object.assign(slot, { state: "live", waiting: [], grown: null });
    for (const slot of rows.distributions.values()) {
      Object.assign(slot, { state: "live", waiting: [], grown: null });
    }
    this.changed();
  }

  private want(): void {
    if (this.wantScheduled) return;
    this.wantScheduled = true;
    queueMicrotask(() => {
      this.wantScheduled = false;
      this.onWanted();
    });
  }

  private changed(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    nextFrame(() => {
      this.scheduled = false;
      this.applyQueue();
      for (const listener of this.listeners) listener();
    });
  }

  private applyQueue(): void {
    const { queue } = this;
    this.queue = [];
    for (const frame of queue) this.apply(frame);
  }

  private apply(frame: TelemetryFrame): void {
    const rows = this.runs.get(frame.run);
    if (rows === undefined) return;
    for (const [metric, fresh] of frame.series) {
      const slot = rows.series.get(metric);
      if (slot === undefined || slot.state === "wanted") continue;
      if (slot.state === "loading") {
        slot.waiting.push(fresh);
      } else {
        slot.grown ??= new GrowingSeries(fresh.width, null);
        slot.grown.append(fresh);
      }
      this.touch(frame.run, fresh.steps.at(-1) ?? -1);
    }
    for (const [quantity, fresh] of frame.distributions) {
      const slot = rows.distributions.get(quantity);
      if (slot === undefined || slot.state === "wanted") continue;
      if (slot.state === "loading") slot.waiting.push(fresh);
      else this.growDistribution(frame.run, quantity, slot, [fresh]);
    }
  }

  /** Appends histograms; without the run's edges they wait. */
  private growDistribution(
    run: string,
    quantity: string,
    slot: DistributionSlot,
    fresh: readonly DistributionRowsOf[],
  ): void {
    slot.waiting.push(...fresh);
    const shape = this.shapes.get(run);
    const edges = shape?.edges.get(quantity);
    if (shape === undefined || edges === undefined) return;
    slot.grown ??= new GrowingDistributions(edges, shape.layers);
    for (const rows of slot.waiting) slot.grown.append(rows);
    slot.waiting = [];
  }

  private touch(run: string, step: number): void {
    const rows = this.runs.get(run);
    if (rows !== undefined && step > rows.step) rows.step = step;
  }
}

function emptyRows(): RunRows {
  return {
    cursor: null,
    step: -1,
    series: new Map(),
    distributions: new Map(),
    points: null,
  };
}
