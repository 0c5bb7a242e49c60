// @vitest-environment node
import { describe, expect, test } from "vitest";
import { GrowingDistributions } from "./growing-distributions";
import { GrowingSeries, rowLimit } from "./growing-series";
import { thinned } from "./thinning";

function rows(from: number, to: number, width = 1, value = (step: number) => step) {
  const steps = Float64Array.from({ length: to - from }, (_, index) => from + index);
  const values = Float32Array.from({ length: steps.length * width }, (_, at) =>
    value(from + Math.floor(at / width)),
  );
  return { steps, values, width };
}

describe("growing series", () => {
  test("grows beyond its first capacity and keeps earlier views as they were", () => {
    const series = new GrowingSeries(2, null);
    series.append(rows(0, 10, 2));
    const before = series.read();
    series.append(rows(10, 3000, 2));
    expect(before.steps).toHaveLength(10);
    expect([...before.values.subarray(0, 4)]).toEqual([0, 0, 1, 1]);
    const after = series.read();
    expect(after.steps).toHaveLength(3000);
    expect(after.values).toHaveLength(6000);
    expect(after.values.at(-1)).toBe(2999);
    expect(after.version).toBeGreaterThan(before.version);
  });

  test("ignores rows that it has, wholly or in part", () => {
    const series = new GrowingSeries(1, null);
    series.append(rows(0, 5));
    const before = series.read();
    series.append(rows(2, 5));
    expect(series.read()).toBe(before);
    series.append(rows(3, 8));
    expect([...series.read().steps]).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  test("stays within its limit and says so", () => {
    const series = new GrowingSeries(1, null, 100);
    for (let from = 0; from < 10_000; from += 50) series.append(rows(from, from + 50));
    const { steps } = series.read();
    expect(steps.length).toBeLessThanOrEqual(100);
    expect([steps[0], steps.at(-1)]).toEqual([0, 9999]);
    expect([...steps].every((step, index) => index === 0 || step > (steps[index - 1] ?? 0))).toBe(true);
    expect(series.thin).toBe(true);
  });

  test("wide rows get fewer", () => {
    expect(rowLimit(1)).toBe(20_000);
    expect(rowLimit(2304)).toBe(128);
    expect(rowLimit(100_000)).toBe(128);
  });
});

describe("thinning", () => {
  test("halves, keeps first and last row, extremes, and both ends of a non-finite stretch", () => {
    const values = Float32Array.from({ length: 64 }, (_, step) => Math.sin(step));
    values[17] = 50;
    values[42] = -50;
    values.fill(Number.NaN, 21, 31);
    const kept = thinned(values, 1);
    expect(kept.length).toBeLessThanOrEqual(40);
    for (const row of [0, 17, 21, 30, 42, 63]) expect(kept).toContain(row);
    expect(kept).toEqual([...kept].sort((a, b) => a - b));
  });

  test("a layer that alone is not a number makes its row non-finite", () => {
    const values = Float32Array.from({ length: 32 }, () => 1);
    values[2 * 9 + 1] = Number.POSITIVE_INFINITY;
    expect(thinned(values, 2)).toContain(9);
  });
});

describe("growing distributions", () => {
  const at = (...steps: number[]) => ({
    steps: Float64Array.from(steps),
    counts: Uint32Array.from(steps.flatMap((step) => [step, 1, step, 2])),
    nonfinite: Uint32Array.from(steps.flatMap(() => [0, 1])),
    layers: 2,
    bins: 2,
  });

  test("appends, ignores what it has, and reads flat", () => {
    const grown = new GrowingDistributions(Float64Array.of(-Infinity, 0, Infinity), ["hidden_1", "output"]);
    grown.append(at(0, 5));
    grown.append(at(5, 10));
    const read = grown.read();
    expect([...read.steps]).toEqual([0, 5, 10]);
    expect([...read.counts]).toEqual([0, 1, 0, 2, 5, 1, 5, 2, 10, 1, 10, 2]);
    expect([...read.nonfinite]).toEqual([0, 1, 0, 1, 0, 1]);
    expect(grown.read()).toBe(read);
  });

  test("past its limit every second row goes, the last stays", () => {
    const grown = new GrowingDistributions(
      Float64Array.of(-Infinity, 0, Infinity),
      ["hidden_1", "output"],
      10,
    );
    for (let step = 0; step < 100; step += 1) grown.append(at(step));
    const { steps } = grown.read();
    expect(steps.length).toBeLessThanOrEqual(10);
    expect(steps[0]).toBe(0);
    expect(steps.at(-1)).toBe(99);
    expect(grown.thin).toBe(true);
  });
});
