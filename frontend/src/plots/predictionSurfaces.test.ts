import { describe, expect, it } from "vitest";
import { predictionSurfaces } from "./predictionSurfaces";
import { cells, testFrame, testRun } from "./testing";

const points = {
  x: [
    [0, 0],
    [1, 1],
    [0.5, 0.5],
  ],
  y: [100, 200, 150],
  split: [0, 0, 1],
  grid: [0, 1, 0, 1],
  classes: [],
};
const predictions = [0, 1].map((variant) => ({
  run: testRun(variant),
  steps: [0, 10],
  values: [150, 150, 150, 150, /* step 10, x₂ low */ 100, 150, /* x₂ high */ 200, variant === 0 ? 175 : 300],
  cells: 4,
}));
const figureAt = (shownStep: number) =>
  predictionSurfaces({ frame: testFrame(), predictions, points, shownStep, replicates: "" });

describe("predictions over a plane", () => {
  it("are a tile a variant on the scale of the targets, the top of the plane on top", () => {
    const [first, second] = figureAt(10).data;
    expect(cells(first)).toEqual([
      [1, 0.75],
      [0, 0.5],
    ]);
    expect(cells(second)).toEqual([
      [1, 1],
      [0, 0.5],
    ]);
  });

  it("say how many cells the targets' scale cannot tell apart", () => {
    expect(figureAt(10).notes[0]?.items.map((item) => item.text)).toContain(
      "prediction.beyond(count=1,number=1)",
    );
    expect(JSON.stringify(figureAt(0).notes)).not.toContain("beyond");
  });

  it("have the proportions of the plane, as decision boundaries do", () => {
    const wide = { ...points, grid: [0, 2, 0, 1] };
    const input = { frame: testFrame(), predictions, shownStep: 10, replicates: "" };
    const [surface] = predictionSurfaces({ ...input, points: wide }).data;
    expect(Number(surface?.["dx"]) / Number(surface?.["dy"])).toBeCloseTo(2, 12);
  });

  it("have the samples on them in the colours of their targets", () => {
    const { dots = [] } = figureAt(10);
    expect(dots.map(({ shape, x }) => [shape, x.length])).toEqual([
      ["round", 2],
      ["round", 2],
      ["square", 2],
    ]);
    expect(dots[0]?.color).toBe("#440154");
    expect(dots[1]?.color).toBe("#fde725");
  });

  it("stand in words", () => {
    expect(figureAt(10).table.rows).toEqual([
      ["variant 0", "100", "156", "200"],
      ["variant 1", "100", "188", "300"],
    ]);
  });
});
