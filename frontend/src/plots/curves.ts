/** Lines over time: what learning curves and update ratios share. */

import type { Bands, RunView } from "../state/telemetry";
import { indexAtOrBefore, lowerBound, minMaxIndices } from "./decimate";
import type { AxisScale, Outside, Trace } from "./figure";
import { formatValue } from "./format";
import { eachSpan } from "./spans";
import { type Band, replicateBand } from "./statistics";
import type { StepScale } from "./stepScale";
import { fade } from "./theme";

/** One metric of one run at full resolution. */
export interface Curve {
  readonly run: RunView;
  readonly steps: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

/** Points that Plotly gets: several curves of one colour in one trace, parted by NaN. */
export interface Points {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** The curves of each variant, in the order in which the variants appear. */
export function byVariant<T extends { readonly run: RunView }>(curves: readonly T[]): T[][] {
  const groups = new Map<number, T[]>();
  for (const curve of curves) {
    const group = groups.get(curve.run.variant);
    if (group) group.push(curve);
    else groups.set(curve.run.variant, [curve]);
  }
  return [...groups.values()];
}

/** The rows of a curve between two positions of the axis, with one row beyond on either side. */
export function rowsBetween(curve: Curve, scale: StepScale, low: number, high: number): [number, number] {
  const from = Math.max(0, lowerBound(curve.steps, scale.step(curve.run, low)) - 1);
  const to = Math.min(curve.steps.length, indexAtOrBefore(curve.steps, scale.step(curve.run, high)) + 2);
  return [from, Math.max(from, to)];
}

/** The curves as one polyline each, decimated to `buckets` of minimum and maximum, on the drawn part of the axis. */
export function polylines(
  curves: readonly Curve[],
  scale: StepScale,
  range: readonly [number, number],
  buckets: number,
): Points {
  const pieces = curves.map((curve) => {
    const [from, to] = rowsBetween(curve, scale, range[0], range[1]);
    return { curve, rows: minMaxIndices(curve.values, from, to, buckets) };
  });
  const length = pieces.reduce((sum, piece) => sum + piece.rows.length + 1, 0);
  const x = new Float64Array(length);
  const y = new Float64Array(length);
  let at = 0;
  for (const { curve, rows } of pieces) {
    for (const row of rows) {
      const value = curve.values[row] as number;
      x[at] = scale.position(curve.run, curve.steps[row] as number);
      y[at] = Number.isFinite(value) ? value : Number.NaN;
      at++;
    }
    x[at] = Number.NaN;
    y[at] = Number.NaN;
    at++;
  }
  return { x: x.subarray(0, Math.max(0, length - 1)), y: y.subarray(0, Math.max(0, length - 1)) };
}

/** The outline of a band, forth along its top and back along its bottom; rows that are not finite are left out. */
function bandOutline(band: Band, run: RunView, scale: StepScale, buckets: number): Points {
  let stride = 1;
  while (band.steps.length / stride > 2 * buckets) stride *= 2;
  const rows: number[] = [];
  for (let index = 0; index < band.steps.length; index += stride) rows.push(index);
  const last = band.steps.length - 1;
  if (last >= 0 && rows[rows.length - 1] !== last) rows.push(last);
  const finite = rows.filter((row) => Number.isFinite(band.low[row]) && Number.isFinite(band.high[row]));
  const x = new Float64Array(2 * finite.length);
  const values = new Float64Array(2 * finite.length);
  finite.forEach((row, index) => {
    const position = scale.position(run, band.steps[row] as number);
    x[index] = position;
    x[2 * finite.length - 1 - index] = position;
    values[index] = band.high[row] as number;
    values[2 * finite.length - 1 - index] = band.low[row] as number;
  });
  return { x, y: values };
}

/** The mean of a variant's replicates (geometric on a logarithmic axis) and its band; null for a lone replicate. */
export function bandOf(curves: readonly Curve[], bands: Bands, kind: AxisScale["kind"]): Band | null {
  if (bands === "none" || curves.length < 2) return null;
  return replicateBand(curves, bands, kind === "log");
}

function positive(value: number): number {
  return value > 0 && value < Number.POSITIVE_INFINITY ? value : Number.POSITIVE_INFINITY;
}

/** The finite values' extremes that a figure shows (the positive ones on a logarithmic axis) or null. */
export function extremes(
  curves: readonly Curve[],
  scale: StepScale,
  range: readonly [number, number],
  kind: AxisScale["kind"],
): [number, number] | null {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const curve of curves) {
    const [from, to] = rowsBetween(curve, scale, range[0], range[1]);
    const { values } = curve;
    eachSpan(values, from, to, (span, first, end) => {
      if (span.lowest < 0) return;
      most = Math.max(most, values[span.highest] as number);
      const low = values[span.lowest] as number;
      if (kind === "linear" || low > 0) least = Math.min(least, low);
      else for (let row = first; row < end; row++) least = Math.min(least, positive(values[row] as number));
    });
  }
  return least <= most ? [least, most] : null;
}

/** The vertical axis for values between two extremes, with a little air, never of no height. */
export function valueAxis(found: readonly [number, number] | null, kind: AxisScale["kind"]): AxisScale {
  if (!found) return { kind, range: kind === "log" ? [-1, 1] : [0, 1] };
  let [low, high] = kind === "log" ? [Math.log10(found[0]), Math.log10(found[1])] : found;
  if (high - low < 1e-9 * Math.max(1, Math.abs(high))) {
    const air = kind === "log" ? 0.5 : Math.max(Math.abs(high) * 0.1, 0.05);
    low -= air;
    high += air;
  }
  const air = (high - low) * 0.05;
  return { kind, range: [low - air, high + air] };
}

/** How many recorded points in the drawn part of the axis the vertical range cannot show. */
export function pointsOutside(
  curves: readonly Curve[],
  scale: StepScale,
  range: readonly [number, number],
  y: AxisScale,
): Outside {
  const low = y.kind === "log" ? 10 ** y.range[0] : y.range[0];
  const high = y.kind === "log" ? 10 ** y.range[1] : y.range[1];
  const within = (least: number, most: number) =>
    least >= low && most <= high && (y.kind === "linear" || least > 0);
  const outside = { above: 0, below: 0, nonPositive: 0, nonFinite: 0 };
  for (const curve of curves) {
    const from = lowerBound(curve.steps, scale.step(curve.run, range[0]) - 1e-9);
    const to = indexAtOrBefore(curve.steps, scale.step(curve.run, range[1]) + 1e-9) + 1;
    const { values } = curve;
    eachSpan(values, from, to, (span, first, end) => {
      const inside = span.lowest < 0 || within(values[span.lowest] as number, values[span.highest] as number);
      if (inside && span.firstBroken < 0) return;
      for (let row = first; row < end; row++) {
        const value = values[row] as number;
        if (!Number.isFinite(value)) outside.nonFinite++;
        else if (y.kind === "log" && value <= 0) outside.nonPositive++;
        else if (value > high) outside.above++;
        else if (value < low) outside.below++;
      }
    });
  }
  return outside;
}

/** The row drawn at a step: the one recorded there or last before; null where the run has not come so far. */
export function valueAt(curve: Curve, step: number): { step: number; value: number } | null {
  const row = indexAtOrBefore(curve.steps, step);
  if (row < 0 || isPast(curve.run, curve.steps, step)) return null;
  return { step: curve.steps[row] as number, value: curve.values[row] as number };
}

/**
 * The mean at a step over the replicates that have come so far, and how many have: where there is a band, the mean that
 * the band is drawn around. Null where none has.
 */
export function meanAt(
  curves: readonly Curve[],
  step: number,
  bands: Bands,
  kind: AxisScale["kind"],
): { value: number; n: number } | null {
  const values = curves.map((curve) => valueAt(curve, step)?.value).filter((value) => value !== undefined);
  const n = values.length;
  if (n === 0) return null;
  if (n === 1) return { value: values[0] as number, n };
  const logarithmic = kind === "log" && bands !== "none";
  const used = logarithmic ? values.map((value) => (value > 0 ? Math.log(value) : Number.NaN)) : values;
  const mean = used.reduce((sum, value) => sum + value, 0) / n;
  return { value: logarithmic ? Math.exp(mean) : mean, n };
}

/** How a mean reads: with the number of replicates where some have not come so far. */
export function meanText(curves: readonly Curve[], mean: ReturnType<typeof meanAt>): string {
  if (mean === null) return "–";
  return mean.n < curves.length ? `${formatValue(mean.value)} (n = ${mean.n})` : formatValue(mean.value);
}

/** Whether a step lies after all that a run has recorded and trained. */
export function isPast(run: RunView, steps: ArrayLike<number>, step: number): boolean {
  return step > Math.max(run.step, steps.length > 0 ? (steps[steps.length - 1] as number) : -1);
}

/** How many values are finite, counted up to `most`. */
function finiteCount(values: Float64Array, most: number): number {
  let count = 0;
  for (let index = 0; index < values.length && count < most; index++) {
    if (Number.isFinite(values[index])) count++;
  }
  return count;
}

/** A line of one colour. */
export function lineTrace(
  name: string,
  points: Points,
  style: { color: string; width: number; dash?: string; opacity?: number },
  more: Partial<Trace> = {},
): Trace {
  // A line needs two points: the first row of a run is a dot.
  const isDot = style.width > 0 && finiteCount(points.y, 2) === 1;
  return {
    type: "scatter",
    mode: isDot ? "lines+markers" : "lines",
    ...(isDot ? { marker: { size: 5, color: style.color }, cliponaxis: false } : {}),
    name,
    x: points.x,
    y: points.y,
    line: { color: style.color, width: style.width, dash: style.dash ?? "solid" },
    opacity: style.opacity ?? 1,
    connectgaps: false,
    hoverinfo: "skip",
    ...more,
  };
}

/** A variant's band, in a pale shade of its colour. */
export function bandTrace(name: string, band: Band, run: RunView, scale: StepScale): Trace {
  const { color } = run.style;
  const fill = { fill: "toself", fillcolor: fade(color, 0.18) };
  return lineTrace(name, bandOutline(band, run, scale, 100), { color, width: 0 }, fill);
}

/** Marks at single points. */
export function markerTrace(
  name: string,
  x: readonly number[],
  y: readonly number[],
  marker: Readonly<Record<string, unknown>>,
): Trace {
  return { type: "scatter", mode: "markers", name, x, y, marker, hoverinfo: "skip", cliponaxis: false };
}

/** How many buckets each of `curves` lines gets, of two points each, not finer than the pixels. */
export function bucketsOf(points: number, curves: number, width: number): number {
  return Math.max(16, Math.min(Math.round(width * 0.75), Math.floor(points / 2 / Math.max(1, curves))));
}
