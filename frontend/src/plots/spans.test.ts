import { describe, expect, it } from "vitest";
import { BLOCK, eachSpan, spanOf } from "./spans";

/** Noise with stretches that are not finite, the same at each call. */
function noise(length: number): Float32Array {
  let state = 7;
  return Float32Array.from({ length }, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    const value = state / 2147483648;
    return value < 0.02 ? Number.NaN : value < 0.03 ? Number.POSITIVE_INFINITY : Math.round(value * 50);
  });
}

describe("spans", () => {
  const values = noise(1000);
  const ranges = [
    [0, 1000],
    [0, BLOCK],
    [5, 9],
    [BLOCK - 1, 3 * BLOCK + 1],
    [130, 999],
    [7, 7],
  ] as const;

  it.each(ranges)("of rows %i to %i is where a search finds it", (from, to) => {
    const rows = Array.from({ length: to - from }, (_, offset) => from + offset);
    const finite = rows.filter((row) => Number.isFinite(values[row]));
    const broken = rows.filter((row) => !Number.isFinite(values[row]));
    const extreme = (best: (...of: number[]) => number) => {
      const wanted = best(...finite.map((row) => values[row] as number));
      return finite.find((row) => values[row] === wanted) ?? -1;
    };
    expect(spanOf(values, from, to)).toEqual({
      lowest: extreme(Math.min),
      highest: extreme(Math.max),
      firstBroken: broken[0] ?? -1,
      lastBroken: broken.at(-1) ?? -1,
    });
    expect(spanOf([...values], from, to)).toEqual(spanOf(values, from, to));
  });

  it("follows a series that grows in its buffer", () => {
    const grown = new Float32Array(4 * BLOCK);
    grown.fill(1, 0, BLOCK + 3);
    expect(spanOf(grown.subarray(0, BLOCK + 3), 0, BLOCK + 3).highest).toBe(0);
    grown.fill(2, BLOCK + 3, 3 * BLOCK);
    expect(spanOf(grown.subarray(0, 3 * BLOCK), 0, 3 * BLOCK).highest).toBe(BLOCK + 3);
  });

  it("keeps apart what lies elsewhere in one buffer", () => {
    const buffer = new Float32Array(4 * BLOCK);
    buffer.fill(9, 2 * BLOCK);
    expect(spanOf(buffer, 0, BLOCK).highest).toBe(0);
    expect(buffer[spanOf(buffer.subarray(2 * BLOCK), 0, BLOCK).highest + 2 * BLOCK]).toBe(9);
  });

  it("visits each row once, in order", () => {
    const visited: number[] = [];
    eachSpan(values, 3, 300, (_, from, to) => {
      for (let row = from; row < to; row++) visited.push(row);
    });
    expect(visited).toEqual(Array.from({ length: 297 }, (_, offset) => offset + 3));
  });
});
