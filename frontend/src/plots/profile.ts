/** The values of a layer metric over the layers, at one step. */

import type { Bands, RunView } from "../state/telemetry";
import { indexAtOrBefore } from "./decimate";
import type { PlotFrame } from "./figure";
import { formatCount } from "./format";
import type { LayerRows } from "./layerGrid";
import { studentQuantile } from "./statistics";

/** One run's values over its layers, at the row of the shown step. */
export interface Profile {
  readonly run: RunView;
  readonly step: number;
  readonly layers: readonly string[];
  readonly values: Float64Array;
}

/** The row recorded at the step or last before it, or null before the first. */
export function profileAt(rows: LayerRows, step: number): Profile | null {
  const row = indexAtOrBefore(rows.steps, step);
  if (row < 0) return null;
  const width = rows.layers.length;
  const values = Float64Array.from(
    { length: width },
    (_, layer) => rows.values[row * width + layer] as number,
  );
  return { run: rows.run, step: rows.steps[row] as number, layers: rows.layers, values };
}

/** What theory says of a layer metric in the row `step`; see TheoryCurve of the server's interface. */
export interface PredictedCurve {
  readonly step: number;
  readonly layers: readonly string[];
  readonly values: readonly number[];
  /** The layer in whose measured value, at that row, `values` are given; null where they are absolute. */
  readonly relativeTo: string | null;
}

/** The prediction for a run in the metric's unit, or null where the row or the value that it hangs on was not recorded. */
export function predictedProfile(curve: PredictedCurve, rows: LayerRows): Profile | null {
  let unit = 1;
  if (curve.relativeTo !== null) {
    const measured = profileAt(rows, curve.step);
    if (measured === null || measured.step !== curve.step) return null;
    unit = measured.values[measured.layers.indexOf(curve.relativeTo)] ?? Number.NaN;
    if (!Number.isFinite(unit)) return null;
  }
  const values = Float64Array.from(curve.values, (value) => value * unit);
  return { run: rows.run, step: curve.step, layers: curve.layers, values };
}

export interface Center {
  readonly values: number[];
  readonly low: number[];
  readonly high: number[];
  readonly n: number;
}

/** Mean (of logarithms where asked) and band over replicates, layer by layer. */
export function center(
  profiles: readonly Profile[],
  layers: readonly string[],
  logarithmic: boolean,
  bands: Bands,
): Center {
  const result: Center = { values: [], low: [], high: [], n: profiles.length };
  for (const layer of layers) {
    const raw = profiles.map((profile) => {
      const index = profile.layers.indexOf(layer);
      return index < 0 ? Number.NaN : (profile.values[index] as number);
    });
    const values = logarithmic ? raw.map((value) => (value > 0 ? Math.log10(value) : Number.NaN)) : raw;
    const back = (value: number) => (logarithmic ? 10 ** value : value);
    const n = values.length;
    const mean = values.reduce((sum, value) => sum + value, 0) / n;
    let half = Number.NaN;
    if (n > 1 && (bands === "sd" || bands === "ci")) {
      const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
      half = bands === "sd" ? deviation : (studentQuantile(n - 1) * deviation) / Math.sqrt(n);
    }
    result.values.push(back(mean));
    result.low.push(bands === "minmax" ? back(Math.min(...values)) : back(mean - half));
    result.high.push(bands === "minmax" ? back(Math.max(...values)) : back(mean + half));
  }
  return result;
}

/** "step 600", or the range of steps where the runs' rows differ. */
export function stepText(steps: readonly number[], t: PlotFrame["t"]): string {
  if (steps.length === 0) return "";
  const least = Math.min(...steps);
  const most = Math.max(...steps);
  if (least === most) return t("subtitle.step", { step: formatCount(least) });
  return t("subtitle.steps", { from: formatCount(least), to: formatCount(most) });
}
