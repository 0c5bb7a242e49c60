/** What a network predicts at the cells of a grid over its inputs, row by row. */

import type { RunView } from "../state/telemetry";
import { indexAtOrBefore } from "./decimate";

/** The predictions of one run, `[row][cell]` flattened: cells from low to high, of a plane row-major in x₂ and then x₁. */
export interface PredictedCells {
  readonly run: RunView;
  readonly steps: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  readonly cells: number;
}

/** The row of a run at the step or last before it; null before its first. */
export function predictedAt(
  { steps, values, cells }: PredictedCells,
  step: number,
): { step: number; values: Float64Array } | null {
  const row = indexAtOrBefore(steps, step);
  if (row < 0) return null;
  return {
    step: steps[row] as number,
    values: Float64Array.from({ length: cells }, (_, cell) => values[row * cells + cell] as number),
  };
}
