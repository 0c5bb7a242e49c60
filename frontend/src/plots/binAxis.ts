/**
 * The axis on which histograms are drawn. Bins are fixed by the quantity, so the kind of axis follows from their
 * edges: equal widths and asinh-spaced ones stand on a linear axis, octaves of either sign on a signed logarithmic
 * one, which is linear between plus and minus its floor.
 */

import { formatTick, powerOfTen } from "./format";
import { linearTicks, type Ticks } from "./ticks";

export interface BinAxis {
  readonly kind: "linear" | "asinh" | "signedLog";
  /** Signed logarithmic: the magnitude below which the axis is linear. Asinh: the scale. */
  readonly floor: number;
  /** The drawn range, in data units. */
  readonly low: number;
  readonly high: number;
}

/** How edges (the outer ones infinite) are spaced. */
export function spacingOf(edges: ArrayLike<number>): BinAxis["kind"] {
  const inner = Array.from(
    { length: Math.max(0, edges.length - 2) },
    (_, index) => edges[index + 1] as number,
  );
  const first = (inner[1] as number) - (inner[0] as number);
  const even = inner.every(
    (edge, index) =>
      index === 0 || Math.abs(edge - (inner[index - 1] as number) - first) < 1e-3 * Math.abs(first),
  );
  if (even) return "linear";
  const positive = inner.filter((edge) => edge > 0);
  const ratio = (positive[1] as number) / (positive[0] as number);
  const octaves = positive.every(
    (edge, index) => index === 0 || Math.abs(edge / (positive[index - 1] as number) / ratio - 1) < 1e-3,
  );
  return octaves ? "signedLog" : "asinh";
}

/** The scale of edges that are equally wide in asinh(x / scale): read off the two edges next to 0. */
export function asinhScale(edges: ArrayLike<number>): number {
  const positive = Array.from(edges).filter((edge) => edge > 0 && Number.isFinite(edge));
  const [first = 1, second = 2] = positive;
  // sinh(2h) / sinh(h) = 2 cosh(h).
  const width = Math.acosh(Math.max(1 + 1e-9, second / first / 2));
  return first / Math.sinh(width);
}

/** Where a value stands on the axis, in units of the axis. */
export function binPosition(axis: BinAxis, value: number): number {
  if (axis.kind === "linear") return value;
  if (axis.kind === "asinh") return Math.asinh(value / axis.floor);
  const magnitude = Math.abs(value) / axis.floor;
  return magnitude <= 1 ? value / axis.floor : Math.sign(value) * (1 + Math.log2(magnitude));
}

/** The value at a position: the inverse of `binPosition`. */
export function binValue(axis: BinAxis, position: number): number {
  if (axis.kind === "linear") return position;
  if (axis.kind === "asinh") return axis.floor * Math.sinh(position);
  const magnitude = Math.abs(position);
  return magnitude <= 1 ? position * axis.floor : Math.sign(position) * axis.floor * 2 ** (magnitude - 1);
}

/** One histogram: counts of bins whose edges are `edges`. */
export interface Histogram {
  readonly edges: ArrayLike<number>;
  readonly counts: ArrayLike<number>;
}

export function totalOf(histogram: Histogram): number {
  let total = 0;
  for (let bin = 0; bin < histogram.counts.length; bin++) total += histogram.counts[bin] as number;
  return total;
}

/** A percentile; or, where it falls into an outer bin, that bin's finite edge and the side on which it lies. */
export interface Percentile {
  readonly value: number;
  readonly beyond: "below" | "above" | null;
}

/**
 * The value below which a share of the counted values lies, linear within a bin (within an octave: in its logarithm is
 * not attempted, the error is below one bin). Outer bins only bound it. NaN for an empty histogram.
 */
