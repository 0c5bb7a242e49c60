/**
 * The experiment that is being composed: a job request in which only what was chosen is written down, so that defaults
 * stay visible as defaults and the address stays short.
 */
import type { Json } from "../protocol/types";

export type JsonObject = { readonly [key: string]: Json };

/** One factor: what stands at `path` takes each of `values` in turn. */
export interface Factor {
  readonly path: string;
  readonly values: readonly Json[];
}

/** One explicit variant, as presets may bring them. */
export interface Variant {
  readonly label: string;
  readonly set: JsonObject;
}

export interface Draft {
  readonly name: string;
  readonly base: JsonObject;
  readonly vary: readonly Factor[];
  readonly variants: readonly Variant[];
  readonly seeds: readonly Json[];
}

/** The body of `POST /jobs`. */
export interface ExperimentRequest {
  readonly name?: string;
  readonly base: JsonObject;
  readonly vary: readonly Factor[] | null;
  readonly variants: readonly Variant[] | null;
  readonly seeds: readonly Json[];
}

/** What holds where the draft says nothing (DESIGN, section 4). */
export const DEFAULT_BASE = {
  dataset: {
    name: "digits",
    samples: null,
    batch_size: 64,
    validation_fraction: 0.2,
    split: "random",
    standardize: "auto",
    label_noise: 0,
  },
  model: {
    name: "mlp",
    hidden_sizes: [64, 64, 64],
    activation: "relu",
    initializer: "he_normal",
    normalization: null,
    dropout: 0,
    residual: false,
    overrides: {},
  },
  loss: null,
  optimizer: "adam",
  schedule: "constant",
  gradient_clipping: null,
  regularization: { l1: 0, l2: 0, max_norm: null },
  early_stopping: null,
  warm_start: null,
  precision: "float32",
  execution: "exact",
  steps: 1000,
  telemetry: {
    layers_every: null,
    evaluation_every: null,
    distributions_every: null,
    curvature_every: null,
    probe_samples: 512,
  },
} as const satisfies JsonObject;

export const EMPTY_DRAFT: Draft = { name: "", base: {}, vary: [], variants: [], seeds: [0] };

/** Whether nothing has been chosen yet. */
export function isUntouched(draft: Draft): boolean {
  return JSON.stringify(draft) === JSON.stringify(EMPTY_DRAFT);
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What stands at a dotted path, or undefined. */
export function valueAt(tree: Json | undefined, path: string): Json | undefined {
  let value: Json | undefined = tree;
  for (const key of path.split(".")) {
    if (!isObject(value)) return undefined;
    value = value[key];
  }
  return value;
}

/**
 * The tree with `value` at a dotted path; undefined takes away what stands there, and the branches left empty with it.
 * A bare member name on the way becomes an object with that name, so that a parameter can be set beside it.
 */
export function withValue(tree: JsonObject, path: string, value: Json | undefined): JsonObject {
  const [key = "", ...rest] = path.split(".");
  const copy: Record<string, Json> = { ...tree };
  let next: Json | undefined = value;
  if (rest.length > 0) {
    const below = copy[key];
    const branch = isObject(below) ? below : typeof below === "string" ? { name: below } : {};
    next = withValue(branch, rest.join("."), value);
  }
  if (next === undefined || (isObject(next) && Object.keys(next).length === 0)) delete copy[key];
  else copy[key] = next;
  return copy;
}

/** The name of a member written bare or as an object. */
export function memberName(value: Json | undefined): string | null {
  if (typeof value === "string") return value;
  const name = isObject(value) ? value["name"] : undefined;
  return typeof name === "string" ? name : null;
}

/** What holds at a path: the draft's value, or the default. */
export function effective(draft: Draft, path: string): Json | undefined {
  const chosen = valueAt(draft.base, path);
  return chosen === undefined ? valueAt(DEFAULT_BASE, path) : chosen;
}

/** A model's own layers, which another kind of model does not have. */
const OF_ONE_MODEL = new Set(["name", "hidden_sizes", "conv_layers", "overrides"]);

/** The model after another kind has been chosen (null: the default's): what all kinds have stays. */
export function chooseModel(model: Json | undefined, name: string | null): Json | undefined {
  const kept = Object.entries(isObject(model) ? model : {}).filter(([key]) => !OF_ONE_MODEL.has(key));
  if (kept.length === 0) return name ?? undefined;
  return Object.fromEntries(name === null ? kept : [["name", name], ...kept]);
}

/** How many runs the draft makes. */
export function countRuns(draft: Draft): number {
  const variants =
    draft.variants.length > 0
      ? draft.variants.length
      : draft.vary.reduce((product, factor) => product * factor.values.length, 1);
  return variants * draft.seeds.length;
}

/** Where the base holds a member of a family, which as an object must have its name. */
const MEMBER_PATHS = ["dataset", "model", "model.activation", "model.initializer", "optimizer", "schedule"];

function named(base: JsonObject): JsonObject {
  return MEMBER_PATHS.reduce((tree, path) => {
    const member = valueAt(tree, path);
    const standard = memberName(valueAt(DEFAULT_BASE, path));
    const nameless = isObject(member) && member["name"] === undefined && standard !== null;
    return nameless ? withValue(tree, `${path}.name`, standard) : tree;
  }, base);
}

export function toRequest(draft: Draft): ExperimentRequest {
  return {
    ...(draft.name === "" ? {} : { name: draft.name }),
    base: named(draft.base),
    vary: draft.vary.length === 0 ? null : draft.vary,
    variants: draft.variants.length === 0 ? null : draft.variants,
    seeds: draft.seeds,
  };
}

/** The draft of a job request (a preset's); what it leaves out is the default. */
export function fromRequest(request: JsonObject): Draft {
  const { name, base, vary, variants, seeds } = request;
  return {
    name: typeof name === "string" ? name : "",
    base: isObject(base) ? base : {},
    vary: Array.isArray(vary) ? (vary as unknown as Factor[]) : [],
    variants: Array.isArray(variants) ? (variants as unknown as Variant[]) : [],
    seeds: Array.isArray(seeds) ? seeds : [0],
  };
}
