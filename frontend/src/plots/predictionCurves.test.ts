import { describe, expect, it } from "vitest";
import { predictionCurves } from "./predictionCurves";
import { drawn, testFrame, testRun } from "./testing";
import { textWidth } from "./textWidth";

const points = {
  x: [[-1], [0], [1]],
  y: [0, 10, 20],
  split: [0, 0, 1],
  grid: [-1.2, 1.2],
  classes: [],
};
const one = {
  run: testRun(0),
  steps: [0, 10],
  values: [0, 0, 0, 0, 0, /* step 10 */ -2, 4, 10, 16, 22],
  cells: 5,
};
const figureAt = (shownStep: number, more: object = {}) =>
  predictionCurves({
    frame: testFrame(),
    predictions: [{ ...one, ...more }],
    points,
    shownStep,
    replicates: "",
  });

describe("predictions along a feature", () => {
  it("are a curve of the row of the step, from limit to limit of the grid", () => {
    const [curve] = figureAt(12).data;
    expect(drawn(curve, "y")).toEqual([-2, 4, 10, 16, 22]);
    expect(drawn(curve, "x").map((value) => value.toFixed(6))).toEqual(
      [-1.2, -0.6, 0, 0.6, 1.2].map((value) => value.toFixed(6)),
    );
    expect(drawn(figureAt(9).data[0], "y")).toEqual([0, 0, 0, 0, 0]);
  });

  it("lie over the samples, training and validation apart", () => {
    const { under = [], keys } = figureAt(10);
    const places = under.map((trace) => drawn(trace, "x").filter((value) => !Number.isNaN(value)));
    expect(places).toEqual([
      [-1, -1, 0, 0],
      [1, 1],
      [1, 1],
    ]);
    expect(keys.map((key) => key.text)).toEqual(["split.train", "split.validation"]);
  });

  it("keep the samples' range in sight, and say how many cells lie outside", () => {
    const wild = figureAt(0, { values: [0, 1e9, -1e9, 5, Number.NaN, 0, 0, 0, 0, 0] });
    expect(wild.y.range).toEqual(figureAt(10).y.range);
    expect(wild.outside).toEqual({ above: 1, below: 1, nonPositive: 0, nonFinite: 1 });
  });

  it("make room for ticks that are wider than a power of ten", () => {
    const narrow = { frame: testFrame(), predictions: [one], shownStep: 10, replicates: "" };
    const { area, layout } = predictionCurves({
      ...narrow,
      points: { ...points, y: [1.2e-7, 1.4e-7, 2.1e-7] },
    });
    const texts = (layout["yaxis"] as { ticktext: string[] }).ticktext;
    expect(Math.max(...texts.map(textWidth))).toBeGreaterThan(40);
    expect(area.left).toBeGreaterThanOrEqual(Math.max(...texts.map(textWidth)) + 8);
    expect(predictionCurves({ ...narrow, points }).area.left).toBe(48);
  });

  it("are named at their ends and found under the pointer", () => {
    const figure = figureAt(10);
    expect(figure.annotations).toEqual([]);
    const two = predictionCurves({
      frame: testFrame(),
      predictions: [one, { ...one, run: testRun(1) }],
      points,
      shownStep: 10,
      replicates: "",
    });
    expect(two.annotations.map((label) => label.text)).toEqual(["variant 0", "variant 1"]);
    const middle = figure.area.width / 2;
    const y = figure.y.range;
    const height = (1 - (10 - y[0]) / (y[1] - y[0])) * figure.area.height;
    expect(figure.locate(middle, height + 5)).toEqual({ variant: 0 });
    expect(figure.locate(middle, height + 60)).toBeNull();
  });

  it("stand in words at nine places", () => {
    const { rows } = figureAt(10).table;
    expect(rows).toHaveLength(9);
    expect(rows[0]).toEqual(["−1.20", "−2.00"]);
    expect(rows[8]).toEqual(["1.20", "22.0"]);
  });
});
