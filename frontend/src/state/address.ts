/**
 * The address holds the whole experiment and the whole view, so that a link repeats both. Never the token.
 *
 * `?data…&model.activation=tanh` are the base's chosen values by path, `vary.<path>=(…)` the factors.
 */
import type { Json } from "../protocol/types";
import { fromCompact, toCompact } from "./compact";
import {
  type Draft,
  EMPTY_DRAFT,
  type Factor,
  isObject,
  type JsonObject,
  type Variant,
  withValue,
} from "./draft";
import { type SurfacesPlace, surfacesFrom, surfacesParts } from "./surfaces-address";
import type { Bands, XAxis } from "./telemetry";
import { BANDS, DEFAULT_VIEW, PAGES, SORTS, type View, X_AXES } from "./view";

export interface Place extends SurfacesPlace {
  readonly draft: Draft;
  readonly preset: string | null;
  readonly view: View;
}

const VARY = "vary.";
const CHOICE = "show.";
const BASE =
  /^(dataset|model|loss|optimizer|schedule|gradient_clipping|regularization|early_stopping|warm_start|precision|execution|steps|telemetry)(\.|$)/;

/** The query of a place, without the question mark; empty for the first page with nothing chosen. */
export function toQuery({ draft, preset, view, ...place }: Place): string {
  const parts: [string, string][] = [];
  if (view.page !== "compare") parts.push(["page", view.page]);
  if (view.entry !== null) parts.push(["entry", view.entry]);
  if (view.page === "surfaces") parts.push(...surfacesParts(place));
  if (view.job !== null) parts.push(["job", view.job]);
  if (preset !== null) parts.push(["preset", preset]);
  if (draft.name !== "") parts.push(["name", draft.name]);
  for (const [path, value] of leaves(draft.base)) parts.push([path, toCompact(value)]);
  for (const factor of draft.vary) parts.push([`${VARY}${factor.path}`, toCompact(factor.values)]);
  if (draft.variants.length > 0) parts.push(["variants", toCompact(draft.variants as unknown as Json)]);
  if (toCompact(draft.seeds) !== toCompact(EMPTY_DRAFT.seeds)) parts.push(["seeds", toCompact(draft.seeds)]);
  if (view.step !== null) parts.push(["step", String(view.step)]);
  if (view.xAxis !== DEFAULT_VIEW.xAxis) parts.push(["x", view.xAxis]);
  if (view.smoothing !== DEFAULT_VIEW.smoothing) parts.push(["smoothing", String(view.smoothing)]);
  if (view.bands !== DEFAULT_VIEW.bands) parts.push(["bands", view.bands]);
  if (view.selected !== null) parts.push(["network", String(view.selected)]);
  if (view.hidden.length > 0) parts.push(["hidden", view.hidden.join(",")]);
  if (view.filter !== "") parts.push(["filter", view.filter]);
  if (view.sort !== DEFAULT_VIEW.sort) parts.push(["sort", view.sort]);
  for (const [name, value] of Object.entries(view.choices)) parts.push([`${CHOICE}${name}`, value]);
  return parts.map(([key, value]) => `${escaped(key)}=${escaped(value)}`).join("&");
}

/** The place of a query. What cannot be read is left at its default. */
export function fromQuery(query: string): Place {
  const given = new URLSearchParams(query);
  let base: JsonObject = {};
  const vary: Factor[] = [];
  const choices: Record<string, string> = {};
  for (const [key, value] of given) {
    if (key.startsWith(VARY)) {
      const values = parsed(value);
      if (Array.isArray(values) && values.length > 0) vary.push({ path: key.slice(VARY.length), values });
    } else if (key.startsWith(CHOICE)) {
      choices[key.slice(CHOICE.length)] = value;
    } else if (BASE.test(key)) {
      const leaf = parsed(value);
      if (leaf !== undefined) base = withValue(base, key, leaf);
    }
  }
  const variants = parsed(given.get("variants"));
  const seeds = parsed(given.get("seeds"));
  return {
    ...surfacesFrom(given),
    preset: given.get("preset"),
    draft: {
      name: given.get("name") ?? "",
      base,
      vary,
      variants:
        Array.isArray(variants) && variants.every(isVariant) ? (variants as unknown as Variant[]) : [],
      seeds: Array.isArray(seeds) && seeds.length > 0 ? seeds : EMPTY_DRAFT.seeds,
    },
    view: {
      page: oneOf(PAGES, given.get("page"), DEFAULT_VIEW.page),
      entry: given.get("entry"),
      job: given.get("job"),
      step: natural(given.get("step")),
      xAxis: oneOf<XAxis>(X_AXES, given.get("x"), DEFAULT_VIEW.xAxis),
      smoothing: fraction(given.get("smoothing")),
      bands: oneOf<Bands>(BANDS, given.get("bands"), DEFAULT_VIEW.bands),
      selected: natural(given.get("network")),
      hidden: (given.get("hidden") ?? "").split(",").flatMap((text) => natural(text) ?? []),
      choices,
      filter: given.get("filter") ?? "",
      sort: oneOf(SORTS, given.get("sort"), DEFAULT_VIEW.sort),
    },
  };
}

/** Every chosen value with its path; a member object whose name was chosen is one leaf per key, empty objects whole. */
function leaves(tree: JsonObject, prefix = ""): [string, Json][] {
  return Object.entries(tree).flatMap(([key, value]): [string, Json][] => {
    const plain = isObject(value) && Object.keys(value).length > 0 && !key.includes(".");
    const keys = plain ? Object.keys(value) : [];
    return plain && keys.every((name) => !name.includes("."))
      ? leaves(value, `${prefix}${key}.`)
      : [[`${prefix}${key}`, value]];
  });
}

function isVariant(value: Json): boolean {
  return isObject(value) && typeof value["label"] === "string" && isObject(value["set"]);
}

function parsed(text: string | null): Json | undefined {
  if (text === null) return undefined;
  try {
    return fromCompact(text);
  } catch {
    return undefined;
  }
}

function oneOf<T extends string>(allowed: readonly T[], text: string | null, otherwise: T): T {
  return allowed.find((one) => one === text) ?? otherwise;
}

function natural(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

function fraction(text: string | null): number {
  const value = Number(text ?? Number.NaN);
  return value >= 0 && value < 1 ? value : DEFAULT_VIEW.smoothing;
}

/** Percent-encoded, but for the characters that a query may hold and that keep it readable. */
function escaped(text: string): string {
  return encodeURIComponent(text).replaceAll("%3A", ":").replaceAll("%2C", ",").replaceAll("%2F", "/");
}
