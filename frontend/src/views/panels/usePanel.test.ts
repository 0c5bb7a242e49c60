// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { i18next } from "../../i18n";
import { showKey, testRun } from "../../plots/testing";
import type { MetricInfo } from "../../state/telemetry";
import { panelContext } from "../../testing/panel-context";
import {
  detailOf,
  emptyText,
  metricDefinition,
  namer,
  replicateText,
  representatives,
  revisionOf,
  textOr,
  unitText,
} from "./usePanel";

const runs = [testRun(0, { seed: "0" }), testRun(0, { seed: "1" }), testRun(1, { seed: "0" })];

const context = (more: Parameters<typeof panelContext>[0]) => panelContext({ runs, shownStep: 0, ...more });

describe("panels", () => {
  it("name a variant with the number of its replicates", () => {
    expect(runs.map(namer(runs))).toEqual(["variant 0 ×2", "variant 0 ×2", "variant 1"]);
  });

  it("let one run stand for a variant, the selected one first, and say which", () => {
    const first = representatives(runs, null);
    expect(first.map((run) => run.id)).toEqual(["run-0-0", "run-1-0"]);
    expect(representatives(runs, "run-0-1").map((run) => run.id)).toEqual(["run-0-1", "run-1-0"]);
    expect(replicateText(runs, first, showKey)).toBe("replicates.seed(seed=0)");
    expect(replicateText(first, first, showKey)).toBe("");
  });

  it("say what a metric means and how often it is measured", () => {
    const info = { name: "x", unit: "1", axes: ["step"], scale: "log", definition: "An x." } as const;
    expect(metricDefinition(showKey, { ...info, every: 5 })).toBe("An x. card.everySteps(number=5)");
    expect(metricDefinition(showKey, { ...info, every: 1 })).toBe("An x. card.everyStep");
    expect(metricDefinition(showKey, { ...info, every: null })).toBe("An x.");
  });

  it("say why there is nothing to see", () => {
    const hidden = runs.map((run) => ({ ...run, visible: false }));
    const ended = (status: string) => runs.map((run) => ({ ...run, status }));
    const texts = [[], hidden, ended("queued"), ended("succeeded"), ended("failed")].map((shown) =>
      emptyText(context({ runs: shown }), showKey),
    );
    expect(texts).toEqual(["empty.noRuns", "empty.hidden", "empty.waiting", "empty.none", "empty.failed"]);
  });

  it("are redrawn at once for a choice, and not for a step of training", () => {
    const before = revisionOf(context({}), "loss");
    expect(
      revisionOf(context({ shownStep: 50, runs: runs.map((run) => ({ ...run, step: 50 })) }), "loss"),
    ).toBe(before);
    expect(revisionOf(context({ step: 10 }), "loss")).not.toBe(before);
    expect(revisionOf(context({}), "accuracy")).not.toBe(before);
  });

  it("are drawn finer once nothing moves", () => {
    expect(detailOf(runs)).toBe(1);
    expect(detailOf(runs.map((run) => ({ ...run, status: "succeeded" })))).toBe(2);
  });

  it("say units in the language in use, and none of pure numbers", () => {
    const info = { name: "loss/train", unit: "target variances" } as MetricInfo;
    void i18next.changeLanguage("ko");
    expect(unitText(info)).toBe("타깃 분산 단위");
    void i18next.changeLanguage("en");
    expect(["target variances", "nats", "1"].map((unit) => unitText({ ...info, unit }))).toEqual([
      "target variances",
      "nats",
      "",
    ]);
  });

  it("call a metric that has no text of ours by its own name", () => {
    expect(textOr(showKey, "metric.new_one", "new_one")).toBe("new_one");
  });
});
