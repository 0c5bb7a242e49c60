/** Fewer rows for drawing: what a line of pixels can show, and nothing that matters lost. */

import { spanOf } from "./spans";

/** The first index whose value is at least `wanted`, in increasing values. */
export function lowerBound(values: ArrayLike<number>, wanted: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The index of the last value that is at most `wanted`, in increasing values; -1 where all are greater. */
export function indexAtOrBefore(values: ArrayLike<number>, wanted: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * Indices of rows `from` to `to` (exclusive) to draw, at most about 4 · `buckets`. Non-finite rows are kept at the two
 * ends of each stretch that a bucket holds; of the finite rows the first, the last and each bucket's minimum and
 * maximum. Buckets are a power of two long and counted from row 0, so that a growing series keeps its drawn points.
 */
export function minMaxIndices(
  values: ArrayLike<number>,
  from: number,
  to: number,
  buckets: number,
): Int32Array {
  const count = to - from;
  if (count <= 0) return new Int32Array(0);
  if (count <= 2 * buckets) return Int32Array.from({ length: count }, (_, offset) => from + offset);
  let size = 2;
  while (count / size > buckets) size *= 2;
  const kept: number[] = [from];
  const push = (index: number) => {
    if (index > (kept[kept.length - 1] as number)) kept.push(index);
  };
  for (let start = from - (from % size); start < to; start += size) {
    const end = Math.min(to, start + size);
    const { lowest, highest, firstBroken, lastBroken } = spanOf(values, Math.max(from, start), end);
    const chosen = [lowest, highest, firstBroken, lastBroken].filter((index) => index >= 0);
    chosen.sort((left, right) => left - right);
    for (const index of chosen) push(index);
  }
  push(to - 1);
  return Int32Array.from(kept);
}
