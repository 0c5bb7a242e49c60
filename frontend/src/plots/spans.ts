/**
 * Where the extremes of a series lie, block of rows by block. A live series only grows, so a refresh reads the rows
 * that are new and looks the others up.
 */

/** Rows of a stretch, -1 where there is none: its least and greatest finite value, its ends that are not finite. */
export interface Span {
  lowest: number;
  highest: number;
  firstBroken: number;
  lastBroken: number;
}

/** Rows of a block: a power of two, so that longer stretches of a power of two are made of whole blocks. */
export const BLOCK = 64;

interface Known {
  readonly bytes: number;
  readonly spans: Span[];
}

// By the buffer: series share it with their earlier, shorter selves and never write to a row twice.
const known = new WeakMap<ArrayBufferLike, Known>();

function scan(values: ArrayLike<number>, from: number, to: number): Span {
  const span: Span = { lowest: -1, highest: -1, firstBroken: -1, lastBroken: -1 };
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let row = from; row < to; row++) {
    const value = values[row] as number;
    if (!Number.isFinite(value)) {
      if (span.firstBroken < 0) span.firstBroken = row;
      span.lastBroken = row;
      continue;
    }
    if (value < least) {
      least = value;
      span.lowest = row;
    }
    if (value > most) {
      most = value;
      span.highest = row;
    }
  }
  return span;
}

/** The spans of all whole blocks; none for values that have no buffer of their own. */
function blocksOf(values: ArrayLike<number>): readonly Span[] {
  if (!(values instanceof Float32Array || values instanceof Float64Array) || values.byteOffset !== 0)
    return [];
  let found = known.get(values.buffer);
  if (found === undefined) {
    found = { bytes: values.BYTES_PER_ELEMENT, spans: [] };
    known.set(values.buffer, found);
  }
  if (found.bytes !== values.BYTES_PER_ELEMENT) return [];
  for (let end = (found.spans.length + 1) * BLOCK; end <= values.length; end += BLOCK) {
    found.spans.push(scan(values, end - BLOCK, end));
  }
  return found.spans;
}

/** Visits rows `from` to `to` (exclusive) in order, whole blocks at once. */
export function eachSpan(
  values: ArrayLike<number>,
  from: number,
  to: number,
  visit: (span: Span, from: number, to: number) => void,
): void {
  const blocks = blocksOf(values);
  for (let start = from; start < to; ) {
    const whole = start % BLOCK === 0 && start + BLOCK <= to ? blocks[start / BLOCK] : undefined;
    const end = whole ? start + BLOCK : Math.min(to, start - (start % BLOCK) + BLOCK);
    visit(whole ?? scan(values, start, end), start, end);
    start = end;
  }
}

/** The span of rows `from` to `to` (exclusive), the first of equal extremes. */
export function spanOf(values: ArrayLike<number>, from: number, to: number): Span {
  const whole: Span = { lowest: -1, highest: -1, firstBroken: -1, lastBroken: -1 };
  const at = (row: number) => values[row] as number;
  eachSpan(values, from, to, ({ lowest, highest, firstBroken, lastBroken }) => {
    if (lowest >= 0 && (whole.lowest < 0 || at(lowest) < at(whole.lowest))) whole.lowest = lowest;
    if (highest >= 0 && (whole.highest < 0 || at(highest) > at(whole.highest))) whole.highest = highest;
    if (firstBroken >= 0 && whole.firstBroken < 0) whole.firstBroken = firstBroken;
    if (lastBroken >= 0) whole.lastBroken = lastBroken;
  });
  return whole;
}