export function boundedPercentile(histogram: Histogram, share: number): Percentile {
  const { edges, counts } = histogram;
  const total = totalOf(histogram);
  if (total === 0) return { value: Number.NaN, beyond: null };
  const wanted = share * total;
  let before = 0;
  for (let bin = 0; bin < counts.length; bin++) {
    const count = counts[bin] as number;
    if (count > 0 && before + count >= wanted) {
      const low = edges[bin] as number;
      const high = edges[bin + 1] as number;
      if (!Number.isFinite(low)) return { value: high, beyond: "below" };
      if (!Number.isFinite(high)) return { value: low, beyond: "above" };
      return { value: low + (high - low) * Math.max(0, (wanted - before) / count), beyond: null };
    }
    before += count;
  }
  return { value: edges[edges.length - 2] as number, beyond: "above" };
}

/** Where a percentile is drawn: one in an outer bin at its finite edge. */
export function percentile(histogram: Histogram, share: number): number {
  return boundedPercentile(histogram, share).value;
}

/**
 * The histogram of magnitudes, from one whose inner edges are symmetric about 0: a gradient's sign says little over
 * time, and its median would jump from one side of 0 to the other.
 */
export function folded(histogram: Histogram): Histogram {
  const { edges, counts } = histogram;
  const bins = counts.length;
  const positive = Array.from(edges).filter((edge) => edge > 0);
  const size = positive.length;
  const magnitudes = new Float64Array(size);
  for (let bin = 0; bin < bins; bin++) {
    const low = edges[bin] as number;
    const high = edges[bin + 1] as number;
    const outer = Math.max(Math.abs(low), Math.abs(high));
    const index = positive.indexOf(outer);
    magnitudes[index] = (magnitudes[index] as number) + (counts[bin] as number);
  }
  return { edges: Float64Array.from([0, ...positive]), counts: magnitudes };
}

/** The smallest magnitude that matters: the 2 % quantile of |value|, as an edge of the histogram. */
function smallMagnitude(histogram: Histogram): number {
  const { edges, counts } = histogram;
  const total = totalOf(histogram);
  const positive = Array.from(edges).filter((edge) => edge > 0 && Number.isFinite(edge));
  // The bin around 0 holds exact zeros too: they have no magnitude to resolve.
  const center = Array.from(counts).findIndex(
    (_, bin) => (edges[bin] as number) < 0 && (edges[bin + 1] as number) > 0,
  );
  const zeros = center >= 0 ? (counts[center] as number) : 0;
  for (const edge of positive) {
    let inside = -zeros;
    for (let bin = 0; bin < counts.length; bin++) {
      if ((edges[bin] as number) >= -edge && (edges[bin + 1] as number) <= edge)
        inside += counts[bin] as number;
    }
    if (inside > 0.02 * (total - zeros)) return edge / 2;
  }
  return positive[0] ?? 1;
}

/**
 * One axis for many histograms: everything between the 0.1 % and 99.9 % quantiles of each is drawn. A bounded range
 * (sigmoid, tanh: equal widths) is drawn whole. Widths that differ by more than a factor of 40 get an asinh axis.
 */
export function binAxis(histograms: readonly Histogram[]): BinAxis {
  const filled = histograms.filter((histogram) => totalOf(histogram) > 0);
  const first = filled[0];
  if (!first) return { kind: "linear", floor: 1, low: -1, high: 1 };
  const kinds = filled.map((histogram) => spacingOf(histogram.edges));
  if (kinds.every((kind) => kind === "linear")) {
    return {
      kind: "linear",
      floor: 1,
      low: Math.min(...filled.map(({ edges }) => edges[1] as number)),
      high: Math.max(...filled.map(({ edges }) => edges[edges.length - 2] as number)),
    };
  }
  const spans = filled.map(
    (histogram) => [percentile(histogram, 0.001), percentile(histogram, 0.999)] as const,
  );
  let low = Math.min(...spans.map((span) => span[0]));
  let high = Math.max(...spans.map((span) => span[1]));
  if (kinds.includes("signedLog")) {
    const floor = Math.min(...filled.map(smallMagnitude));
    const reach = Math.max(Math.abs(low), Math.abs(high), floor * 4);
    return { kind: "signedLog", floor, low: -reach, high: reach };
  }
  if (high - low < 1e-6) {
    low -= 0.5;
    high += 0.5;
  }
  const widths = spans.map((span) => span[1] - span[0]).filter((width) => width > 0);
  const narrow = widths.length > 0 ? Math.min(...widths) : high - low;
  const uneven = (high - low) / narrow > 40;
  const air = uneven ? 0 : (high - low) * 0.03;
  const stretched = filled.find((_, index) => kinds[index] === "asinh");
  const floor = stretched ? asinhScale(stretched.edges) : 1;
  return { kind: uneven ? "asinh" : "linear", floor, low: low - air, high: high + air };
}

