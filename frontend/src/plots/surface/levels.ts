/** Which heights of a surface get a line: by ratio where they span decades, at equal distances where they do not. */
import { linearTicks } from "../ticks";

export interface Levels {
  readonly kind: "log" | "linear";
  /** Heights of the lines, lowest first. */
  readonly values: readonly number[];
  /** What logarithms are taken above: the deepest value known. */
  readonly floor: number;
  /** How far above the floor a surface in three dimensions begins to be drawn by ratio. */
  readonly soft: number;
}

const MOST = 24;
const DECADES = 7;
const RATIO = 25;

/** Finite heights, lowest first. */
export function sortedHeights(z: readonly (readonly number[])[]): Float64Array {
  return Float64Array.from(z.flat().filter(Number.isFinite)).sort();
}

/**
 * Levels for sorted heights. `deepest` is the value of the deepest minimum known, or null. Where the highest point lies
 * 25 times as high above it as one point in twenty, levels are 1, 2 and 5 times powers of ten above it.
 */
export function levelsOf(heights: Float64Array, deepest: number | null): Levels {
  const lowest = heights[0] ?? 0;
  const highest = heights[heights.length - 1] ?? 1;
  const floor = Math.min(lowest, deepest ?? lowest);
  const few = (heights[Math.floor(heights.length / 20)] ?? lowest) - floor;
  const span = highest - floor;
  if (few > 0 && span / few >= RATIO) {
    const first = Math.max(
      (heights[Math.floor(heights.length / 200)] ?? lowest) - floor,
      span / 10 ** DECADES,
    );
    return { kind: "log", values: ratios(first, span).map((height) => floor + height), floor, soft: few };
  }
  return {
    kind: "linear",
    values: linearTicks(lowest, highest, 16).values.filter((z) => z > lowest),
    floor,
    soft: span,
  };
}

/** 1, 2 and 5 times powers of ten within a range, or the powers alone where that were too many. */
function ratios(low: number, high: number): number[] {
  for (const factors of [[1, 2, 5], [1]]) {
    const found: number[] = [];
    for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
      for (const factor of factors) {
        const value = factor * 10 ** power;
        if (value >= low && value < high) found.push(value);
      }
    }
    if (found.length <= MOST || factors.length === 1) return found;
  }
  return [];
}

/** A height on the scale on which lines lie at about equal distances. */
export function scaled(z: number, { kind, floor, values }: Levels): number {
  if (kind === "linear" || !Number.isFinite(z)) return z;
  const least = ((values[0] ?? floor + 1) - floor) / 100;
  return Math.log10(Math.max(z - floor, least));
}

/** A height in three dimensions: as it is near the floor, by ratio far above it, so that a valley's floor stays smooth. */
export function softened(z: number, { kind, floor, soft }: Levels): number {
  return kind === "linear" || !Number.isFinite(z) ? z : Math.log10(1 + Math.max(0, z - floor) / soft);
}
