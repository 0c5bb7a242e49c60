/** One [step, layer] metric of one run as a grid of equal columns in time: what a heatmap's tile shows. */

import type { RunView } from "../state/telemetry";
import type { StepScale } from "./stepScale";

/** Rows of `width` values, one per step; `layers` names the values from input to output. */
export interface LayerRows {
  readonly run: RunView;
  readonly steps: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  readonly layers: readonly string[];
}

/** Cells `[layer][column]`: a mean (of logarithms where asked), NaN for non-finite, null where nothing is recorded. */
export interface LayerGrid {
  readonly cells: Float64Array[];
  /** 1 where a column holds a row, or lies between a row and the next. */
  readonly recorded: Uint8Array;
}

// Rows read per column for the mean; all rows are looked at for what is not finite.
const ROWS_PER_COLUMN = 4;

/**
 * Columns of equal width from 0 to the end of the axis. A column without a row of its own shows the last row before
 * it, until the next. A non-finite value anywhere in a column makes its cell non-finite. Values that are 0 or negative
 * count as 0 where `logarithmic`, and make the cell 0 if no positive value shares it.
 */
export function layerGrid(
  rows: LayerRows,
  scale: StepScale,
  columns: number,
  logarithmic: boolean,
): LayerGrid {
  const width = rows.layers.length;
  const cells = Array.from({ length: width }, () => new Float64Array(columns));
  const recorded = new Uint8Array(columns);
  const counts = new Uint16Array(columns * width);
  const broken = new Uint8Array(columns * width);
  const total = rows.steps.length;
  const stride = Math.max(1, Math.floor(total / (columns * ROWS_PER_COLUMN)));
  for (let row = 0; row < total; row++) {
    const position = scale.position(rows.run, rows.steps[row] as number) / scale.end;
    const column = Math.min(columns - 1, Math.max(0, Math.floor(position * columns)));
    const sampled = row % stride === 0 || row === total - 1;
    if (sampled) recorded[column] = 1;
    for (let layer = 0; layer < width; layer++) {
      const value = rows.values[row * width + layer] as number;
      const index = column * width + layer;
      if (!Number.isFinite(value)) broken[index] = 1;
      else if (sampled && (!logarithmic || value > 0)) {
        const cell = cells[layer] as Float64Array;
        cell[column] = (cell[column] as number) + (logarithmic ? Math.log10(value) : value);
        counts[index] = (counts[index] as number) + 1;
      }
    }
  }
  let previous = -1;
  const lastRow = total > 0 ? (rows.steps[total - 1] as number) : 0;
  const lastColumn =
    total > 0
      ? Math.min(columns - 1, Math.floor((scale.position(rows.run, lastRow) / scale.end) * columns))
      : -1;
  for (let column = 0; column < columns; column++) {
    if (recorded[column]) {
      for (let layer = 0; layer < width; layer++) {
        const cell = cells[layer] as Float64Array;
        const index = column * width + layer;
        const count = counts[index] as number;
        if (broken[index]) cell[column] = Number.NaN;
        else if (count === 0) cell[column] = 0;
        else {
          const mean = (cell[column] as number) / count;
          cell[column] = logarithmic ? 10 ** mean : mean;
        }
      }
      previous = column;
    } else if (previous >= 0 && column < lastColumn) {
      recorded[column] = 1;
      for (let layer = 0; layer < width; layer++) {
        const cell = cells[layer] as Float64Array;
        cell[column] = cell[previous] as number;
      }
    }
  }
  return { cells, recorded };
}