/** Ticks of the axis, at positions of the axis. */
export function binTicks(axis: BinAxis, count: number): Ticks {
  if (axis.kind === "linear") return linearTicks(axis.low, axis.high, count);
  const limit = Math.max(Math.abs(axis.low), Math.abs(axis.high));
  const last = Math.floor(Math.log10(limit) + 1e-9);
  const first = Math.ceil(Math.log10(axis.floor) - 1e-9);
  const each = Math.max(1, Math.floor((count - 1) / 2));
  const stride = Math.max(1, Math.ceil((last - first + 1) / each));
  const values: number[] = [0];
  const texts: string[] = ["0"];
  for (let power = last; power >= first; power -= stride) {
    for (const sign of [-1, 1]) {
      const value = sign * 10 ** power;
      if (value < axis.low || value > axis.high) continue;
      values.push(binPosition(axis, value));
      const plain = axis.kind === "asinh" && power >= -2 && power <= 3;
      texts.push((sign < 0 ? "−" : "") + (plain ? formatTick(10 ** power, 10 ** power) : powerOfTen(power)));
    }
  }
  return { values, texts };
}

export interface Outline {
  readonly positions: Float64Array;
  /** Density: share of all values per unit of the data (per octave on a signed logarithmic axis). */
  readonly density: Float64Array;
  /** Values left and right of the drawn range, the infinite bins included. */
  readonly left: number;
  readonly right: number;
}

/** The histogram as a line over the axis, at most `points` long; neighbours are merged where there are more bins. */
export function outline(histogram: Histogram, axis: BinAxis, points: number): Outline {
  const { edges, counts } = histogram;
  const total = Math.max(1, totalOf(histogram));
  const slack = 1e-9 * (axis.high - axis.low);
  const bins: { low: number; high: number; count: number }[] = [];
  let left = 0;
  let right = 0;
  for (let bin = 0; bin < counts.length; bin++) {
    const low = edges[bin] as number;
    const high = edges[bin + 1] as number;
    const count = counts[bin] as number;
    if (!Number.isFinite(low) || high <= axis.low + slack) left += count;
    else if (!Number.isFinite(high) || low >= axis.high - slack) right += count;
    else if (
      axis.kind === "signedLog" &&
      Math.max(Math.abs(low), Math.abs(high)) <= axis.floor * (1 + 1e-9)
    ) {
      // What lies inside the linear part is one bin.
      const last = bins[bins.length - 1];
      if (last && last.low === -axis.floor) last.count += count;
      else bins.push({ low: -axis.floor, high: axis.floor, count });
    } else bins.push({ low, high, count });
  }
  const merge = Math.max(1, Math.ceil(bins.length / Math.max(4, points - 2)));
  const positions: number[] = [];
  const density: number[] = [];
  for (let start = 0; start < bins.length; start += merge) {
    const group = bins.slice(start, start + merge);
    const low = (group[0] as { low: number }).low;
    const high = (group[group.length - 1] as { high: number }).high;
    const from = binPosition(axis, low);
    const to = binPosition(axis, high);
    const width = axis.kind === "signedLog" ? to - from : high - low;
    const count = group.reduce((sum, bin) => sum + bin.count, 0);
    if (positions.length === 0) {
      positions.push(from);
      density.push(0);
    }
    positions.push((from + to) / 2);
    density.push(count / total / width);
    if (start + merge >= bins.length) {
      positions.push(to);
      density.push(0);
    }
  }
  return { positions: Float64Array.from(positions), density: Float64Array.from(density), left, right };
}
