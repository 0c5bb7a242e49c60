/** Which family of the catalog the member at a path of the spec belongs to. */
export const FAMILY_AT: Readonly<Record<string, string>> = {
  dataset: "dataset",
  model: "model",
  "model.activation": "activation",
  "model.initializer": "initializer",
  "model.normalization": "normalization",
  optimizer: "optimizer",
  schedule: "schedule",
  gradient_clipping: "gradient_clipping",
  loss: "loss",
};
