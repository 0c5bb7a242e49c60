import { describe, expect, it } from "vitest";
import { indexAtOrBefore, lowerBound, minMaxIndices } from "./decimate";

describe("decimation", () => {
  const noisy = Float32Array.from({ length: 10_000 }, (_, index) => Math.sin(index * 0.7) * Math.sqrt(index));

  it("keeps every row of a short series", () => {
    expect([...minMaxIndices([3, 1, 2], 0, 3, 8)]).toEqual([0, 1, 2]);
  });

  it("keeps the ends and the extremes, in order and within the budget", () => {
    const kept = [...minMaxIndices(noisy, 0, noisy.length, 100)];
    expect(kept[0]).toBe(0);
    expect(kept.at(-1)).toBe(9999);
    expect(kept).toEqual([...kept].sort((a, b) => a - b));
    expect(kept.length).toBeLessThanOrEqual(4 * 100 + 2);
    const values = [...noisy];
    expect(kept).toContain(values.indexOf(Math.max(...values)));
    expect(kept).toContain(values.indexOf(Math.min(...values)));
  });

  it("keeps both ends of a stretch that is not finite", () => {
    const broken = Float32Array.from(noisy);
    broken.fill(Number.NaN, 4000, 4400);
    const kept = new Set(minMaxIndices(broken, 0, broken.length, 64));
    expect(kept.has(4000)).toBe(true);
    expect(kept.has(4399)).toBe(true);
  });

  it("does not move drawn points as rows are added, until there are twice as many", () => {
    const before = new Set([...minMaxIndices(noisy, 0, 6000, 100)].slice(0, -4));
    const after = new Set(minMaxIndices(noisy, 0, 6100, 100));
    expect([...before].filter((index) => !after.has(index))).toEqual([]);
  });

  it("finds rows by step", () => {
    const steps = [0, 10, 20];
    expect([-1, 0, 9, 10, 99].map((step) => indexAtOrBefore(steps, step))).toEqual([-1, 0, 0, 1, 2]);
    expect([0, 1, 20, 21].map((step) => lowerBound(steps, step))).toEqual([0, 1, 2, 3]);
  });
});
