// @vitest-environment node
import { describe, expect, test } from "vitest";
import { levelsOf, scaled, softened, sortedHeights } from "./levels";

function grid(f: (x: number, y: number) => number, reach: number): Float64Array {
  const axis = Array.from({ length: 41 }, (_, index) => -reach + (2 * reach * index) / 40);
  return sortedHeights(axis.map((y) => axis.map((x) => f(x, y))));
}

describe("levels", () => {
  test("are 1, 2 and 5 times powers of ten where heights span decades", () => {
    const levels = levelsOf(
      grid((x, y) => (1 - x) ** 2 + 100 * (y - x * x) ** 2, 2),
      0,
    );
    expect(levels.kind).toBe("log");
    expect(levels.values.length).toBeGreaterThan(8);
    for (const value of levels.values) {
      expect([1, 2, 5]).toContain(Number((value / 10 ** Math.floor(Math.log10(value) + 1e-9)).toFixed(6)));
    }
    expect([...levels.values]).toEqual([...levels.values].sort((a, b) => a - b));
  });

  test("stand at equal distances where they do not", () => {
    const levels = levelsOf(
      grid((x, y) => x * x - y * y, 2),
      null,
    );
    expect(levels.kind).toBe("linear");
    const gaps = levels.values.slice(1).map((value, index) => value - (levels.values[index] ?? 0));
    for (const gap of gaps) expect(gap).toBeCloseTo(gaps[0] ?? 0, 9);
  });

  test("are taken above the deepest minimum known, which may lie between the grid's nodes", () => {
    const levels = levelsOf(
      grid((x, y) => (x - 0.01) ** 2 * 1000 + y * y - 80, 3),
      -80,
    );
    expect(levels).toMatchObject({ kind: "log", floor: -80 });
    expect(Math.min(...levels.values)).toBeGreaterThan(-80);
  });

  test("leave out what is no number, and a flat surface has none", () => {
    const heights = sortedHeights([
      [Number.NaN, 1],
      [Number.NEGATIVE_INFINITY, 3],
    ]);
    expect([...heights]).toEqual([1, 3]);
    expect(levelsOf(Float64Array.from([2, 2, 2]), null).values).toEqual([]);
  });

  test("scales keep the order of heights, and what is no number stays none", () => {
    const levels = levelsOf(
      grid((x, y) => x ** 4 + y * y, 3),
      0,
    );
    for (const scale of [scaled, softened]) {
      const drawn = [0.5, 1, 10, 80].map((height) => scale(height, levels));
      expect(drawn).toEqual([...drawn].sort((a, b) => a - b));
      expect(scale(Number.NaN, levels)).toBeNaN();
    }
    expect(softened(0, levels)).toBe(0);
  });
});
