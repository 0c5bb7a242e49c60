/** Replicates of a variant taken together: only at steps that all have, never interpolated. */

import type { Bands } from "../state/telemetry";

// 0.975 quantiles of Student's t with 1 to 30 degrees of freedom.
const STUDENT = [
  12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.306, 2.2622, 2.2281, 2.201, 2.1788, 2.1604,
  2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.093, 2.086, 2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555,
  2.0518, 2.0484, 2.0452, 2.0423,
];

/** The 0.975 quantile of Student's t: the half width, in standard errors, of a 95 % interval. */
export function studentQuantile(degrees: number): number {
  if (degrees < 1) return Number.NaN;
  if (degrees <= 30) return STUDENT[Math.floor(degrees) - 1] as number;
  // Cornish-Fisher expansion around the normal quantile (Abramowitz and Stegun 26.7.5).
  const z = 1.959963985;
  const first = (z ** 3 + z) / 4;
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  return z + first / degrees + second / degrees ** 2;
}

export interface Rows {
  readonly steps: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

export interface Band {
  readonly steps: Float64Array;
  readonly mean: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** How many replicates there are. */
  readonly n: number;
}

// A band of more rows than this is taken at every second, fourth, ... row: what pixels can show.
const MOST_ROWS = 2048;

/** The steps that all replicates have, increasing, with each replicate's row of that step; thinned evenly if long. */
export function commonRows(
  replicates: readonly Rows[],
  mostRows = MOST_ROWS,
): { steps: Float64Array; rows: Int32Array[] } {
  const first = replicates[0];
  if (!first) return { steps: new Float64Array(0), rows: [] };
  let stride = 1;
  while (first.steps.length / stride > mostRows) stride *= 2;
  const steps: number[] = [];
  const rows: number[][] = replicates.map(() => []);
  const cursors = replicates.map(() => 0);
  for (let index = 0; index < first.steps.length; index += stride) {
    const step = first.steps[index] as number;
    let everywhere = true;
    for (let replicate = 0; replicate < replicates.length; replicate++) {
      const series = (replicates[replicate] as Rows).steps;
      let cursor = cursors[replicate] as number;
      while (cursor < series.length && (series[cursor] as number) < step) cursor++;
      cursors[replicate] = cursor;
      if (series[cursor] !== step) everywhere = false;
    }
    if (!everywhere) continue;
    steps.push(step);
    for (let replicate = 0; replicate < replicates.length; replicate++) {
      (rows[replicate] as number[]).push(cursors[replicate] as number);
    }
  }
  return { steps: Float64Array.from(steps), rows: rows.map((row) => Int32Array.from(row)) };
}

/**
 * Mean and band of replicates at their common steps. `minmax`: the extremes; `sd`: mean ± one standard deviation
 * (n − 1); `ci`: the 95 % interval of the mean, Student's t. `logarithmic` works on logarithms: the mean is geometric,
 * and the band cannot reach 0. One replicate has no band. A replicate that is not finite (or not positive, where
 * logarithmic) makes the mean of that step NaN: it is not left out.
 */
export function replicateBand(
  replicates: readonly Rows[],
  kind: Exclude<Bands, "none">,
  logarithmic = false,
): Band {
  const { steps, rows } = commonRows(replicates);
  const n = replicates.length;
  const mean = new Float64Array(steps.length);
  const low = new Float64Array(steps.length);
  const high = new Float64Array(steps.length);
  const factor = kind === "ci" ? studentQuantile(n - 1) / Math.sqrt(n) : 1;
  const values = new Float64Array(n);
  const back = logarithmic ? Math.exp : (value: number) => value;
  for (let index = 0; index < steps.length; index++) {
    let sum = 0;
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    for (let replicate = 0; replicate < n; replicate++) {
      const row = (rows[replicate] as Int32Array)[index] as number;
      const value = (replicates[replicate] as Rows).values[row] as number;
      const used = !logarithmic ? value : value > 0 ? Math.log(value) : Number.NaN;
      values[replicate] = used;
      sum += used;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    const center = sum / n;
    mean[index] = back(center);
    if (kind === "minmax" || n === 1) {
      low[index] = Number.isNaN(sum) ? Number.NaN : least;
      high[index] = Number.isNaN(sum) ? Number.NaN : most;
      continue;
    }
    let squares = 0;
    for (const value of values) squares += (value - center) ** 2;
    const half = factor * Math.sqrt(squares / (n - 1));
    low[index] = back(center - half);
    high[index] = back(center + half);
  }
  return { steps, mean, low, high, n };
}
