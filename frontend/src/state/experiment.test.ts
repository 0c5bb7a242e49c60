// @vitest-environment node
import { beforeEach, expect, test } from "vitest";
import type { Preset } from "../protocol/types";
import { EMPTY_DRAFT } from "./draft";
import {
  addFactor,
  addFactorValue,
  applyPreset,
  removeFactorValue,
  setBase,
  setDraft,
  setSeeds,
  useExperiment,
} from "./experiment";
import { useView } from "./view";

const PRESET = {
  id: "vanishing",
  title: { en: "Vanishing", ko: "기울기 소실" },
  caption: { en: "c", ko: "c" },
  request: { name: "n", base: { steps: 1000 }, vary: [{ path: "optimizer", values: ["sgd"] }], seeds: [0] },
  view: { metric: "update_ratio" },
} as Preset;

beforeEach(() => setDraft(EMPTY_DRAFT));

test("a preset fills the composer and is named in the reader's language", () => {
  applyPreset(PRESET, "ko");
  expect(useExperiment.getState()).toMatchObject({ preset: "vanishing", draft: { name: "기울기 소실" } });
  expect(useView.getState().choices).toMatchObject({
    "profile.metric": "update_ratio",
    "heatmap.metric": "update_ratio",
  });
});

test("more replicates are still the preset, a changed experiment is not and loses its name", () => {
  applyPreset(PRESET, "en");
  setSeeds([0, 1, 2]);
  expect(useExperiment.getState().preset).toBe("vanishing");
  setBase("steps", 10);
  expect(useExperiment.getState()).toMatchObject({ preset: null, draft: { name: "", base: { steps: 10 } } });
});

test("a path is varied once, a value stands once, and the last value takes its factor along", () => {
  addFactor("optimizer", ["sgd"]);
  addFactor("optimizer", ["adam"]);
  addFactorValue("optimizer", "sgd");
  addFactorValue("optimizer", { name: "sgd", learning_rate: 1 });
  expect(useExperiment.getState().draft.vary).toEqual([
    { path: "optimizer", values: ["sgd", { name: "sgd", learning_rate: 1 }] },
  ]);
  removeFactorValue("optimizer", 0);
  removeFactorValue("optimizer", 0);
  expect(useExperiment.getState().draft.vary).toEqual([]);
});

test("a factor takes the place of explicit variants: the server takes one of the two", () => {
  setDraft({ ...EMPTY_DRAFT, variants: [{ label: "a", set: {} }] });
  addFactor("optimizer", ["sgd"]);
  expect(useExperiment.getState().draft.variants).toEqual([]);
});
