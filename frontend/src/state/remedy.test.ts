// @vitest-environment node
import { describe, expect, test } from "vitest";
import type { Finding, Job, RunSummary } from "../protocol/types";
import { endingLoss, endingValue, lossPair, remedyDraft, trialOf } from "./remedy";

const SET = { "model.activation": "relu", "model.initializer": "he_normal" };

function run(variant: number, status = "succeeded"): RunSummary {
  const spec = { model: { activation: { name: "sigmoid" } }, telemetry: { curvature_every: 10 }, seed: 7 };
  return { id: `r${variant}`, variant, status, seed: 7, spec, label: `v${variant}` } as unknown as RunSummary;
}

function finding(rule: string, set: Record<string, unknown>): Finding {
  return { rule, remedies: [{ code: "activation", label: "", set, params: {} }] } as unknown as Finding;
}

const NAMES = { job: "Vanishing gradient: ReLU", before: "as it was", after: "ReLU" };
const draft = remedyDraft(run(0), SET, NAMES);

function job(status = "succeeded"): Job {
  const request = { base: draft.base, variants: draft.variants, seeds: draft.seeds };
  return { id: "j", request, runs: [run(0), run(1, status)] } as unknown as Job;
}

const whole = (...findings: Finding[]) => ({ findings, checked: true, whole: true });

describe("a remedy beside its patient", () => {
  test("is the run's spec with its telemetry and its own seed, as it was and with the remedy", () => {
    expect(draft.base).toEqual({
      model: { activation: { name: "sigmoid" } },
      telemetry: { curvature_every: 10 },
    });
    expect(draft.variants).toEqual([
      { label: "as it was", set: {} },
      { label: "ReLU", set: SET },
    ]);
    expect(draft.seeds).toEqual([7]);
  });

  test("is known by the job alone, in whatever order the settings come back", () => {
    const turned = { "model.initializer": "he_normal", "model.activation": "relu" };
    const found = {
      r0: whole(finding("VanishingGradient", turned), finding("DeadUnits", { "model.dropout": 0 })),
      r1: whole(),
    };
    const trial = trialOf(job(), found);
    expect(trial?.state).toBe("ended");
    expect([trial?.before, trial?.remedy]).toEqual(["as it was", "ReLU"]);
    expect(trial?.offered?.code).toBe("activation");
  });

  test("tells of every finding of the two: gone, still there, or new", () => {
    const found = {
      r0: whole(
        finding("ExplodingGradient", {}),
        finding("VanishingGradient", SET),
        finding("DeadUnits", {}),
      ),
      r1: whole(finding("NoisyGradient", {}), finding("DeadUnits", {})),
    };
    expect(trialOf(job(), found)?.outcomes.map(({ finding: one, became }) => [one.rule, became])).toEqual([
      ["VanishingGradient", "gone"],
      ["ExplodingGradient", "gone"],
      ["DeadUnits", "still"],
      ["NoisyGradient", "new"],
    ]);
  });

  test("a rule that fires in the treated run, too, is still there", () => {
    const found = {
      r0: whole(finding("VanishingGradient", SET)),
      r1: whole(finding("VanishingGradient", {})),
    };
    expect(trialOf(job(), found)?.outcomes[0]?.became).toBe("still");
  });

  test("claims nothing before the rules saw all rows of both, nor where one was cancelled", () => {
    const found = { r0: whole(finding("VanishingGradient", SET)) };
    expect(trialOf(job("running"), found)?.state).toBe("running");
    expect(trialOf(job(), found)?.state).toBe("reading");
    expect(trialOf(job("cancelled"), { ...found, r1: whole() })?.state).toBe("broken");
  });

  test("is no other job", () => {
    const other = { ...job(), request: { base: {}, variants: null } } as unknown as Job;
    expect(trialOf(other, {})).toBeNull();
  });

  test("is no comparison of two variants that no finding of the first asks for, nor one of several seeds", () => {
    expect(trialOf(job(), { r0: whole(), r1: whole() })).toBeNull();
    const another = whole(finding("DeadUnits", { "model.dropout": 0 }));
    expect(trialOf(job(), { r0: another, r1: whole() })).toBeNull();
    const offered = { r0: whole(finding("VanishingGradient", SET)), r1: whole() };
    const seeds = { ...job(), runs: [run(0), run(1), { ...run(1), id: "r2", seed: 8 }] } as Job;
    expect(trialOf(job(), offered)).not.toBeNull();
    expect(trialOf(seeds, offered)).toBeNull();
  });
});

describe("what the loss gained", () => {
  const rows = { steps: [0, 10, 20], values: [2.5, 0.5, 0.75] };

  test("is of the network that a run ends with", () => {
    expect(endingValue(rows, null)).toBe(0.75);
    expect(endingValue(rows, 10)).toBe(0.5);
    expect(endingValue({ steps: [], values: [] }, null)).toBeNull();
  });

  test("is no figure where a loss is not finite", () => {
    expect(lossPair(2.5, 0.5)?.change).toBe("lower");
    expect(lossPair(0.5, 2.5)?.change).toBe("higher");
    expect(lossPair(Number.NaN, 0.5)?.change).toBe("incomparable");
    expect(lossPair(null, 0.5)).toBeNull();
  });

  test("is nothing to speak of below a hundredth, which another seed may turn round", () => {
    expect(lossPair(2.31259, 2.31155)?.change).toBe("alike");
    expect(lossPair(2.3, 2.3)?.change).toBe("alike");
    expect(lossPair(0, 0)?.change).toBe("alike");
    expect(lossPair(1, 0.98)?.change).toBe("lower");
  });

  test("is none of a run that diverged, though its last evaluation was before that", () => {
    const diverged = { ...run(0), diverged_at: 13, restored_step: null };
    expect(endingLoss(diverged, rows)).toBeNaN();
    expect(endingLoss({ ...diverged, restored_step: 10 }, rows)).toBe(0.5);
    expect(endingLoss({ ...diverged, diverged_at: null }, rows)).toBe(0.75);
  });
});
