// @vitest-environment node
import { describe, expect, test } from "vitest";
import type { CatalogMember, RunSummary } from "../protocol/types";
import { chooseModel, type JsonObject } from "./draft";
import { hiddenLayers, reuseDraft } from "./reuse";

function member(name: string, defaults: JsonObject): CatalogMember {
  return { name, defaults } as unknown as CatalogMember;
}

const FAMILIES = {
  dataset: [member("digits", { samples: null, batch_size: 64 })],
  model: [
    member("mlp", {
      hidden_sizes: [64, 64, 64],
      activation: { name: "relu" },
      normalization: null,
      dropout: 0,
    }),
    member("cnn", { conv_layers: [{ channels: 16 }], hidden_sizes: [64], activation: { name: "relu" } }),
  ],
  activation: [member("relu", {}), member("elu", { alpha: 1 })],
  normalization: [member("batch", { momentum: 0.99, epsilon: 1e-5 })],
  optimizer: [member("adam", { learning_rate: 0.001, beta_1: 0.9 })],
};

function run(spec: JsonObject): RunSummary {
  return { id: "run_1", spec } as unknown as RunSummary;
}

describe("the draft that reuses a run", () => {
  test("writes down what differs from the defaults, and varies the start alone", () => {
    const draft = reuseDraft(
      run({
        dataset: { name: "digits", samples: 400, batch_size: 64 },
        model: {
          name: "mlp",
          hidden_sizes: [12, 8],
          activation: { name: "elu", alpha: 2 },
          normalization: { name: "batch", momentum: 0.99, epsilon: 1e-5 },
          dropout: 0,
        },
        optimizer: { name: "adam", learning_rate: 0.01, beta_1: 0.9 },
        regularization: { l1: 0, l2: 0, max_norm: null },
        loss: null,
        steps: 500,
        warm_start: { run_id: "run_0", layers: 1, freeze: false },
        telemetry: { probe_samples: 100 },
        seed: 3,
      }),
      FAMILIES,
    );
    expect(draft.base).toEqual({
      dataset: { name: "digits", samples: 400 },
      model: {
        name: "mlp",
        hidden_sizes: [12, 8],
        activation: { name: "elu", alpha: 2 },
        normalization: "batch",
      },
      optimizer: { name: "adam", learning_rate: 0.01 },
      steps: 500,
    });
    expect(draft.vary).toEqual([
      { path: "warm_start", values: [null, { run_id: "run_1", layers: 2, freeze: true }] },
    ]);
    expect(draft.seeds).toEqual([0]);
  });

  test("of a run that is the default throughout has nothing to write down", () => {
    const model = {
      name: "mlp",
      hidden_sizes: [64, 64, 64],
      activation: { name: "relu" },
      normalization: null,
      dropout: 0,
    };
    const optimizer = { name: "adam", learning_rate: 0.001, beta_1: 0.9 };
    const dataset = { name: "digits", samples: null, batch_size: 64 };
    const draft = reuseDraft(run({ dataset, model, optimizer, steps: 1000, precision: "float32" }), FAMILIES);
    expect(draft.base).toEqual({});
    expect(draft.vary[0]?.values[1]).toEqual({ run_id: "run_1", layers: 3, freeze: true });
  });
});

test("convolutions count as layers below the output, and a linear model has its output to reuse", () => {
  expect(hiddenLayers({ name: "cnn", conv_layers: [{}, {}], hidden_sizes: [8] })).toBe(3);
  expect(hiddenLayers({ name: "mlp", hidden_sizes: [] })).toBe(1);
});

test("another kind of model keeps what both kinds have", () => {
  const model = { name: "mlp", hidden_sizes: [8], activation: "tanh", overrides: { hidden_1: {} } };
  expect(chooseModel(model, "cnn")).toEqual({ name: "cnn", activation: "tanh" });
  expect(chooseModel({ name: "cnn", conv_layers: [{}] }, null)).toBeUndefined();
  expect(chooseModel(undefined, "cnn")).toBe("cnn");
});
