/** What JSON Schema says of a parameter, as a reader needs it: what is allowed, and how a slider covers it. */
import type { CatalogMember, Json } from "../../protocol/types";

export interface ParameterSchema {
  readonly type?: string;
  readonly default?: Json;
  readonly enum?: readonly Json[];
  readonly anyOf?: readonly ParameterSchema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly $ref?: string;
  readonly [keyword: string]: unknown;
}

/** The parameters of a member, in the order in which the server tells them. */
export function parametersOf(member: CatalogMember): readonly (readonly [string, ParameterSchema])[] {
  return Object.entries((member.parameters["properties"] ?? {}) as Record<string, ParameterSchema>);
}

/** Translates a key below `catalog.ranges`, with its figures. */
export type Say = (key: string, values?: Record<string, string>) => string;

/** What is allowed, in words: "above 0", "whole: 2 to 10", "at least 1, or null". */
export function rangeText(schema: ParameterSchema, say: Say, choice: (value: string) => string): string {
  const { arm, nullable } = withoutNull(schema);
  const range = plainRange(arm, say, choice);
  return nullable ? say("orNull", { range }) : range;
}

function plainRange(schema: ParameterSchema, say: Say, choice: (value: string) => string): string {
  if (schema.enum) return schema.enum.map((value) => choice(String(value))).join(", ");
  switch (schema.type) {
    case "boolean":
      return say("yesNo");
    case "integer":
      return say("whole", { range: bounds(schema, say) });
    case "number":
      return bounds(schema, say);
    case "array":
      return say("list");
    default:
      return say("object");
  }
}

function bounds(schema: ParameterSchema, say: Say): string {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  const low = figure(minimum ?? exclusiveMinimum);
  const high = figure(maximum ?? exclusiveMaximum);
  const lower = low && say(minimum === undefined ? "above" : "from", { low });
  const upper = high && say(maximum === undefined ? "below" : "to", { high });
  if (minimum !== undefined && maximum !== undefined) return say("between", { low, high });
  return [lower, upper].filter(Boolean).join(", ") || say("any");
}

function figure(value: number | undefined): string {
  return value === undefined ? "" : String(value).replace("-", "−");
}

/** The schema of the values other than null, and whether null is one too. */
export function withoutNull(schema: ParameterSchema): { arm: ParameterSchema; nullable: boolean } {
  const arms = schema.anyOf ?? [];
  const arm = arms.find((one) => one.type !== "null");
  return arm === undefined
    ? { arm: schema, nullable: false }
    : { arm: { ...schema, ...arm }, nullable: arms.length > 1 };
}

/** A slider over a parameter: positions are 0 to 1, both ways. */
export interface SliderScale {
  readonly toValue: (position: number) => number;
  readonly toPosition: (value: number) => number;
}

/**
 * The slider of a numeric parameter, or null for other ones. Shares near 1 (decays) move by powers of ten of what is
 * left; what is above 0 without an upper bound spans two powers of ten to either side of its default.
 */
export function sliderOf(schema: ParameterSchema): SliderScale | null {
  const standard = schema.default;
  if (typeof standard !== "number" || (schema.type !== "number" && schema.type !== "integer")) return null;
  const low = schema.minimum ?? schema.exclusiveMinimum;
  const high = schema.maximum ?? schema.exclusiveMaximum;
  const whole = schema.type === "integer";
  const tidy = (value: number) => bounded(whole ? Math.round(value) : Number(value.toPrecision(3)), schema);
  if (low === 0 && high === 1 && standard >= 0.9) {
    return {
      toValue: (position) => tidyShare(1 - 10 ** (-4 * position)),
      toPosition: (value) => clamp(-Math.log10(Math.max(1 - value, 1e-9)) / 4),
    };
  }
  if (low !== undefined && high !== undefined && high - low <= 100) return linear(low, high, tidy);
  if (low !== undefined && standard > 0 && low >= 0) return logarithmic(standard / 100, standard * 100, tidy);
  const reach = 10 * Math.max(Math.abs(standard), 0.1);
  return linear(low ?? standard - reach, high ?? standard + reach, tidy);
}

function linear(low: number, high: number, tidy: (value: number) => number): SliderScale {
  return {
    toValue: (position) => tidy(low + position * (high - low)),
    toPosition: (value) => clamp((value - low) / (high - low)),
  };
}

function logarithmic(low: number, high: number, tidy: (value: number) => number): SliderScale {
  const span = Math.log(high / low);
  return {
    toValue: (position) => tidy(low * Math.exp(position * span)),
    toPosition: (value) => (value > 0 ? clamp(Math.log(value / low) / span) : 0),
  };
}

/** 0.9, 0.99, 0.997: as many digits after the nines as are worth having. */
function tidyShare(value: number): number {
  return Number((1 - Number((1 - value).toPrecision(2))).toFixed(6));
}

/** Within what the schema allows; a hair inside of a bound that is excluded. */
function bounded(value: number, schema: ParameterSchema): number {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, type } = schema;
  const hair = type === "integer" ? 1 : 1e-3;
  let inside = value;
  if (minimum !== undefined) inside = Math.max(minimum, inside);
  if (maximum !== undefined) inside = Math.min(maximum, inside);
  if (exclusiveMinimum !== undefined && inside <= exclusiveMinimum) inside = exclusiveMinimum + hair;
  if (exclusiveMaximum !== undefined && inside >= exclusiveMaximum) inside = exclusiveMaximum - hair;
  return inside;
}

function clamp(position: number): number {
  return Math.max(0, Math.min(1, position));
}
