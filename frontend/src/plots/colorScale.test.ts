import { expect, test } from "vitest";
import { colorLimits, endOf, heightOf, widened } from "./colorScale";

test("a widened scale shows a small difference as a small one, and keeps its middle", () => {
  const limits = widened(colorLimits(Float64Array.of(1558, 1714), "log"), 1);
  expect(limits.high - limits.low).toBeCloseTo(1);
  expect(heightOf(1714, limits) - heightOf(1558, limits)).toBeLessThan(0.05);
  expect(Math.sqrt(endOf(limits, "low") * endOf(limits, "high"))).toBeCloseTo(Math.sqrt(1558 * 1714), 0);
});

test("a scale that is wide enough, or linear, stays as it is", () => {
  for (const limits of [
    colorLimits(Float64Array.of(1, 50), "log"),
    colorLimits(Float64Array.of(0, 0.5), "linear"),
  ])
    expect(widened(limits, 1)).toBe(limits);
});
