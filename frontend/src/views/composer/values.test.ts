// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { NAMES } from "../../i18n/names";
import type { CatalogMember } from "../../protocol/types";
import { EMPTY_DRAFT } from "../../state/draft";
import { jobName } from "./job-name";
import {
  parseNumber,
  parseSizes,
  parseValue,
  sharedBy,
  textOfRest,
  textOfShared,
  textOfSizes,
} from "./values";

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

describe("the name of a job that nobody has named", () => {
  const families = {};

  test("says the data, the network and what varies", () => {
    const vary = [
      { path: "model.activation", values: ["sigmoid", "relu"] },
      { path: "optimizer.learning_rate", values: [0.1, 0.01] },
    ];
    expect(jobName({ ...EMPTY_DRAFT, vary }, NAMES, families, "none")).toBe(
      "Digits · 3 × 64 · Activation Sigmoid, ReLU; Learning rate 0.1, 0.01",
    );
  });

  test("calls a family's names as itself, by either path that varies it", () => {
    const vary = [{ path: "optimizer.name", values: ["sgd", "adam"] }];
    expect(jobName({ ...EMPTY_DRAFT, vary }, NAMES, families, "none")).toBe(
      "Digits · 3 × 64, ReLU · Optimizer Gradient descent, Adam",
    );
  });

  test("says what is trained where nothing varies, and keeps a given name", () => {
    expect(jobName(EMPTY_DRAFT, NAMES, families, "none")).toBe("Digits · 3 × 64, ReLU · Adam");
    expect(jobName({ ...EMPTY_DRAFT, name: "mine" }, NAMES, families, "none")).toBe("mine");
  });

  test("calls an uploaded table by its file, and one that is gone by no hash", () => {
    const dataset = "upload:0123456789abcdef";
    const draft = { ...EMPTY_DRAFT, base: { dataset: { name: dataset, target: "mpg" } } };
    const table = { name: dataset, title: "cars.csv" } as CatalogMember;
    expect(jobName(draft, NAMES, { dataset: [table] }, "none")).toBe("cars.csv · 3 × 64, ReLU · Adam");
    expect(jobName(draft, NAMES, families, "none")).toBe("Uploaded table · 3 × 64, ReLU · Adam");
  });

  test("says of another model its kind, for it has layers of its own", () => {
    const draft = { ...EMPTY_DRAFT, base: { model: "cnn" } };
    expect(jobName(draft, NAMES, families, "none")).toBe("Digits · Convolutional network, ReLU · Adam");
  });

  test("is never longer than the server takes", () => {
    const vary = [
      { path: "optimizer.learning_rate", values: Array.from({ length: 99 }, (_, index) => index + 0.123) },
    ];
    expect(jobName({ ...EMPTY_DRAFT, vary }, NAMES, families, "none")).toHaveLength(200);
  });
});

describe("what the values of a factor share", () => {
  const adam = (learning_rate: number) => ({ name: "adam", learning_rate });

  test("is the member and its equal parameters, where each has something else to say", () => {
    const starts = [0.9, 1.5].map((sigma_w) => ({ name: "mean_field", sigma_w, sigma_b: 0.1 }));
    const shared = sharedBy(starts) ?? {};
    expect(textOfShared(shared, "initializer", NAMES)).toBe("Mean field · σ_b 0.1");
    expect(starts.map((start) => textOfRest(start, shared, NAMES))).toEqual(["σ_w 0.9", "σ_w 1.5"]);
  });

  test("is no parameter that they do not give", () => {
    const shared = sharedBy([adam(0.01), adam(0.1)]) ?? {};
    expect(textOfShared(shared, "optimizer", NAMES)).toBe("Adam");
    expect(textOfRest(adam(0.01), shared, NAMES)).toBe("η 0.01");
  });

  test.each([
    [[adam(0.01), { name: "sgd", learning_rate: 0.01 }]],
    [["adam", adam(0.01), adam(0.1)]],
    [[adam(0.01), { name: "adam" }]],
    [[adam(0.01)]],
    [[]],
  ])("is nothing of %j", (values) => {
    expect(sharedBy(values)).toBeNull();
  });
});
