/** What can be varied from the menu, and the values that a new factor starts with. */
import type { Json } from "../../protocol/types";
import { type Draft, effective, memberName } from "../../state/draft";

interface FactorPath {
  readonly path: string;
  readonly start: (draft: Draft) => readonly Json[];
}

function withCurrent(path: string, others: readonly Json[]): (draft: Draft) => readonly Json[] {
  return (draft) => {
    const current = effective(draft, path) ?? null;
    const name = memberName(current);
    return [current, ...others.filter((other) => memberName(other) !== name || name === null)].slice(0, 2);
  };
}

export const FACTOR_PATHS: readonly FactorPath[] = [
  { path: "model.activation", start: () => ["sigmoid", "tanh", "relu"] },
  { path: "optimizer", start: () => ["sgd", "momentum", "adam"] },
  { path: "optimizer.learning_rate", start: () => [0.1, 0.01, 0.001] },
  { path: "model.initializer", start: withCurrent("model.initializer", ["he_normal", "xavier_normal"]) },
  { path: "model.hidden_sizes", start: (draft) => [1, 3, 10].map((depth) => sizes(draft, depth)) },
  { path: "model.normalization", start: () => [null, "batch"] },
  { path: "model.residual", start: () => [false, true] },
  { path: "model.dropout", start: () => [0, 0.2, 0.5] },
  { path: "dataset.batch_size", start: () => [16, 64, 256] },
  { path: "schedule", start: () => ["constant", "exponential"] },
  { path: "gradient_clipping", start: () => [null, "global_norm"] },
  { path: "regularization.l2", start: () => [0, 0.0001, 0.01] },
  { path: "optimizer.form", start: () => ["textbook", "optax"] },
  { path: "model", start: withCurrent("model", ["mlp", "cnn"]) },
  { path: "dataset", start: withCurrent("dataset", ["moons", "spirals"]) },
];

/** Units of each hidden layer for a depth, as wide as the draft's first layer. */
export function sizes(draft: Draft, depth: number): number[] {
  const current = effective(draft, "model.hidden_sizes");
  const width = Array.isArray(current) && typeof current[0] === "number" ? current[0] : 64;
  return Array.from({ length: depth }, () => width);
}
