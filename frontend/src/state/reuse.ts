/** A comparison of two starts: from the layers of a run, and from scratch. */
import type { CatalogMember, Json, RunSummary } from "../protocol/types";
import { DEFAULT_BASE, type Draft, EMPTY_DRAFT, isObject, type JsonObject, valueAt } from "./draft";
import { FAMILY_AT } from "./families";

type Families = Readonly<Record<string, readonly CatalogMember[]>>;

/** What is not taken over: where the run itself started, and how it was watched. */
const LEFT = new Set(["warm_start", "telemetry", "seed"]);

/**
 * A draft that trains the run's network on its data twice: all layers from their initialisers, and all but the output
 * from the run's own, frozen. Only what differs from the defaults is written down.
 */
export function reuseDraft(run: RunSummary, families: Families): Draft {
  const spec = run.spec as JsonObject;
  const base = lean(Object.fromEntries(Object.entries(spec).filter(([key]) => !LEFT.has(key))), "", families);
  const layers = hiddenLayers(valueAt(spec, "model"));
  return {
    ...EMPTY_DRAFT,
    base,
    vary: [{ path: "warm_start", values: [null, { run_id: run.id, layers, freeze: true }] }],
  };
}

/** How many layers a model has below its output; at least one can be reused. */
export function hiddenLayers(model: Json | undefined): number {
  const count = (key: string) => {
    const layers = valueAt(model, key);
    return Array.isArray(layers) ? layers.length : 0;
  };
  return Math.max(1, count("conv_layers") + count("hidden_sizes"));
}

function lean(tree: JsonObject, path: string, families: Families): JsonObject {
  const family = FAMILY_AT[path];
  const entry = families[family ?? ""]?.find((one) => one.name === tree["name"]);
  const standard = entry?.defaults ?? (path === "" ? DEFAULT_BASE : valueAt(DEFAULT_BASE, path));
  const kept = Object.entries(tree).flatMap(([key, value]): [string, Json][] => {
    if (key === "name") return [];
    const below = path === "" ? key : `${path}.${key}`;
    const own = isObject(value) ? shortest(lean(value, below, families), below) : value;
    const usual = valueAt(standard as Json, key);
    const same = own === undefined || equal(own, usual) || equal(value, usual);
    return same ? [] : [[key, own]];
  });
  return Object.fromEntries([...(typeof tree["name"] === "string" ? [["name", tree["name"]]] : []), ...kept]);
}

/** A member without parameters by its bare name; undefined where nothing is left to say. */
function shortest(tree: JsonObject, path: string): Json | undefined {
  const keys = Object.keys(tree);
  if (keys.length === 0) return undefined;
  const { name } = tree;
  if (keys.length > 1 || typeof name !== "string") return tree;
  const standard = valueAt(DEFAULT_BASE, path);
  const usual = isObject(standard) ? standard["name"] : standard;
  return name === usual ? undefined : name;
}

function equal(one: Json | undefined, other: Json | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
