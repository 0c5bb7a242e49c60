// @vitest-environment node
import { expect, test } from "vitest";
import type { CatalogMember } from "../../protocol/types";
import { comparisonDraft } from "./comparison";

function member(name: string, comparison: unknown): CatalogMember {
  return { name, comparison } as unknown as CatalogMember;
}

const ELU = member("elu", {
  base: { steps: 600 },
  vary: [{ path: "model.activation", values: ["elu", "relu"] }],
  seeds: [0, 1, 2],
});

test("without a choice it is the catalog's own", () => {
  expect(comparisonDraft(ELU, {})).toEqual({
    name: "",
    base: { steps: 600 },
    vary: [{ path: "model.activation", values: ["elu", "relu"] }],
    variants: [],
    seeds: [0, 1, 2],
  });
});

test("chosen parameters go with the member", () => {
  expect(comparisonDraft(ELU, { alpha: 2 })?.vary[0]?.values).toEqual([{ name: "elu", alpha: 2 }, "relu"]);
});

test("a strength takes the place of the default one", () => {
  const l2 = member("l2", { base: {}, vary: [{ path: "regularization.l2", values: [0.001, 0] }] });
  expect(comparisonDraft(l2, { strength: 0.1 })?.vary[0]?.values).toEqual([0.1, 0]);
});

test("a rule keeps what was not chosen", () => {
  const rule = { patience: 10, min_delta: 0 };
  const stopping = member("early_stopping", {
    base: {},
    vary: [{ path: "early_stopping", values: [rule, null] }],
  });
  expect(comparisonDraft(stopping, { patience: 3 })?.vary[0]?.values).toEqual([
    { patience: 3, min_delta: 0 },
    null,
  ]);
});

test("a data set takes its parameters into the base", () => {
  const moons = member("moons", {
    base: { dataset: { name: "moons" } },
    vary: [{ path: "model.hidden_sizes", values: [[], [32]] }],
  });
  const draft = comparisonDraft(moons, { noise: 0.3 });
  expect(draft?.base).toEqual({ dataset: { name: "moons", noise: 0.3 } });
  expect(draft?.vary[0]?.values).toEqual([[], [32]]);
});

test("what has no comparison fills nothing", () => {
  expect(comparisonDraft(member("valley", null), {})).toBeNull();
});
