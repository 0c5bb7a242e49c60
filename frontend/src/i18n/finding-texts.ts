/** A finding in the language in use, made of its code and parameters; the server's sentence where the code is new. */
import type { Finding, Remedy } from "../protocol/types";
import { formatFigure, formatInteger, formatTyped } from "./format";
import { i18next } from "./index";
import type { Names } from "./names";

type Translate = (key: string, values?: Record<string, unknown>) => string;

export function findingTitle({ code, rule }: Finding): string {
  const key = `findings.titles.${code}`;
  return i18next.exists(key, { ns: "app" }) ? (i18next.t as unknown as Translate)(key) : rule;
}

export function findingText(finding: Finding, names: Names): string {
  const key = keysOf(finding).find((one) => i18next.exists(one, { ns: "app" }));
  if (key === undefined) return finding.message;
  const values = Object.fromEntries(
    Object.entries(finding.params).map(([name, value]) => [name, textOf(name, value, names)]),
  );
  return (i18next.t as unknown as Translate)(key, values);
}

/** What can be tried, in the language in use; the server's label where the code is new. */
export function remedyText({ code, label, params }: Remedy, names: Names): string {
  const key = `findings.remedies.${code}`;
  if (!i18next.exists(key, { ns: "app" })) return label;
  const values = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, settingOf(name, value, names)]),
  );
  return (i18next.t as unknown as Translate)(key, values);
}

const INITIALIZERS: Readonly<Record<string, string>> = {
  he_normal: "He",
  lecun_normal: "LeCun",
  xavier_normal: "Xavier",
};

function settingOf(name: string, value: unknown, names: Names): string {
  if (name === "initializer") return INITIALIZERS[String(value)] ?? String(value);
  if (name === "activation") return names.member("activation", String(value));
  return typeof value === "number" ? formatTyped(value) : String(value);
}

/** Some sentences say more where the figure for it is there: what says most comes first. */
const FIGURES = ["before_step", "before", "guessing", "rate", "factor"];

function keysOf({ code, params }: Finding): readonly string[] {
  const there = FIGURES.filter((name) => params[name] !== undefined && params[name] !== null);
  return [...there.map((name) => `findings.texts.${code}_${name}`), `findings.texts.${code}`];
}

const LAYERS: ReadonlySet<string> = new Set(["layer", "first_layer", "other"]);
const SHARES: ReadonlySet<string> = new Set(["share", "right", "wrong"]);

function textOf(name: string, value: unknown, names: Names): string {
  if (LAYERS.has(name)) return names.layer(String(value));
  const number = typeof value === "number" ? value : Number(value);
  if (/^(\w+_)?step$/.test(name)) return formatInteger(number);
  if (SHARES.has(name)) return `${Math.round(number * 100)} %`;
  if (name === "ratio" && number > 0 && number < 0.01)
    return `1/${formatInteger(Number((1 / number).toPrecision(2)))}`;
  return formatFigure(number);
}

/** "hidden 1–2, 4, output": the layers that a finding is about; those that follow one another are one span. */
export function findingLayers({ layers }: Finding, names: Names): string {
  const numbers = new Map<string, number[]>();
  for (const layer of layers) {
    const [, kind = layer, index] = /^(.+)_(\d+)$/.exec(layer) ?? [];
    numbers.set(kind, [...(numbers.get(kind) ?? []), ...(index === undefined ? [] : [Number(index)])]);
  }
  return [...numbers]
    .map(([kind, indices]) => names.layer(indices.length === 0 ? kind : `${kind}_${spans(indices)}`))
    .join(", ");
}

/** "1–2, 4" of 1, 2 and 4. */
function spans(numbers: readonly number[]): string {
  const found: [number, number][] = [];
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const last = found.at(-1);
    if (last !== undefined && number <= last[1] + 1) last[1] = number;
    else found.push([number, number]);
  }
  return found.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(", ");
}
