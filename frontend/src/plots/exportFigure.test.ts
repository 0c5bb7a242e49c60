import { describe, expect, it } from "vitest";
import { exportable } from "./exportFigure";
import { learningCurves } from "./learningCurves";
import { drawn, steps, testFrame, testRun, testScale } from "./testing";
import { THEMES } from "./theme";

describe("a downloaded figure", () => {
  const curve = {
    run: testRun(0),
    steps: steps(50),
    values: Float64Array.from({ length: 50 }, (_, index) => 2 / (1 + index)),
  };
  const other = { ...curve, run: testRun(1) };
  const figure = learningCurves({
    frame: testFrame(),
    quantity: "loss",
    unit: "nats",
    train: [curve, other],
    smoothed: [curve, other],
    validation: [curve],
    smoothing: 0,
    bands: "none",
    scale: testScale([curve.run]),
    axis: "log",
    held: 20,
    shownStep: 20,
    nameOf: (run) => run.label,
  });
  const { data, layout, height } = exportable(figure, "A < B", THEMES.light);

  it("carries the labels, the title and the held step that lie over the chart on screen", () => {
    const texts = (layout["annotations"] as { text: string }[]).map((one) => one.text);
    expect(texts[0]).toContain("A &lt; B");
    expect(texts).toContain("variant 0");
    expect(layout["shapes"]).toHaveLength(1);
    expect(height).toBeGreaterThan(260);
  });

  it("turns dots back into points of the axes", () => {
    const markers = data[data.length - 1];
    const x = drawn(markers, "x")[0] as number;
    expect(drawn(markers, "y")[0]).toBeCloseTo(2 / (1 + x), 9);
  });
});
