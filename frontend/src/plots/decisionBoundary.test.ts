import { describe, expect, it } from "vitest";
import { cellHeight, decisionBoundary } from "./decisionBoundary";
import { cells, testFrame, testRun } from "./testing";

const run = { run: testRun(0), steps: [0, 10], cells: 4 };
const decision = {
  classes: { ...run, values: [0, 0, 0, 0, /* row of y low */ 0, 1, /* y high */ 1, 1] },
  confidence: { ...run, values: [0.5, 0.5, 0.5, 0.5, 1, 0.75, 1, 1] },
};
const points = {
  x: [
    [0, 0],
    [1, 1],
    [0.5, 0.5],
  ],
  y: [0, 1, 1],
  split: [0, 0, 1],
  grid: [0, 1, 0, 1] as [number, number, number, number],
  classes: ["a", "b"],
};

describe("the decision boundary", () => {
  it("draws the class of each cell, the top row of the plane on top", () => {
    const figure = decisionBoundary({
      frame: testFrame(),
      decisions: [decision],
      points,
      shownStep: 10,
      replicates: "",
    });
    const z = cells(figure.data[0]);
    expect(z.map((row) => [...row].map(Math.floor))).toEqual([
      [1, 1],
      [0, 1],
    ]);
  });

  it("is paler where the net is less sure", () => {
    expect(cellHeight(0, 0.5, 2)).toBeCloseTo(0.02, 12);
    expect(cellHeight(0, 1, 2)).toBeCloseTo(0.98, 12);
    expect(cellHeight(1, 0.75, 2)).toBeCloseTo(1.5, 12);
  });

  it("places the data: train filled, validation hollow", () => {
    const figure = decisionBoundary({
      frame: testFrame(),
      decisions: [decision],
      points,
      shownStep: 10,
      replicates: "",
    });
    expect(figure.dots?.map((dots) => [dots.hollow, dots.x.length])).toEqual([
      [false, 1],
      [false, 1],
      [true, 1],
    ]);
    const low = figure.dots?.[0];
    const high = figure.dots?.[1];
    expect(low?.y[0]).toBeGreaterThan(high?.y[0] ?? 0);
    expect(low?.x[0]).toBeLessThan(high?.x[0] ?? 0);
  });

  it("shows the row of the step, and the share of each class", () => {
    const at = (shownStep: number) =>
      decisionBoundary({ frame: testFrame(), decisions: [decision], points, shownStep, replicates: "" });
    expect(at(10).table.rows).toEqual([["variant 0", "25.0 %", "75.0 %"]]);
    expect(at(9).table.rows).toEqual([["variant 0", "100.0 %", "0.00 %"]]);
  });

  it("says in one note how it is read, where the plane ends and how many samples are drawn", () => {
    const count = 20_000;
    const many = {
      ...points,
      x: Array.from({ length: count }, () => [0.5, 0.5]),
      y: new Uint8Array(count),
      split: new Uint8Array(count),
    };
    const { notes } = decisionBoundary({
      frame: testFrame(),
      decisions: [decision],
      points: many,
      shownStep: 10,
      replicates: "",
    });
    expect(notes).toHaveLength(1);
    expect(notes[0]?.items.map((item) => item.text.split("(")[0])).toEqual([
      "decision.shade",
      "x₁ 0 – 1.0, x₂ 0 – 1.0",
      "decision.fewer",
    ]);
  });

  it("stands without the data's points", () => {
    const figure = decisionBoundary({
      frame: testFrame(),
      decisions: [decision],
      points: null,
      shownStep: 0,
      replicates: "",
    });
    expect(figure.dots).toEqual([]);
  });
});
