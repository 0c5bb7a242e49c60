/** The draft that repeats a job, read back from its runs' full specs: defaults left out, factors found again. */
import type { CatalogMember, Job, Json } from "../protocol/types";
import { DEFAULT_BASE, type Draft, type Factor, isObject, type JsonObject, memberName } from "./draft";

type Families = Readonly<Record<string, readonly CatalogMember[]>>;

/** Which family the member at a path belongs to. */
export const FAMILY_AT: Readonly<Record<string, string>> = {
  dataset: "dataset",
  model: "model",
  "model.activation": "activation",
  "model.initializer": "initializer",
  "model.normalization": "normalization",
  optimizer: "optimizer",
  schedule: "schedule",
  gradient_clipping: "gradient_clipping",
  loss: "loss",
};

export function draftOfJob(job: Job, families: Families): Draft {
  const specs = new Map<number, JsonObject>();
  const seeds = new Map<string, Json>();
  const labels = new Map<number, string>();
  for (const run of job.runs) {
    const { seed: _, ...spec } = run.spec as Record<string, Json>;
    specs.set(run.variant, sparse(spec, families));
    labels.set(run.variant, run.label);
    seeds.set(JSON.stringify(run.seed), run.seed as Json);
  }
  const [first, ...others] = [...specs.values()];
  if (first === undefined) throw new Error(`job ${job.id} has no runs`);
  const paths = [...new Set(others.flatMap((spec) => differences(first, spec)))];
  const draft: Draft = {
    name: job.name ?? "",
    base: first,
    vary: [],
    variants: [],
    seeds: [...seeds.values()],
  };
  if (paths.length === 0) return draft;
  const settings = [...specs.values()].map((spec) => paths.map((path) => at(spec, path)));
  const vary = factors(paths, settings);
  if (vary !== null) return { ...draft, vary };
  const variants = [...specs.keys()].map((variant, index) => ({
    label: labels.get(variant) ?? String(variant),
    set: Object.fromEntries(paths.map((path, column) => [path, settings[index]?.[column] ?? null])),
  }));
  return { ...draft, variants };
}

/** The spec without what is the default, members with only their name bare. */
function sparse(spec: JsonObject, families: Families): JsonObject {
  return (pruned(spec, DEFAULT_BASE, "", families) ?? {}) as JsonObject;
}

function pruned(value: Json, standard: Json | undefined, path: string, families: Families): Json | undefined {
  const family = FAMILY_AT[path];
  const name = memberName(value);
  if (family !== undefined && name !== null && isObject(value)) {
    const entry = families[family]?.find((one) => one.name === name);
    const properties = (entry?.parameters["properties"] ?? {}) as Record<string, { default?: Json }>;
    const kept: Record<string, Json> = {};
    for (const [key, item] of Object.entries(value)) {
      if (key === "name") continue;
      const usual = properties[key]?.default ?? (isObject(standard) ? standard[key] : undefined);
      const rest = pruned(item, usual, `${path}.${key}`, families);
      if (rest !== undefined) kept[key] = rest;
    }
    const isStandard = memberName(standard) === name;
    if (Object.keys(kept).length === 0) return isStandard ? undefined : name;
    return path === "model" || path === "dataset"
      ? { ...(isStandard ? {} : { name }), ...kept }
      : { name, ...kept };
  }
  if (isObject(value) && (isObject(standard) || path === "")) {
    const kept: Record<string, Json> = {};
    for (const [key, item] of Object.entries(value)) {
      const rest = pruned(
        item,
        isObject(standard) ? standard[key] : undefined,
        path ? `${path}.${key}` : key,
        families,
      );
      if (rest !== undefined) kept[key] = rest;
    }
    return Object.keys(kept).length === 0 ? undefined : kept;
  }
  if (family !== undefined && memberName(value) !== null && memberName(value) === memberName(standard))
    return undefined;
  return same(value, standard) ? undefined : value;
}

/** Paths at which two sparse specs differ: members and lists whole, other objects entry by entry. */
function differences(one: JsonObject, other: JsonObject, prefix = ""): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((key) => {
    const path = `${prefix}${key}`;
    const [left, right] = [one[key], other[key]];
    if (same(left, right)) return [];
    const open = path === "model" || path === "dataset" || FAMILY_AT[path] === undefined;
    if (open && (isObject(left) || isObject(right)) && sameMember(left, right)) {
      return differences(isObject(left) ? left : {}, isObject(right) ? right : {}, `${path}.`);
    }
    return [path];
  });
}

function sameMember(one: Json | undefined, other: Json | undefined): boolean {
  return (isObject(one) || one === undefined) && (isObject(other) || other === undefined)
    ? (one?.["name"] ?? null) === (other?.["name"] ?? null)
    : false;
}

function at(spec: JsonObject, path: string): Json {
  const read = (tree: JsonObject): Json | undefined =>
    path
      .split(".")
      .reduce<Json | undefined>((value, key) => (isObject(value) ? value[key] : undefined), tree);
  return read(spec) ?? read(DEFAULT_BASE) ?? null;
}

/** The factors whose product, last one fastest, is these settings; null where they are no full product. */
function factors(paths: readonly string[], settings: readonly (readonly Json[])[]): Factor[] | null {
  const found = paths.map((path, column) => ({
    path,
    values: [...new Map(settings.map((row) => [JSON.stringify(row[column]), row[column] ?? null])).values()],
    pace: settings.findIndex((row) => !same(row[column], settings[0]?.[column])),
  }));
  found.sort((a, b) => b.pace - a.pace);
  const order = found.map(({ path }) => paths.indexOf(path));
  let product: Json[][] = [[]];
  for (const { values } of found) product = product.flatMap((row) => values.map((value) => [...row, value]));
  const matches =
    product.length === settings.length &&
    product.every((row, index) => row.every((value, at) => same(value, settings[index]?.[order[at] ?? 0])));
  return matches ? found.map(({ path, values }) => ({ path, values })) : null;
}

function same(one: Json | undefined, other: Json | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
