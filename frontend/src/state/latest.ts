/** The latest figures of the variants, for the run table. */
import type { VariantView } from "./run-views";
import type { TelemetrySource } from "./telemetry";

/** Validation where the run has it, training otherwise. */
export type Split = "validation" | "train";

export interface LatestFigures {
  readonly loss: number | null;
  /** Null also beside a loss that is not finite: what such a network answers is no choice of a class. */
  readonly accuracy: number | null;
}

/** The split that the table speaks of: validation as soon as any run has a row of it. */
export function splitOf(offered: Readonly<Record<string, unknown>>): Split {
  return "loss/validation" in offered ? "validation" : "train";
}

/** Whether any run has classes to be right about: a regression has no accuracy. Before anything is known, it may. */
export function hasAccuracy(offered: Readonly<Record<string, unknown>>): boolean {
  const names = Object.keys(offered);
  return names.length === 0 || names.some((name) => name.startsWith("accuracy/"));
}

/** The mean over a variant's replicates of their latest rows; null before the first row. */
export function latestOf(source: TelemetrySource, variant: VariantView, split: Split): LatestFigures {
  const loss = mean(variant.runs.map((run) => last(source, run.id, `loss/${split}`)));
  const accuracy = mean(variant.runs.map((run) => last(source, run.id, `accuracy/${split}`)));
  return { loss, accuracy: isBroken(loss) ? null : accuracy };
}

/** Whether there is a loss, but not a finite one. */
export function isBroken(loss: number | null): boolean {
  return loss !== null && !Number.isFinite(loss);
}

function last(source: TelemetrySource, run: string, metric: string): number | null {
  return source.series(run, metric)?.values.at(-1) ?? null;
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
