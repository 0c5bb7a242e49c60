import { describe, expect, it } from "vitest";
import {
  asinhScale,
  binAxis,
  binPosition,
  binTicks,
  binValue,
  folded,
  outline,
  percentile,
  spacingOf,
} from "./binAxis";

const unit = Float64Array.from([-Infinity, 0, 0.25, 0.5, 0.75, 1, Infinity]);
const octaves = Array.from({ length: 53 }, (_, index) => 2 ** (index - 40));
const signed = Float64Array.from([
  -Infinity,
  ...[...octaves].reverse().map((edge) => -edge),
  ...octaves,
  Infinity,
]);
const stretched = Float64Array.from([
  -Infinity,
  ...Array.from({ length: 97 }, (_, index) =>
    Math.fround(0.5 * Math.sinh((index / 48 - 1) * Math.asinh(128))),
  ),
  Infinity,
]);

function counted(edges: Float64Array, values: readonly number[]): Float64Array {
  const counts = new Float64Array(edges.length - 1);
  for (const value of values) {
    const bin = edges.findLastIndex((edge) => edge <= value);
    counts[bin] = (counts[bin] as number) + 1;
  }
  return counts;
}

describe("bins", () => {
  it("are known by their edges", () => {
    expect([spacingOf(unit), spacingOf(signed), spacingOf(stretched)]).toEqual([
      "linear",
      "signedLog",
      "asinh",
    ]);
  });

  it("of asinh tell their scale", () => {
    expect(asinhScale(stretched)).toBeCloseTo(0.5, 3);
  });

  it("give percentiles, inside a bin and out to the edge of the last", () => {
    const histogram = { edges: unit, counts: [0, 10, 10, 0, 0, 0] };
    expect(percentile(histogram, 0.5)).toBeCloseTo(0.25, 12);
    expect(percentile(histogram, 0.75)).toBeCloseTo(0.375, 12);
    expect(percentile({ edges: unit, counts: [0, 0, 0, 0, 0, 4] }, 0.5)).toBe(1);
    expect(percentile({ edges: unit, counts: [0, 0, 0, 0, 0, 0] }, 0.5)).toBeNaN();
  });

  it("become a density: count over total and width", () => {
    const histogram = { edges: unit, counts: [3, 4, 8, 0, 0, 5] };
    const line = outline(histogram, binAxis([histogram]), 50);
    expect([...line.density].slice(1, -1)).toEqual([4 / 20 / 0.25, 8 / 20 / 0.25, 0, 0]);
    expect([line.left, line.right]).toEqual([3, 5]);
  });

  it("on octaves hold the same shape however small the values are", () => {
    const values = Array.from({ length: 4000 }, (_, index) => Math.sin(index) * (1 + (index % 7)));
    const large = { edges: signed, counts: counted(signed, values) };
    const small = {
      edges: signed,
      counts: counted(
        signed,
        values.map((value) => value * 2 ** -20),
      ),
    };
    const axis = binAxis([large, small]);
    expect(axis.kind).toBe("signedLog");
    expect(Math.max(...outline(large, axis, 200).density)).toBeCloseTo(
      Math.max(...outline(small, axis, 200).density),
      12,
    );
    expect(axis.floor).toBeLessThan(2 ** -20);
  });

  it("share one area: density times width sums to the share in view", () => {
    const counts = counted(
      stretched,
      Array.from({ length: 1000 }, (_, index) => Math.tan(index) / 3),
    );
    const axis = binAxis([{ edges: stretched, counts }]);
    const line = outline({ edges: stretched, counts }, axis, 400);
    const inView = 1 - (line.left + line.right) / 1000;
    let area = 0;
    for (let bin = 1; bin < stretched.length - 2; bin++) {
      const low = stretched[bin] as number;
      const high = stretched[bin + 1] as number;
      if (high <= axis.low || low >= axis.high) continue;
      area += (counts[bin] as number) / 1000;
    }
    expect(area).toBeCloseTo(inView, 9);
    expect(inView).toBeGreaterThan(0.99);
  });

  it("fold to magnitudes", () => {
    const histogram = { edges: signed, counts: counted(signed, [-3, 3, 0.3, 0]) };
    const magnitudes = folded(histogram);
    expect(magnitudes.edges[0]).toBe(0);
    expect(Array.from(magnitudes.counts).reduce((sum, count) => sum + count, 0)).toBe(4);
    expect(percentile(magnitudes, 0.9)).toBeGreaterThan(2);
  });
});

describe("a signed logarithmic axis", () => {
  const axis = { kind: "signedLog" as const, floor: 1e-6, low: -1, high: 1 };

  it("goes there and back", () => {
    for (const value of [-0.7, -1e-6, -3e-7, 0, 2e-7, 1e-3, 1]) {
      expect(binValue(axis, binPosition(axis, value))).toBeCloseTo(value, 12);
    }
  });

  it("has 0 and the same powers of ten to both sides", () => {
    const { texts } = binTicks(axis, 7);
    expect(texts).toContain("0");
    expect(
      texts
        .filter((text) => text.startsWith("−"))
        .map((text) => text.slice(1))
        .sort(),
    ).toEqual(texts.filter((text) => text !== "0" && !text.startsWith("−")).sort());
  });
});
