import { describe, expect, it } from "vitest";
import { commonRows, replicateBand, studentQuantile } from "./statistics";

const rows = (steps: number[], values: number[]) => ({ steps, values });

describe("replicates", () => {
  it("are compared at steps that all have, never between", () => {
    const common = commonRows([rows([0, 1, 2, 4], [0, 0, 0, 0]), rows([0, 2, 3, 4], [0, 0, 0, 0])]);
    expect([...common.steps]).toEqual([0, 2, 4]);
    expect(common.rows.map((row) => [...row])).toEqual([
      [0, 2, 3],
      [0, 1, 3],
    ]);
  });

  it("have the interval of Student's t", () => {
    const band = replicateBand([rows([0], [1]), rows([0], [2]), rows([0], [3])], "ci");
    // sd 1, standard error 1/√3, t(2) = 4.3027.
    expect(band.mean[0]).toBe(2);
    expect(band.high[0]).toBeCloseTo(2 + 4.3027 / Math.sqrt(3), 4);
    expect(band.n).toBe(3);
  });

  it("have a standard deviation with n − 1, and extremes", () => {
    const pair = [rows([0], [1]), rows([0], [3])];
    expect(replicateBand(pair, "sd").high[0]).toBeCloseTo(2 + Math.SQRT2, 12);
    expect(replicateBand(pair, "minmax").low[0]).toBe(1);
  });

  it("have a geometric mean on a logarithmic axis, whose band never reaches 0", () => {
    const band = replicateBand([rows([0], [0.01]), rows([0], [1])], "ci", true);
    expect(band.mean[0]).toBeCloseTo(0.1, 12);
    expect(band.low[0]).toBeGreaterThan(0);
  });

  it("do not leave out what is not finite", () => {
    expect(replicateBand([rows([0], [1]), rows([0], [Number.NaN])], "ci").mean[0]).toBeNaN();
  });

  it.each([
    [1, 12.706],
    [9, 2.262],
    [30, 2.042],
    [60, 2.0003],
    [120, 1.9799],
  ])("use t(%i) = %f", (degrees, quantile) => {
    expect(studentQuantile(degrees)).toBeCloseTo(quantile, 3);
  });
});
