// @vitest-environment node
import { describe, expect, test } from "vitest";
import {
  countRuns,
  type Draft,
  EMPTY_DRAFT,
  effective,
  fromRequest,
  toRequest,
  valueAt,
  withValue,
} from "./draft";

function draftOf(change: Partial<Draft>): Draft {
  return { ...EMPTY_DRAFT, ...change };
}

describe("the request of a draft", () => {
  test("an empty draft asks for the defaults", () => {
    expect(toRequest(EMPTY_DRAFT)).toEqual({ base: {}, vary: null, variants: null, seeds: [0] });
  });

  test("a parameter chosen for the default member names the member", () => {
    const base = withValue(withValue({}, "optimizer.learning_rate", 0.1), "model.activation.alpha", 2);
    expect(toRequest(draftOf({ base })).base).toEqual({
      optimizer: { name: "adam", learning_rate: 0.1 },
      model: { name: "mlp", activation: { name: "relu", alpha: 2 } },
    });
  });

  test("a request that came in goes out the same", () => {
    const request = {
      name: "n",
      base: { steps: 5 },
      vary: [{ path: "optimizer", values: ["sgd", "adam"] }],
      variants: null,
      seeds: [3],
    };
    expect(toRequest(fromRequest(request))).toEqual(request);
  });
});

describe("values by path", () => {
  test("taking a value away takes its empty branches away", () => {
    const base = withValue({}, "regularization.l2", 0.1);
    expect(withValue(base, "regularization.l2", undefined)).toEqual({});
  });

  test("a parameter set on a bare name keeps the name", () => {
    expect(withValue({ optimizer: "sgd" }, "optimizer.learning_rate", 1)).toEqual({
      optimizer: { name: "sgd", learning_rate: 1 },
    });
  });

  test("null is a value, absence the default", () => {
    const draft = draftOf({ base: { dataset: { batch_size: null } } });
    expect(effective(draft, "dataset.batch_size")).toBeNull();
    expect(effective(EMPTY_DRAFT, "dataset.batch_size")).toBe(64);
    expect(valueAt({ a: 1 }, "a.b")).toBeUndefined();
  });
});

test("runs are counted as the product of factors and seeds, or as variants and seeds", () => {
  const vary = [
    { path: "a", values: [1, 2, 3] },
    { path: "b", values: [1, 2] },
  ];
  expect(countRuns(draftOf({ vary, seeds: [0, 1] }))).toBe(12);
  expect(countRuns(draftOf({ variants: [{ label: "x", set: {} }], seeds: [0, 1] }))).toBe(2);
  expect(countRuns(EMPTY_DRAFT)).toBe(1);
});
