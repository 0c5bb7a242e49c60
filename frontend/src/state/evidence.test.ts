// @vitest-environment jsdom
import { beforeEach, describe, expect, test } from "vitest";
import { testRun } from "../plots/testing";
import type { Finding } from "../protocol/types";
import { choicesFor, evidenceRows } from "./evidence";
import { findingViews } from "./findings";
import { DEFAULT_VIEW, holdFinding, holdStep, openJob, useView } from "./view";

function finding(rule: string, evidence: Finding["evidence"] = []): Finding {
  return {
    rule,
    severity: "error",
    layers: ["hidden_1"],
    first_step: 0,
    evidence,
    code: rule,
    params: {},
    message: "m",
    remedies: [],
  };
}

const vanishing = finding("VanishingGradient", [
  { metric: "gradient_norm", layer: "hidden_1", step: 3, value: 1e-6, threshold: 1e-3 },
  { metric: "gradient_norm", layer: "output", step: 3, value: 1, threshold: null },
]);
const diverged = finding("Diverged", [
  { metric: "loss/train", layer: null, step: 9, value: "NaN", threshold: null },
]);
const run = testRun(0);
const of = (...findings: Finding[]) => ({ [run.id]: { findings, checked: true, whole: false } });
const keyOf = (one: Finding) => findingViews([run], of(one))[0]?.key;

describe("the evidence on show", () => {
  test("is that of the chosen finding, of the run that has it", () => {
    const rows = evidenceRows(keyOf(vanishing), [run], of(diverged, vanishing));
    expect(rows).toEqual([
      { ...vanishing.evidence[0], run: run.id, severity: "error" },
      { ...vanishing.evidence[1], run: run.id, severity: "error" },
    ]);
    expect(evidenceRows(keyOf(diverged), [run], of(diverged))[0]?.value).toBeNaN();
  });

  test("is nothing, and always the same nothing, where no finding is chosen or it no longer holds", () => {
    const none = evidenceRows(undefined, [run], of(vanishing));
    expect(none).toEqual([]);
    expect(evidenceRows(keyOf(vanishing), [run], of(diverged))).toBe(none);
    expect(evidenceRows(keyOf(vanishing), [testRun(0, { visible: false })], of(vanishing))).toBe(none);
  });

  test("sets the panels to the metrics in which it lies", () => {
    const metric = "gradient_norm";
    expect(choicesFor(vanishing)).toEqual({
      "profile.metric": metric,
      "heatmap.metric": metric,
      "network.metric": metric,
    });
    expect(choicesFor(diverged)).toEqual({ "curves.quantity": "loss" });
    const slow = finding("LearningRateTooLow", [
      { metric: "update_ratio", layer: "hidden_2", step: 3, value: 1e-6, threshold: 1e-5 },
      { metric: "loss/train", layer: null, step: 0, value: 2, threshold: null },
    ]);
    expect(choicesFor(slow)).toMatchObject({ "update.layer": "hidden_2", "curves.quantity": "loss" });
    const drift = finding("BatchStatisticsDrift", [
      { metric: "loss/train_evaluation_mode", layer: null, step: 3, value: 2, threshold: 1 },
      { metric: "loss/train", layer: null, step: 3, value: 1, threshold: null },
    ]);
    expect(choicesFor(drift)).toEqual({ "curves.quantity": "modes" });
  });
});

describe("a finding that is looked at", () => {
  const place = {
    key: "0.VanishingGradient.v",
    step: 3,
    layer: "hidden_1",
    choices: { "profile.metric": "m" },
  };
  beforeEach(() => {
    useView.setState(DEFAULT_VIEW, true);
    holdFinding(place);
  });

  test("holds its step and is kept with the view, so that a link shows it", () => {
    const { step, choices } = useView.getState();
    expect(step).toBe(3);
    expect(choices).toEqual({ marked: "hidden_1", finding: place.key, "profile.metric": "m" });
  });

  test("stays while another step is held, and is let go of with the hold or the job", () => {
    holdStep(5);
    expect(useView.getState().choices["finding"]).toBe(place.key);
    holdStep(null);
    expect(useView.getState().choices).toEqual({ "profile.metric": "m" });
    holdFinding(place);
    openJob("another");
    expect(useView.getState().choices).toEqual({ "profile.metric": "m" });
  });
});
