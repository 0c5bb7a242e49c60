/** The variants side by side: which metric, at which step, against which target. */
import type { RunView, TelemetrySource } from "./telemetry";

/** What the server is asked: each run's last row of the metric at or before a step, and how soon it reaches a target. */
export interface ComparisonQuery {
  readonly metric: string;
  readonly atStep: number;
  readonly target: number | null;
}

/** The metrics that variants are compared by, the first on offer before anything is chosen. */
export const COMPARED = ["loss/validation", "loss/train", "accuracy/validation", "accuracy/train"] as const;
export type Compared = (typeof COMPARED)[number];

export type ComparedQuantity = "loss" | "accuracy";

export function quantityOf(metric: string): ComparedQuantity {
  return metric.startsWith("accuracy") ? "accuracy" : "loss";
}

/** The choices under which the targets are kept: one of a loss says nothing to an accuracy. */
export const TARGETS = { loss: "comparison.loss", accuracy: "comparison.accuracy" } as const;

/** A chosen target as a number; undefined where none is chosen, or where no run could have such a value. */
export function targetOf(quantity: ComparedQuantity, text: string | undefined): number | undefined {
  const value = text === undefined || text.trim() === "" ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) return undefined;
  return quantity === "accuracy" && (value <= 0 || value > 1) ? undefined : value;
}

const OPEN: ReadonlySet<string> = new Set(["queued", "starting", "running", "paused"]);

export function isOpenRun(run: RunView): boolean {
  return run.outcome === null && OPEN.has(run.status);
}

/** The step of a fair comparison: the held one; else the one that all runs under way have reached; else the end. */
export function comparedStep(runs: readonly RunView[], held: number | null): number {
  if (held !== null) return held;
  const underWay = runs.filter((run) => isOpenRun(run) && run.step > 0);
  return underWay.length > 0
    ? Math.min(...underWay.map((run) => run.step))
    : Math.max(0, ...runs.map((run) => run.step));
}

/**
 * A round target about half way from the worst start to the best value so far, in orders of magnitude of the loss or of
 * the error (1 − accuracy), so that at least one variant gets there and not all do at once. Null before any row.
 */
export function suggestedTarget(
  source: TelemetrySource,
  runs: readonly RunView[],
  metric: string,
): number | null {
  const isAccuracy = quantityOf(metric) === "accuracy";
  let start = 0;
  let best = Number.POSITIVE_INFINITY;
  for (const run of runs) {
    const values = source.series(run.id, metric)?.values ?? [];
    const distance = (row: number) => (isAccuracy ? 1 - (values[row] as number) : (values[row] as number));
    for (let row = 0; row < values.length; row += 1) {
      if (!Number.isFinite(values[row])) continue;
      if (row === 0) start = Math.max(start, distance(row));
      best = Math.min(best, distance(row));
    }
  }
  if (!(start > 0 && best < Number.POSITIVE_INFINITY)) return null;
  const middle = Math.sqrt(start * Math.max(best, start / 1000));
  if (isAccuracy) {
    const coarse = roundDown(1 - middle, 0.05);
    return coarse > 1 - start ? coarse : Math.max(0.01, roundDown(1 - middle, 0.01));
  }
  const coarse = nextRound(middle);
  return coarse < start ? coarse : Number(middle.toPrecision(2));
}

/** The least of 1, 2, 5 times a power of ten that is not below the value. */
function nextRound(value: number): number {
  const power = Math.floor(Math.log10(value) + 1e-9);
  const digit = [1, 2, 5, 10].find((one) => one * 10 ** power >= value * (1 - 1e-9)) ?? 10;
  return Number((digit * 10 ** power).toPrecision(1));
}

function roundDown(value: number, unit: number): number {
  return Number((Math.floor(value / unit + 1e-9) * unit).toFixed(2));
}
