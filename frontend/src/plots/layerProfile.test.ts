import { describe, expect, it } from "vitest";
import type { LayerRows } from "./layerGrid";
import { layerProfile } from "./layerProfile";
import { profileAt, ratioOf } from "./profile";
import { drawn, steps, testFrame, testRun } from "./testing";

function rows(variant: number, values: readonly (readonly number[])[], seed = "0"): LayerRows {
  return {
    run: testRun(variant, { seed }),
    steps: steps(values.length, 10),
    values: values.flat(),
    layers: ["hidden_1", "hidden_2", "output"],
  };
}

const input = {
  frame: testFrame(),
  metric: "Gradient norm",
  unit: "",
  logarithmic: true,
  runs: [
    rows(0, [
      [1, 1, 1],
      [1e-6, 1e-3, 1],
    ]),
    rows(1, [
      [1, 1, 1],
      [0.5, 0.6, 1],
    ]),
  ],
  shownStep: 10,
  bands: "none" as const,
  nameOf: (run: { label: string }) => run.label,
  ratio: true,
};

describe("the profile over layers", () => {
  it("draws the row at the step, from input to output", () => {
    const figure = layerProfile(input);
    expect([...drawn(figure.data[0], "y")]).toEqual([1e-6, 1e-3, 1]);
    expect(figure.layers).toEqual(["hidden_1", "hidden_2", "output"]);
    expect(figure.subtitle).toBe("subtitle.step(step=10)");
  });

  it("takes the last row before a step that has none, and says its step", () => {
    const figure = layerProfile({ ...input, shownStep: 9 });
    expect([...drawn(figure.data[0], "y")]).toEqual([1, 1, 1]);
    expect(figure.subtitle).toBe("subtitle.step(step=0)");
  });

  it("says the first layer over the output, for each variant", () => {
    const texts = layerProfile(input).notes[0]?.items.map((item) => item.text);
    expect(texts).toEqual(["profile.ratio(layer=hidden_1)", "variant 0 1.0×10⁻⁶", "variant 1 0.50"]);
    expect(ratioOf(profileAt(input.runs[0] as LayerRows, 10) ?? ({} as never))).toBeCloseTo(1e-6, 12);
  });

  it("counts what a log axis cannot show", () => {
    const figure = layerProfile({ ...input, runs: [rows(0, [[0, Number.NaN, 1]])] });
    expect(figure.outside).toMatchObject({ nonPositive: 1, nonFinite: 1 });
    expect([...drawn(figure.data[0], "y")].filter(Number.isFinite)).toEqual([1]);
  });

  it("takes replicates together in their geometric mean, with a band", () => {
    const runs = [rows(0, [[1e-4, 1, 1]], "0"), rows(0, [[1e-2, 1, 1]], "1")];
    const figure = layerProfile({ ...input, runs, shownStep: 0, bands: "minmax" });
    expect(drawn(figure.data[0], "y")[0]).toBeCloseTo(1e-3, 12);
    expect(figure.under).toHaveLength(1);
  });

  it("finds the layer under a pixel and marks it", () => {
    const figure = layerProfile(input);
    expect(figure.locate(0, 5)).toEqual({ layer: "hidden_1" });
    expect(figure.locate(figure.area.width, 5)).toEqual({ layer: "output" });
    expect(figure.marks({ layer: "hidden_2" })).toHaveLength(1);
    expect(figure.marks({ layer: "conv_9" })).toEqual([]);
  });
});
