// @vitest-environment node
import { describe, expect, test } from "vitest";
import { parseNumber, parseSizes, parseValue, textOfSizes } from "./values";

describe("what is typed", () => {
  test.each([
    ["0.01", 0.01],
    [" 1e-3 ", 0.001],
    ["−5", -5],
    [".5", 0.5],
    ["", undefined],
    ["1e999", undefined],
    ["0x10", undefined],
    ["1,5", undefined],
  ])("%j as a number is %j", (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  test.each<[string, number[] | undefined]>([
    ["10 × 64", Array.from({ length: 10 }, () => 64)],
    ["2x3", [3, 3]],
    ["64, 32", [64, 32]],
    ["", []],
    ["64, wide", undefined],
    ["99999 x 1", undefined],
  ])("%j as layers is %j", (text, value) => {
    expect(parseSizes(text)).toEqual(value);
  });

  test("layers read back as they were written", () => {
    for (const text of ["10 × 64", "64, 32", "7"]) expect(textOfSizes(parseSizes(text) ?? [])).toBe(text);
  });

  test.each([
    ["relu", "relu"],
    ["0.5", 0.5],
    ["null", null],
    ["true", true],
    ['{"name": "elu", "alpha": 2}', { name: "elu", alpha: 2 }],
    ["not json {", undefined],
    ["", undefined],
  ])("%j as a value is %j", (text, value) => {
    expect(parseValue(text)).toEqual(value);
  });
});
