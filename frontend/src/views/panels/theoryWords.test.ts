import { describe, expect, it } from "vitest";
import { testRun } from "../../plots/testing";
import type { Theory } from "../../protocol/types";
import { curveWords, lineWords } from "./theoryWords";

const WIDE = { code: "wide_layers", message: "Layers are wide.", params: {} };
const REASON = { code: "normalization", message: "it is normalised", params: { layer: "hidden_1" } };

const CURVE = {
  metric: "backprop_gain",
  layers: ["hidden_1"],
  values: [1],
  step: 0,
  relative_to: null,
  formula: "\\sqrt{\\chi_l}",
  assumptions: [WIDE],
  source: "Schoenholz et al. (2017)",
};

function line(metric: string, code = "adam") {
  return { metric, code, value: 1, numerator: 1, formula: code, assumptions: [], source: "Cohen et al." };
}

const GUIDE = line("update_ratio", "update_guide");

const predicted: Theory = { curves: [CURVE], lines: [], reason: null };
const refused: Theory = { curves: [], lines: [], reason: REASON };
const [first, second, third] = [testRun(0), testRun(1), testRun(2)];

describe("what is said of curves", () => {
  it("is said once for all that share it, whatever their values are", () => {
    const other = { ...predicted, curves: [{ ...CURVE, values: [7] }] };
    const said = curveWords([first, second], { [first.id]: predicted, [second.id]: other }, "backprop_gain");
    const { formula, source, assumptions } = CURVE;
    expect(said).toEqual({
      predictions: [{ content: { formula, source, assumptions }, labels: [] }],
      gaps: [],
    });
  });

  it("names the variants that have no prediction, with the reason", () => {
    const theories = { [first.id]: predicted, [second.id]: refused };
    const said = curveWords([first, second, third], theories, "backprop_gain");
    expect(said.predictions.map((one) => one.labels)).toEqual([["variant 0"]]);
    expect(said.gaps, "the third is not read yet").toEqual([{ content: REASON, labels: ["variant 1"] }]);
  });
});

describe("what is said of levels", () => {
  it("is where another optimizer's level is drawn, or that it has none", () => {
    const theories = {
      [first.id]: { curves: [], lines: [line("sharpness", "momentum"), GUIDE], reason: null },
      [second.id]: { curves: [], lines: [line("preconditioned_sharpness"), GUIDE], reason: null },
      [third.id]: { curves: [], lines: [GUIDE], reason: null },
    };
    const { predictions, gaps } = lineWords([first, second, third], theories, "sharpness");
    expect(predictions.map((one) => [one.content.formula, one.labels])).toEqual([
      ["momentum", ["variant 0"]],
    ]);
    expect(gaps.map((one) => [one.content.code, one.labels])).toEqual([
      ["other_metric", ["variant 1"]],
      ["no_threshold", ["variant 2"]],
    ]);
    expect(gaps[0]?.content.params).toEqual({ metric: "preconditioned_sharpness" });
  });

  it("is nothing for a metric that no theory is about", () => {
    const theories = { [first.id]: { curves: [], lines: [GUIDE], reason: null } };
    expect(lineWords([first], theories, "hessian_trace")).toEqual({ predictions: [], gaps: [] });
    expect(lineWords([first], theories, "update_ratio").predictions).toHaveLength(1);
  });

  it("is why nothing is known of somebody's own training", () => {
    const unknown = { code: "spec_unknown", message: "not known", params: {} };
    const theories = { [first.id]: { curves: [], lines: [], reason: unknown } };
    expect(lineWords([first], theories, "sharpness").gaps).toEqual([{ content: unknown, labels: [] }]);
  });
});
