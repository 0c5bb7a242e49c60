// @vitest-environment node
import { describe, expect, test } from "vitest";
import { type ParameterSchema, rangeText, type Say, sliderOf } from "./parameters";

const say: Say = (key, values = {}) => [key, ...Object.values(values)].join(" ");
const choice = (value: string) => value;

describe("what is allowed", () => {
  test.each<[ParameterSchema, string]>([
    [{ type: "number", exclusiveMinimum: 0 }, "above 0"],
    [{ type: "number", minimum: 0, exclusiveMaximum: 1 }, "from 0, below 1"],
    [{ type: "integer", minimum: 2, maximum: 10 }, "whole between 2 10"],
    [{ type: "number" }, "any"],
    [{ enum: ["auto", true, false] }, "auto, true, false"],
    [{ type: "boolean" }, "yesNo"],
    [{ anyOf: [{ type: "integer", minimum: 1 }, { type: "null" }] }, "orNull whole from 1"],
    [{ type: "array", items: {} }, "list"],
    [{ discriminator: {} }, "object"],
  ])("%j reads %s", (schema, text) => {
    expect(rangeText(schema, say, choice)).toBe(text);
  });
});

const SLIDERS: [string, ParameterSchema][] = [
  ["a positive number", { type: "number", exclusiveMinimum: 0, default: 1 }],
  ["a slope", { type: "number", minimum: 0, exclusiveMaximum: 1, default: 0.01 }],
  ["a decay", { type: "number", minimum: 0, exclusiveMaximum: 1, default: 0.99 }],
  ["a whole number", { type: "integer", minimum: 2, maximum: 10, default: 3 }],
  ["a width", { type: "integer", minimum: 1, maximum: 65_536, default: 64 }],
  ["any number", { type: "number", default: 0.1 }],
  ["a number that may be 0", { type: "number", minimum: 0, default: 0 }],
];

describe.each(SLIDERS)("the slider of %s", (_, schema) => {
  const slider = sliderOf(schema);
  const allowed = (value: number) =>
    value >= (schema.minimum ?? -Infinity) &&
    value <= (schema.maximum ?? Infinity) &&
    value > (schema.exclusiveMinimum ?? -Infinity) &&
    value < (schema.exclusiveMaximum ?? Infinity) &&
    (schema.type !== "integer" || Number.isInteger(value));

  test("reaches allowed values alone, and its ends differ", () => {
    const values = Array.from({ length: 101 }, (_, at) => slider?.toValue(at / 100) ?? Number.NaN);
    expect(values.filter((value) => !allowed(value))).toEqual([]);
    expect(values[100]).toBeGreaterThan(values[0] ?? Number.NaN);
  });

  test("stands where the default is, and comes back to it", () => {
    const position = slider?.toPosition(schema.default as number) ?? Number.NaN;
    expect(position).toBeGreaterThanOrEqual(0);
    expect(position).toBeLessThan(1);
    expect(slider?.toValue(position)).toBeCloseTo(schema.default as number, 6);
  });
});

test("a list, a word and null have no slider", () => {
  expect(sliderOf({ type: "array", default: [1] })).toBeNull();
  expect(sliderOf({ type: "string", enum: ["a"], default: "a" })).toBeNull();
  expect(sliderOf({ type: "integer", default: null })).toBeNull();
});
