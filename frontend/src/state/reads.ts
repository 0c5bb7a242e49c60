/** Reads of a run's past: answers of the REST interface into the store. Each resolves with the cursor it was read at. */
import type { ApiClient } from "../api/client";
import { ApiError } from "../api/problem";
import { flatten } from "../protocol/numbers";
import type { Cursor } from "../protocol/types";
import type { TelemetryStore } from "./telemetry-store";

/** Rows of a long run's overview; shorter runs come whole. */
const MOST_POINTS = 4000;
/** Drawings of the network over a grid are read sparsely: each has up to thousands of cells. */
const MOST_GRIDS = 60;
const GRIDS = ["decision/", "prediction/"];

/** Starts all reads of a run's wanted metrics and quantities. What fails is wanted again. */
export function readPast(
  api: ApiClient,
  store: TelemetryStore,
  run: string,
  metrics: readonly string[],
  quantities: readonly string[],
): Promise<Cursor>[] {
  const isGrid = (metric: string) => GRIDS.some((grid) => metric.startsWith(grid));
  const grids = metrics.filter(isGrid);
  const others = metrics.filter((metric) => !isGrid(metric));
  const reads: Promise<Cursor>[] = [];
  if (others.length > 0) reads.push(readSeries(api, store, run, others, MOST_POINTS));
  if (grids.length > 0) reads.push(readSeries(api, store, run, grids, MOST_GRIDS));
  for (const quantity of quantities) reads.push(readDistributions(api, store, run, quantity));
  return reads;
}

async function readSeries(
  api: ApiClient,
  store: TelemetryStore,
  run: string,
  metrics: readonly string[],
  most: number,
): Promise<Cursor> {
  try {
    const page = await api.series(run, metrics, most);
    for (const metric of metrics) {
      const series = page.series[metric];
      if (series === undefined) continue;
      const { values, width } = flatten(series.values, series.layers?.length ?? 1);
      const steps = Float64Array.from(series.steps);
      store.setPast(run, metric, { steps, values, width }, series.layers ?? null);
    }
    return page.cursor;
  } catch (error) {
    for (const metric of metrics) wantAgain(store.rows(run)?.series.get(metric));
    throw error;
  }
}

async function readDistributions(
  api: ApiClient,
  store: TelemetryStore,
  run: string,
  quantity: string,
): Promise<Cursor> {
  try {
    const body = await api.distributions(run, quantity);
    store.setPastDistributions(run, quantity, {
      steps: Float64Array.from(body.steps),
      counts: Uint32Array.from(body.counts.flat(2)),
      nonfinite: Uint32Array.from(body.nonfinite.flat()),
      layers: body.layers.length,
      bins: body.edges.length - 1,
    });
    return body.cursor;
  } catch (error) {
    wantAgain(store.rows(run)?.distributions.get(quantity));
    throw error;
  }
}

/** The samples of a data set that can be drawn. */
export async function readPoints(api: ApiClient, store: TelemetryStore, run: string): Promise<void> {
  try {
    const body = await api.points(run);
    store.setPoints(run, {
      x: body.x,
      y: body.y,
      split: body.split.map((split) => (split === "train" ? 0 : 1)),
      grid: body.grid,
      classes: Array.from({ length: body.classes ?? 0 }, (_, index) => String(index)),
    });
  } catch (error) {
    // Data of more features has no points to draw; before training starts they are not there yet.
    if (error instanceof ApiError && error.status === 404 && store.rows(run)?.step !== -1) return;
    throw error;
  }
}

/** The earlier of two places in a run's telemetry. */
export function lesser(one: Cursor, other: Cursor): Cursor {
  if (one.epoch !== other.epoch) return one.epoch < other.epoch ? one : other;
  return one.seq <= other.seq ? one : other;
}

function wantAgain(slot: { state: string } | undefined): void {
  if (slot?.state === "loading") slot.state = "wanted";
}
