import { describe, expect, it } from "vitest";
import type { Curve } from "./curves";
import { toPixel } from "./figure";
import { type LearningCurvesInput, learningCurves } from "./learningCurves";
import { exponentialMovingAverage } from "./smooth";
import { drawn, steps, testFrame, testRun, testScale } from "./testing";
import { textWidth } from "./textWidth";

function curve(variant: number, values: readonly number[], seed = "0"): Curve {
  return { run: testRun(variant, { seed }), steps: steps(values.length), values };
}

function input(train: readonly Curve[], more: Partial<LearningCurvesInput> = {}): LearningCurvesInput {
  const runs = train.map((one) => one.run);
  return {
    frame: testFrame(),
    quantity: "loss",
    unit: "nats",
    train,
    smoothed: train,
    validation: [],
    smoothing: 0,
    bands: "none",
    scale: testScale(runs),
    axis: "log",
    held: null,
    shownStep: 100,
    nameOf: (run) => run.label,
    ...more,
  };
}

const falling = Array.from({ length: 101 }, (_, index) => 2.3 * 0.95 ** index);

describe("learning curves", () => {
  it("draw every value of a short run, and the x axis of all its steps", () => {
    const figure = learningCurves(input([curve(0, falling.slice(0, 20))]));
    expect([...drawn(figure.data[0], "y")]).toEqual(falling.slice(0, 20));
    expect(figure.x.range).toEqual([0, 100]);
    expect(figure.y.kind).toBe("log");
  });

  it("make room for ticks that are wider than a power of ten", () => {
    const { area, layout } = learningCurves(input([curve(0, [2.1e-7, 1.4e-7, 1.2e-7])]));
    const texts = (layout["yaxis"] as { ticktext: string[] }).ticktext;
    expect(texts).toContain("1.2×10⁻⁷");
    expect(area.left).toBeGreaterThanOrEqual(Math.max(...texts.map(textWidth)) + 8);
    expect(learningCurves(input([curve(0, falling)])).area.left).toBe(44);
  });

  it("show the first row as a dot", () => {
    expect(learningCurves(input([curve(0, [2.3])])).data[0]?.["mode"]).toBe("lines+markers");
    expect(learningCurves(input([curve(0, [2.3, 2.2])])).data[0]?.["mode"]).toBe("lines");
  });

  it("keep the raw curve behind the smoothed one", () => {
    const train = curve(
      0,
      falling.map((value, index) => value * (1 + 0.3 * Math.sin(index * 9))),
    );
    const smoothed = { ...train, values: exponentialMovingAverage(train.values, 0.9) };
    const figure = learningCurves(input([train], { smoothed: [smoothed], smoothing: 0.9 }));
    expect([...drawn(figure.under?.[0], "y")]).toEqual([...(train.values as number[])]);
    expect(drawn(figure.data[0], "y")[50]).toBeCloseTo(smoothed.values[50] as number, 12);
    expect(figure.keys.map((key) => key.text)).toContain("curves.raw");
  });

  it("are drawn unsmoothed and without dashes where smoothing is 0", () => {
    const figure = learningCurves(input([curve(1, falling)]));
    expect((figure.data[0] as { line?: { dash: string } }).line?.dash).toBe("solid");
    expect(figure.under).toEqual([]);
  });

  it("mark where a loss stopped being finite, and say it", () => {
    const figure = learningCurves(input([curve(0, [2, 50, 1e6, Number.NaN])]));
    const mark = figure.data.find((trace) => trace.name === "curves.brokenMark");
    expect(mark?.x).toEqual([3]);
    expect(mark?.y).toEqual([1e6]);
    expect(figure.notes[0]?.items[0]?.text).toBe("curves.diverged(run=variant 0,value=NaN,step=3)");
    expect(figure.outside.nonFinite).toBe(1);
  });

  it("say how many points a zoom leaves out", () => {
    const figure = learningCurves(
      input([curve(0, [1, 10, 100, 1000])], { frame: testFrame({ zoom: { y: [0.5, 2.5] } }) }),
    );
    expect(figure.outside).toEqual({ above: 1, below: 1, nonPositive: 0, nonFinite: 0 });
    expect(figure.notes.at(-1)?.items[0]?.text).toContain("outside.above");
  });

  it("say what a log axis cannot show", () => {
    const figure = learningCurves(input([curve(0, [1, 0, -1, 2])]));
    expect(figure.outside.nonPositive).toBe(2);
  });

  it("draw a band and its mean of the replicates at their common steps", () => {
    const train = [curve(0, [1, 1, 1], "0"), curve(0, [100, 100], "1")];
    const figure = learningCurves(input(train, { bands: "minmax" }));
    const band = figure.under?.[0];
    expect([...drawn(band, "x")]).toEqual([0, 1, 1, 0]);
    expect([...drawn(band, "y")].map((value) => Math.round(value))).toEqual([100, 100, 1, 1]);
    expect([...drawn(figure.data[0], "y")].map((value) => Math.round(value))).toEqual([10, 10]);
    expect(figure.keys.at(-1)?.text).toBe("bands.of(band=bands.minmax,mean=bands.geometric)");
  });

  it("keep within the budget of points with 8 variants, 3 seeds and 100,000 steps", () => {
    const long = Float32Array.from(
      { length: 100_000 },
      (_, index) => Math.exp(-index / 3e4) * (1 + 0.2 * Math.sin(index)),
    );
    const train = Array.from({ length: 24 }, (_, index) => ({
      run: testRun(index % 8, { seed: String(index), steps: 100_000 }),
      steps: steps(100_000),
      values: long,
    }));
    const figure = learningCurves(input(train, { validation: train, bands: "none" }));
    const points = figure.data.reduce((sum, trace) => sum + (trace.x?.length ?? 0), 0);
    expect(figure.data.length).toBeLessThanOrEqual(16);
    expect(points).toBeLessThan(8000);
  });

  it("draw a dot where the held step meets the curve, and a line there", () => {
    const figure = learningCurves(input([curve(0, falling)], { held: 40 }));
    const held = figure.data.find((trace) => trace.name === "curves.heldMark");
    expect(held?.x).toEqual([40]);
    expect(held?.y).toEqual([falling[40]]);
    expect(figure.marks(null)).toHaveLength(1);
  });

  it("tell a pixel's step, and the values there", () => {
    const figure = learningCurves(input([curve(0, falling)]));
    const found = figure.locate(figure.area.width / 2, 10);
    expect(found).toEqual({ step: 50 });
    expect(figure.readout({ step: 50 })?.rows[0]?.values).toEqual(["0.177"]);
  });

  it("have a table of the values at the shown step", () => {
    const figure = learningCurves(
      input([curve(0, falling)], { validation: [curve(0, [9, 8])], shownStep: 2 }),
    );
    expect(figure.table.rows).toEqual([["variant 0", "2.08", "8.00"]]);
  });

  it("mark a target across the plot, and only where it is in view", () => {
    const figure = learningCurves(input([curve(0, falling)], { target: 0.5 }));
    const height = figure.area.height - toPixel(figure.y, 0.5, figure.area.height);
    expect(figure.marks(null)).toEqual([{ kind: "horizontal", y: height }]);
    expect(figure.keys.map((key) => key.text)).toContain("curves.target(value=0.500)");
    const outside = learningCurves(input([curve(0, falling)], { target: 1e-9 }));
    expect(outside.marks(null)).toEqual([]);
    expect(outside.keys.map((key) => key.shape)).not.toContain("dashed");
  });
});
