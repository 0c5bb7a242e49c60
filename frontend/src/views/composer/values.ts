/** Texts of values: what is typed into a field, and how a value reads on a chip. */
import type { Names } from "../../i18n/names";
import type { CatalogMember, Json } from "../../protocol/types";
import { isObject, type JsonObject, memberName } from "../../state/draft";
import { FAMILY_AT } from "../../state/families";
import { SYMBOLS } from "../../state/symbols";

const LONGEST = 1000;

/** "0.01", "1e-3": the number that was typed; undefined for none. */
export function parseNumber(text: string): number | undefined {
  const trimmed = text.trim().replace("−", "-");
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed)) return undefined;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : undefined;
}

/** "10 × 64", "10x64" or "64, 32": units of each hidden layer; undefined where it is neither. */
export function parseSizes(text: string): number[] | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return [];
  const uniform = /^(\d+)\s*[×x*]\s*(\d+)$/i.exec(trimmed);
  if (uniform !== null) {
    const [depth, width] = [Number(uniform[1]), Number(uniform[2])];
    return depth > LONGEST ? undefined : Array.from({ length: depth }, () => width);
  }
  const parts = trimmed.split(/[\s,]+/).map(Number);
  return parts.every((part) => Number.isInteger(part)) ? parts : undefined;
}

export function textOfSizes(sizes: readonly number[]): string {
  if (sizes.length > 1 && sizes.every((size) => size === sizes[0])) return `${sizes.length} × ${sizes[0]}`;
  return sizes.join(", ");
}

/** Whatever was typed as a value: a number, true, false, null, JSON, or a bare name. */
export function parseValue(text: string): Json | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return undefined;
  const number = parseNumber(trimmed);
  if (number !== undefined) return number;
  if (/^[a-z][a-z0-9_]*$/.test(trimmed) && !["true", "false", "null"].includes(trimmed)) return trimmed;
  try {
    return JSON.parse(trimmed) as Json;
  } catch {
    return undefined;
  }
}

/** A value as a chip says it: "Adam · η 0.001", "10 × 64", "none". */
export function textOfValue(
  path: string,
  value: Json,
  names: Names,
  families: Readonly<Record<string, readonly CatalogMember[]>>,
  none: string,
): string {
  if (value === null) return none;
  const family = FAMILY_AT[path];
  const name = memberName(value);
  const named = FAMILY_AT[path.replace(/\.name$/, "")];
  if (family === undefined && named !== undefined && typeof value === "string") {
    return names.member(named, value, families[named]?.find((one) => one.name === value)?.title);
  }
  if (family !== undefined && name !== null) {
    const entry = families[family]?.find((one) => one.name === name);
    const given = isObject(value) ? Object.entries(value).filter(([key]) => key !== "name") : [];
    const rate = entry?.parameters["properties"] as Record<string, { default?: unknown }> | undefined;
    const standard = rate?.["learning_rate"]?.default;
    const shown: [string, unknown][] =
      given.some(([key]) => key === "learning_rate") || typeof standard !== "number"
        ? given
        : [["learning_rate", standard], ...given];
    const parameters = textOfParameters(shown, names);
    return [names.member(family, name, entry?.title), parameters].filter((text) => text !== "").join(" · ");
  }
  if (path === "model.hidden_sizes" && Array.isArray(value)) return textOfSizes(value as number[]) || "0";
  if (typeof value === "string" || typeof value === "boolean") return names.choice(String(value));
  if (path === "warm_start" && isObject(value)) {
    const { run_id: run, layers, freeze } = value;
    const frozen = freeze === true ? [names.parameter("freeze")] : [];
    return [`${names.parameter("layers")} ${plain(layers)}`, ...frozen, plain(run)].join(" · ");
  }
  return plain(value);
}

/**
 * What several members of a family have in common, which need not be said of each; null where that is nothing. The
 * server's labels leave out the same: fields of one value in all, and the name where each has something else to say.
 */
export function sharedBy(values: readonly Json[]): JsonObject | null {
  const objects = values.filter(isObject);
  const [first, ...others] = objects;
  if (first === undefined || others.length === 0 || values.some((value) => typeof value === "string"))
    return null;
  const common = Object.entries(first).filter(([key, value]) =>
    others.every((other) => JSON.stringify(other[key]) === JSON.stringify(value)),
  );
  const isName = ([key]: [string, Json]) => key === "name";
  const own = objects.every((one) => Object.keys(one).length > common.length);
  return own && common.some(isName) ? Object.fromEntries(common) : null;
}

/** The member and what else is shared: "Mean field · σ_b 0.1". */
export function textOfShared(shared: JsonObject, family: string, names: Names): string {
  const member = names.member(family, String(shared["name"]));
  return [member, textOfRest(shared, { name: true }, names)].filter(Boolean).join(" · ");
}

/** What a value says beside what it shares: "σ_w 0.9"; null where it shares nothing. */
export function textOfRest(value: Json, shared: JsonObject | null, names: Names): string | null {
  if (shared === null || !isObject(value)) return null;
  return textOfParameters(
    Object.entries(value).filter(([key]) => !(key in shared)),
    names,
  );
}

function textOfParameters(given: readonly [string, unknown][], names: Names): string {
  return given.map(([key, item]) => `${SYMBOLS[key] ?? names.parameter(key)} ${plain(item)}`).join(", ");
}

function plain(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : JSON.stringify(value);
}
