import { describe, expect, it } from "vitest";
import type { LayerRows } from "./layerGrid";
import { layerProfile } from "./layerProfile";
import { predictedProfile, profileAt } from "./profile";
import { ratioOf } from "./ratioNote";
import { drawn, steps, testFrame, testRun } from "./testing";
import { textWidth } from "./textWidth";

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
  predictions: [],
  ratio: true,
};

describe("the profile over layers", () => {
  it("draws the row at the step, from input to output", () => {
    const figure = layerProfile(input);
    expect([...drawn(figure.data[0], "y")]).toEqual([1e-6, 1e-3, 1]);
    expect(figure.layers).toEqual(["hidden_1", "hidden_2", "output"]);
    expect(figure.subtitle).toBe("subtitle.step(step=10)");
  });

  it("makes room for ticks that are wider than a power of ten", () => {
    const runs = [rows(0, [[1.2e-7, 1.4e-7, 2.1e-7]])];
    const { area, layout } = layerProfile({ ...input, runs });
    const texts = (layout["yaxis"] as { ticktext: string[] }).ticktext;
    expect(texts).toContain("1.2×10⁻⁷");
    expect(area.left).toBeGreaterThanOrEqual(Math.max(...texts.map(textWidth)) + 8);
    expect(layerProfile(input).area.left).toBe(48);
  });

  it("takes the last row before a step that has none, and says its step", () => {
    const figure = layerProfile({ ...input, shownStep: 9 });
    expect([...drawn(figure.data[0], "y")]).toEqual([1, 1, 1]);
    expect(figure.subtitle).toBe("subtitle.step(step=0)");
  });

  it("says the first layer over the output, for each variant", () => {
    const texts = layerProfile(input).notes[0]?.items.map((item) => item.text);
    expect(texts).toEqual([
      "profile.ratio(layer=layerName.hidden(index=1))",
      "variant 0 1.0×10⁻⁶",
      "variant 1 0.50",
    ]);
    expect(ratioOf(profileAt(input.runs[0] as LayerRows, 10) ?? ({} as never))).toBeCloseTo(1e-6, 12);
  });

  it("says of 0 to 0 that it has no ratio, and of what is not a number that it is none", () => {
    const noted = (runs: LayerRows[], width = 640) => {
      const figure = layerProfile({ ...input, frame: testFrame({ width }), runs, shownStep: 0 });
      return figure.notes[0]?.items.slice(1).map((item) => item.text);
    };
    const still = rows(0, [[0, 0, 0]]);
    expect(noted([still, rows(1, [[Number.NaN, 1, 1]])])).toEqual(["variant 0 –", "variant 1 NaN"]);
    const many = [rows(1, [[2, 1, 1]]), rows(2, [[0.5, 1, 1]]), rows(3, [[1, 1, 1]])];
    expect(noted([...many.slice(0, 2), still, ...many.slice(2)], 120)).toEqual([
      "variant 2 0.50",
      "variant 1 2.0",
    ]);
  });

  it("draws what theory predicts in the measured unit, in dots that no variant has, and says so", () => {
    const curve = { step: 0, layers: ["hidden_1", "hidden_2"], values: [0.25, 0.5], relativeTo: "output" };
    const of = rows(0, [[3, 3, 4]]);
    const prediction = predictedProfile(curve, of);
    expect([...(prediction?.values ?? [])]).toEqual([1, 2]);
    expect(predictedProfile({ ...curve, relativeTo: "none" }, of)).toBeNull();
    expect([...(predictedProfile({ ...curve, relativeTo: null }, of)?.values ?? [])]).toEqual([0.25, 0.5]);
    if (prediction === null) return;
    const figure = layerProfile({ ...input, runs: [of], predictions: [prediction] });
    expect([...drawn(figure.data[1], "y")].slice(0, 2)).toEqual([1, 2]);
    const line = figure.data[1]?.["line"];
    for (let variant = 0; variant < 32; variant++)
      expect(line).not.toMatchObject({ dash: testRun(variant).style.dash });
    expect(figure.keys).toContainEqual({ shape: "dotted", text: "profile.theoryKey" });
    expect(figure.notes.flatMap((note) => note.items).map((item) => item.text)).toContain(
      "profile.theory(step=0)",
    );
    const readout = (layer: string) => figure.readout({ layer })?.rows.map((row) => row.values[0]);
    expect(readout("hidden_2")).toEqual(["3.00", "2.00"]);
    expect(readout("output"), "no prediction of this layer").toEqual(["4.00"]);
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
