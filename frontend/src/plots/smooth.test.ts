import { describe, expect, it } from "vitest";
import { exponentialMovingAverage, SmoothingCache } from "./smooth";

describe("smoothing", () => {
  it("starts at the first value and weighs the past", () => {
    const smoothed = exponentialMovingAverage([2, 4], 0.5);
    // Average 0.5·2 = 1, then 0.5·1 + 0.5·4 = 2.5; divided by 1 − 0.5 and 1 − 0.25.
    expect([...smoothed]).toEqual([2, 2.5 / 0.75]);
  });

  it("leaves a constant alone", () => {
    for (const value of exponentialMovingAverage(new Float64Array(50).fill(2.3), 0.97))
      expect(value).toBeCloseTo(2.3, 12);
  });

  it("passes what is not finite through, and is not spoilt by it", () => {
    const smoothed = exponentialMovingAverage([1, Number.NaN, 1, Number.POSITIVE_INFINITY], 0.9);
    expect([...smoothed]).toEqual([1, Number.NaN, 1, Number.POSITIVE_INFINITY]);
  });

  it("goes on where a growing series left off, with the same result as at once", () => {
    const cache = new SmoothingCache();
    const steps = Float64Array.from({ length: 40 }, (_, index) => index);
    const values = steps.map((step) => Math.sin(step) + 2);
    for (const end of [1, 7, 8, 40]) cache.smooth("a", steps.subarray(0, end), values.subarray(0, end), 0.9);
    expect([...cache.smooth("a", steps, values, 0.9)]).toEqual([...exponentialMovingAverage(values, 0.9)]);
    // Other rows under the same name start anew.
    expect([...cache.smooth("a", [5, 6], [1, 1], 0.9)]).toEqual([1, 1]);
  });
});
