// @vitest-environment node
import { describe, expect, test } from "vitest";
import type { Json } from "../protocol/types";
import { fromQuery, type Place, toQuery } from "./address";
import { fromCompact, toCompact } from "./compact";
import { EMPTY_DRAFT } from "./draft";
import { DEFAULT_SURFACES } from "./surfaces";
import { DEFAULT_VIEW } from "./view";

describe("compact text", () => {
  test.each<[Json, string]>([
    ["relu", "relu"],
    ["null", "'null'"],
    ["it's 100 %!", "'it!'s 100 %!!'"],
    [null, "null"],
    [1e-8, "1e-8"],
    [-0.5, "-0.5"],
    [true, "true"],
    [Array.from({ length: 10 }, () => 64), "(64*10)"],
    [[64, 32, 32], "(64,32*2)"],
    [[], "()"],
    [{}, "(:)"],
    [{ name: "sgd", learning_rate: 0.1 }, "(name:sgd,learning_rate:0.1)"],
    [
      ["sigmoid", { name: "leaky_relu", negative_slope: 0.2 }, null],
      "(sigmoid,(name:leaky_relu,negative_slope:0.2),null)",
    ],
    [{ "model.activation": ["a", ["b"]], 은닉층: "값" }, "(model.activation:(a,(b)),'은닉층':'값')"],
  ])("%j reads %s and comes back", (value, text) => {
    expect(toCompact(value)).toBe(text);
    expect(fromCompact(text)).toEqual(value);
  });

  test.each(["", "(", "(a", "(a:1,2)", "'open", "a)", "(64*-1)", "(64*9999999)", "1.2.3"])(
    "%s is refused",
    (text) => {
      expect(() => fromCompact(text)).toThrow(SyntaxError);
    },
  );
});

const PLACE: Place = {
  surfaces: DEFAULT_SURFACES,
  held: null,
  preset: "vanishing",
  draft: {
    name: "Sigmoid & ReLU = ?",
    base: {
      dataset: { name: "digits", batch_size: null },
      model: { hidden_sizes: [64, 64], activation: "tanh" },
      optimizer: { name: "sgd", learning_rate: 0.1 },
      steps: 500,
    },
    vary: [
      { path: "model.activation", values: ["sigmoid", { name: "leaky_relu", negative_slope: 0.2 }] },
      { path: "optimizer.learning_rate", values: [0.1, 1e-8] },
    ],
    variants: [],
    seeds: [0, 1, { split: 1, initial_weights: 2, batch_order: 3, dropout: 4 }],
  },
  view: {
    page: "jobs",
    entry: "activation.leaky_relu",
    job: "job_1",
    step: 400,
    selected: 1,
    xAxis: "epoch",
    smoothing: 0.9,
    bands: "minmax",
    hidden: [1, 3],
    choices: { "profile.metric": "gradient_norm", enlarged: "layer-profile" },
    filter: "^re(lu)?$",
    sort: "loss",
  },
};

describe("address", () => {
  test("restores the whole experiment and the whole view", () => {
    expect(fromQuery(toQuery(PLACE))).toEqual(PLACE);
  });

  test("restores explicit variants", () => {
    const variants = [
      { label: "too large, clipped", set: { "model.initializer": { name: "normal", stddev: 0.5 } } },
    ];
    const place = { ...PLACE, draft: { ...PLACE.draft, vary: [], variants } };
    expect(fromQuery(toQuery(place))).toEqual(place);
  });

  test("is empty where nothing was chosen", () => {
    const nothing = {
      draft: EMPTY_DRAFT,
      preset: null,
      view: DEFAULT_VIEW,
      surfaces: DEFAULT_SURFACES,
      held: null,
    };
    expect(toQuery(nothing)).toBe("");
    expect(fromQuery("")).toEqual(nothing);
  });

  test("reads as the experiment does", () => {
    expect(toQuery({ ...PLACE, draft: { ...PLACE.draft, name: "" } })).toContain(
      "optimizer.learning_rate=0.1",
    );
  });

  test.each(["(null)", "(1,2)", "((label:x))", "((label:1,set:(:)))", "(:)"])(
    "variants=%s are none",
    (variants) => {
      expect(fromQuery(`?variants=${variants}`).draft).toEqual(EMPTY_DRAFT);
    },
  );

  test("what it cannot read is the default, what it does not know is left alone", () => {
    const place = fromQuery("?x=sideways&step=-4&smoothing=2&seeds=(&steps=((&token=secret&hidden=a,2");
    expect(place.view).toEqual({ ...DEFAULT_VIEW, hidden: [2] });
    expect(place.draft).toEqual(EMPTY_DRAFT);
  });
});
