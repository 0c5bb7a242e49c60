/** The surfaces' page in the address: only what differs from what it opens with. */
import type { Json } from "../protocol/types";
import { fromCompact, toCompact } from "./compact";
import { isObject, type JsonObject, memberName } from "./draft";
import { SURFACE_PRESETS, suitedRate } from "./surface-presets";
import {
  type Contender,
  DEFAULT_SURFACES,
  type Domain,
  DRAWINGS,
  MOST_OPTIMIZERS,
  MOST_STEPS,
  ofPreset,
  type Point,
  type Surfaces,
  surfaceName,
} from "./surfaces";

/** The state, and the step that is held; null for the last one. */
export interface SurfacesPlace {
  readonly surfaces: Surfaces;
  readonly held: number | null;
}

/** Keys of what an example fixes: where one of them stands, it is an example no more. */
const OWN = ["surface", "from", "range", "paths", "path_steps", "path_schedule", "noise", "noise_seed"];

/** Key and value of each part of the query. An example is its name alone. */
export function surfacesParts({ surfaces, held }: SurfacesPlace): [string, string][] {
  const parts: [string, string][] = [];
  const before = baseOf(surfaces.preset);
  const add = (key: string, value: Json, standard: Json) => {
    const text = toCompact(value);
    if (text !== toCompact(standard)) parts.push([key, text]);
  };
  if (surfaces.preset !== null && surfaces.preset !== DEFAULT_SURFACES.preset)
    parts.push(["example", surfaces.preset]);
  add("surface", surfaces.surface, before.surface);
  add("from", surfaces.start, null);
  add("range", surfaces.domain, null);
  add("paths", surfaces.contenders.map(written), before.contenders.map(written));
  add("path_steps", surfaces.steps, before.steps);
  add("path_schedule", surfaces.schedule, before.schedule);
  add("noise", surfaces.noise, 0);
  add("noise_seed", surfaces.seed, 0);
  add("drawing", surfaces.drawing, DEFAULT_SURFACES.drawing);
  add("at", held, null);
  return parts;
}

/** The state of a query. What cannot be read is left at its default. */
export function surfacesFrom(given: URLSearchParams): SurfacesPlace {
  const read = (key: string) => parsed(given.get(key));
  const surface = asMember(read("surface"));
  const before = onSurface(baseOf(given.get("example")), surface);
  const paths = read("paths");
  const schedule = asMember(read("path_schedule"));
  const surfaces: Surfaces = {
    ...before,
    start: numbers<Point>(read("from"), 2),
    domain: numbers<Domain>(read("range"), 4),
    contenders: Array.isArray(paths) ? (contenders(paths) ?? before.contenders) : before.contenders,
    steps: whole(read("path_steps"), MOST_STEPS) ?? before.steps,
    schedule: schedule ?? before.schedule,
    noise: positive(read("noise")) ?? 0,
    seed: whole(read("noise_seed"), 2 ** 32 - 1) ?? 0,
    drawing: DRAWINGS.find((one) => one === given.get("drawing")) ?? DEFAULT_SURFACES.drawing,
  };
  const changed = OWN.some((key) => given.has(key));
  return {
    surfaces: changed ? { ...surfaces, preset: null } : surfaces,
    held: whole(read("at"), MOST_STEPS),
  };
}

function baseOf(preset: string | null): Surfaces {
  const found = SURFACE_PRESETS.find((one) => one.id === preset);
  return found === undefined ? DEFAULT_SURFACES : { ...DEFAULT_SURFACES, ...ofPreset(found) };
}

/** The same optimizers on another surface, with the rates that suit it until the address says others. */
function onSurface(base: Surfaces, surface: JsonObject | null): Surfaces {
  if (surface === null) return base;
  const name = memberName(surface) ?? "";
  const rated = base.contenders.map((one) => ({
    ...one,
    optimizer: { ...one.optimizer, learning_rate: suitedRate(name, memberName(one.optimizer) ?? "") },
  }));
  return { ...base, surface, contenders: surfaceName(base) === name ? base.contenders : rated };
}

function written({ slot, shown, optimizer }: Contender, index: number): JsonObject {
  return { ...(slot === index ? {} : { slot }), ...(shown ? {} : { shown }), ...optimizer };
}

function contenders(items: readonly Json[]): readonly Contender[] | null {
  const read = items.map((item, index): Contender | null => {
    if (!isMember(item)) return null;
    const { slot, shown, ...optimizer } = item;
    return {
      slot: whole(slot ?? index, 99) ?? index,
      shown: shown !== false,
      optimizer,
    };
  });
  const found = read.flatMap((one) => (one === null ? [] : [one]));
  const distinct = new Set(found.map((one) => one.slot)).size === found.length;
  return found.length === items.length && distinct && found.length <= MOST_OPTIMIZERS ? found : null;
}

/** A member with its parameters; one without may stand as its name alone. */
function asMember(value: Json | undefined): JsonObject | null {
  if (typeof value === "string" && value !== "") return { name: value };
  return isMember(value) ? value : null;
}

function isMember(value: Json | undefined): value is JsonObject {
  return value !== undefined && isObject(value) && memberName(value) !== null;
}

function numbers<T>(value: Json | undefined, length: number): T | null {
  return Array.isArray(value) && value.length === length && value.every((one) => typeof one === "number")
    ? (value as unknown as T)
    : null;
}

function whole(value: Json | undefined, most: number): number | null {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= most ? value : null;
}

function positive(value: Json | undefined): number | null {
  return typeof value === "number" && value >= 0 ? value : null;
}

function parsed(text: string | null): Json | undefined {
  if (text === null) return undefined;
  try {
    return fromCompact(text);
  } catch {
    return undefined;
  }
}
