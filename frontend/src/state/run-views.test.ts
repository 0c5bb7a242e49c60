// @vitest-environment node
import { describe, expect, test } from "vitest";
import type { Finding, Job } from "../protocol/types";
import { checkedRuns, findingViews } from "./findings";
import { latestOf } from "./latest";
import { runViews, shortLabels, variantViews } from "./run-views";
import { labelTest, sorted } from "./table";
import type { TelemetrySource } from "./telemetry";

function run(id: string, variant: number, label: string, seed = 0) {
  return {
    id,
    variant,
    label,
    seed,
    key: id,
    status: "running",
    outcome: null,
    diverged_at: null,
    stopped_at: null,
    restored_step: null,
    error: null,
    step: 3,
    steps: 100,
    spec: { dataset: { batch_size: 64 }, model: { hidden_sizes: [8, 8] } },
  };
}

const JOB = {
  id: "job",
  runs: [run("a0", 0, "sigmoid"), run("a1", 0, "sigmoid", 1), run("b0", 1, "relu"), run("b1", 1, "relu", 1)],
} as unknown as Job;

function finding(rule: string, severity: Finding["severity"], first_step: number): Finding {
  return {
    rule,
    severity,
    layers: [],
    first_step,
    evidence: [],
    code: rule,
    params: {},
    message: "",
    remedies: [],
  };
}

describe("runs as the panels see them", () => {
  test("the telemetry's step is ahead of the job's, layers are named from the spec, hidden variants keep their style", () => {
    const shown = runViews(JOB, {}, { a0: 7 }, [1], "light");
    expect(shown.map((one) => one.step)).toEqual([7, 3, 3, 3]);
    expect(shown[0]?.layers).toEqual(["hidden_1", "hidden_2", "output"]);
    expect(shown.map((one) => one.visible)).toEqual([true, true, false, false]);
    expect(shown[2]?.style).toEqual(runViews(JOB, {}, {}, [], "light")[2]?.style);
    expect(shown[0]?.style.color).not.toBe(shown[2]?.style.color);
    expect(shown[0]?.batchSize).toBe(64);
  });

  test("a run that went on past its announced steps is as long as it went", () => {
    const shown = runViews(JOB, {}, { a0: 299 }, [], "light");
    expect(shown.map((one) => one.steps)).toEqual([299, 100, 100, 100]);
  });

  test("labels lose their brackets only while they stay apart", () => {
    const plain = shortLabels([
      { label: "sgd (learning_rate 0.1) · relu" },
      { label: "adam (learning_rate 0.001) · relu" },
    ]);
    expect([...plain.values()]).toEqual(["sgd · relu", "adam · relu"]);
    const needed = shortLabels([{ label: "sgd (learning_rate 0.1)" }, { label: "sgd (learning_rate 0.01)" }]);
    expect([...needed.values()]).toEqual(["sgd (η 0.1)", "sgd (η 0.01)"]);
  });

  test("labels say parameters by the symbols that the composer's chips have, too", () => {
    const labels = ["sigma_w 0.9, sigma_b 0.1", "adam (beta_1 0.9)", "sigma_world 1"];
    expect([...shortLabels(labels.map((label) => ({ label }))).values()]).toEqual([
      "σ_w 0.9, σ_b 0.1",
      "adam",
      "sigma_world 1",
    ]);
  });
});

describe("the table", () => {
  const variants = variantViews(runViews(JOB, {}, {}, [], "light"));
  const rows: Record<string, number[]> = { a0: [9, 3], a1: [9, 1], b0: [5, Number.NaN] };
  const source = {
    series: (id: string, metric: string) =>
      metric === "loss/train" && rows[id] !== undefined
        ? { steps: Float64Array.of(0, 1), values: Float32Array.from(rows[id]), width: 1, version: 1 }
        : null,
  } as unknown as TelemetrySource;

  test("shows the mean of the replicates' latest rows, and null before the first", () => {
    const figures = variants.map((variant) => latestOf(source, variant, "train"));
    expect(figures[0]).toEqual({ loss: 2, accuracy: null });
    expect(figures[1]?.loss).toBeNaN();
  });

  test("shows no accuracy beside a loss that is not finite", () => {
    const losses: Record<string, number> = { a0: 1, a1: 1, b0: Number.NaN };
    const both = {
      series: (id: string, metric: string) => ({ values: [metric === "loss/train" ? losses[id] : 0.1] }),
    } as unknown as TelemetrySource;
    const figures = variants.map((variant) => latestOf(both, variant, "train").accuracy);
    expect(figures).toEqual([0.1, null]);
  });

  test("sorts what is not a number last, and leaves the given order alone", () => {
    const figures = new Map([
      [0, { loss: Number.NaN, accuracy: 0.1 }],
      [1, { loss: 2, accuracy: 0.9 }],
    ]);
    const by = (sort: "loss" | "accuracy" | "label" | "order") =>
      sorted(variants, sort, (variant) => figures.get(variant.variant) ?? { loss: null, accuracy: null }).map(
        (variant) => variant.label,
      );
    expect(by("order")).toEqual(["sigmoid", "relu"]);
    expect(by("loss")).toEqual(["relu", "sigmoid"]);
    expect(by("accuracy")).toEqual(["relu", "sigmoid"]);
    expect(by("label")).toEqual(["relu", "sigmoid"]);
  });

  test("filters by a regular expression, and by text where it is none", () => {
    expect(labelTest("^RE").test("relu")).toBe(true);
    expect(labelTest("^RE").test("leaky relu")).toBe(false);
    const broken = labelTest("(relu");
    expect(broken.isPattern).toBe(false);
    expect(broken.test("x (RELU")).toBe(true);
  });
});

describe("findings", () => {
  const runs = runViews(JOB, {}, {}, [], "light");
  const found = {
    a0: {
      checked: true,
      whole: true,
      findings: [finding("LossNotDecreasing", "warning", 0), finding("VanishingGradient", "error", 5)],
    },
    a1: { checked: true, whole: true, findings: [finding("VanishingGradient", "error", 9)] },
    b0: { checked: true, whole: true, findings: [] },
  };

  test("one entry for a rule in all replicates of a variant, serious ones first", () => {
    const views = findingViews(runs, found);
    expect(views.map(({ finding: one, count, total }) => [one.rule, count, total])).toEqual([
      ["VanishingGradient", 2, 2],
      ["LossNotDecreasing", 1, 2],
    ]);
  });

  test("says how many runs the rules have looked at", () => {
    expect(checkedRuns(runs, found)).toBe(3);
  });
});
