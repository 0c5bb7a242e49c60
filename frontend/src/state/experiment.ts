/** The draft in the composer, and how it is edited. */
import { create } from "zustand";
import type { Language } from "../i18n";
import type { Json, Preset } from "../protocol/types";
import { type Draft, EMPTY_DRAFT, fromRequest, type JsonObject, type Variant, withValue } from "./draft";
import { setView, useView, type View } from "./view";

export interface Experiment {
  /** The preset that the draft came from; null once nothing of it is known. */
  readonly preset: string | null;
  readonly draft: Draft;
}

export const useExperiment = create<Experiment>()(() => ({ preset: null, draft: EMPTY_DRAFT }));

/** Changes the draft. It is no longer the preset then: neither its caption nor its name speaks of it. */
function edit(change: (draft: Draft) => Partial<Draft>): void {
  useExperiment.setState(({ draft, preset }) => ({
    preset: null,
    draft: { ...draft, ...(preset === null ? {} : { name: "" }), ...change(draft) },
  }));
}

export function setDraft(draft: Draft, preset: string | null = null): void {
  useExperiment.setState({ draft, preset });
}

/** Fills the composer from a preset, named in the reader's language, and sets what it wants to be looked at. */
export function applyPreset(preset: Preset, language: Language): void {
  setDraft({ ...fromRequest(preset.request as JsonObject), name: preset.title[language] }, preset.id);
  setView(viewOfPreset(preset.view));
}

/** The panels that show one metric at a time all turn to the preset's. */
const METRIC_CHOICES = ["heatmap.metric", "profile.metric", "network.metric"];

function viewOfPreset({ metric, choices }: Readonly<Record<string, unknown>>): Partial<View> {
  const metrics = typeof metric === "string" ? METRIC_CHOICES.map((name) => [name, metric]) : [];
  const wanted = { ...Object.fromEntries(metrics), ...(choices as Record<string, string> | undefined) };
  return Object.keys(wanted).length === 0 ? {} : { choices: { ...useView.getState().choices, ...wanted } };
}

/** Writes a value into the base; undefined goes back to the default. */
export function setBase(path: string, value: Json | undefined): void {
  edit(({ base }) => ({ base: withValue(base, path, value) }));
}

export function rename(name: string): void {
  useExperiment.setState(({ draft }) => ({ draft: { ...draft, name } }));
}

/** More replicates of a preset are still the preset. */
export function setSeeds(seeds: readonly Json[]): void {
  useExperiment.setState(({ draft }) => ({ draft: { ...draft, seeds } }));
}

/** Adds a factor with its first values; a path is varied once. */
export function addFactor(path: string, values: readonly Json[]): void {
  edit(({ vary }) =>
    vary.some((factor) => factor.path === path) ? {} : { vary: [...vary, { path, values }], variants: [] },
  );
}

export function removeFactor(path: string): void {
  edit(({ vary }) => ({ vary: vary.filter((factor) => factor.path !== path) }));
}

export function addFactorValue(path: string, value: Json): void {
  const text = JSON.stringify(value);
  edit(({ vary }) => ({
    vary: vary.map((factor) =>
      factor.path !== path || factor.values.some((other) => JSON.stringify(other) === text)
        ? factor
        : { path, values: [...factor.values, value] },
    ),
  }));
}

/** Takes a value away; the factor goes with its last one. */
export function removeFactorValue(path: string, index: number): void {
  edit(({ vary }) => ({
    vary: vary
      .map((factor) =>
        factor.path === path ? { path, values: factor.values.filter((_, at) => at !== index) } : factor,
      )
      .filter((factor) => factor.values.length > 0),
  }));
}

export function removeVariant(variant: Variant): void {
  edit(({ variants }) => ({ variants: variants.filter((other) => other !== variant) }));
}
