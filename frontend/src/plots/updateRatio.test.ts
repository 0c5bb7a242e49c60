import { describe, expect, it } from "vitest";
import { drawn, steps, testFrame, testRun, testScale } from "./testing";
import { GUIDE, updateRatio } from "./updateRatio";

describe("the update ratio", () => {
  const run = testRun(0);
  const figure = updateRatio({
    frame: testFrame(),
    layer: "hidden_1",
    curves: [{ run, steps: steps(3, 50), values: [1e-5, 2e-5, 3e-5] }],
    bands: "none",
    scale: testScale([run]),
    held: 50,
    shownStep: 50,
    nameOf: (one) => one.label,
  });

  it("always shows the guide, with its label", () => {
    expect(figure.data[0]?.y).toEqual([GUIDE, GUIDE]);
    expect(10 ** figure.y.range[1]).toBeGreaterThan(GUIDE);
    expect(figure.annotations.map((label) => label.text)).toContain("update.guide");
    expect(figure.notes[0]?.items).toEqual([{ text: "update.dashed" }]);
  });

  it("draws the layer's values", () => {
    expect([...drawn(figure.data[1], "y")]).toEqual([1e-5, 2e-5, 3e-5]);
    expect(figure.table.rows).toEqual([["variant 0", "2.00×10⁻⁵"]]);
  });
});
