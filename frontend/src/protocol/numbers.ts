import type { WireNumber } from "./types";

/** The number that a JSON value stands for: "NaN", "Infinity" and "-Infinity" are numbers too. */
export function toNumber(value: WireNumber): number {
  return typeof value === "number" ? value : Number(value);
}

/** Rows of numbers, or rows of lists of numbers of one width, as one flat array in row-major order. */
export function flatten(
  rows: readonly (WireNumber | readonly WireNumber[])[],
  widthOfNoRows: number,
): { values: Float32Array; width: number } {
  const first = rows[0];
  const width = first === undefined ? widthOfNoRows : Array.isArray(first) ? first.length : 1;
  const values = new Float32Array(rows.length * width);
  let at = 0;
  for (const row of rows) {
    if (Array.isArray(row)) {
      for (const value of row) values[at++] = toNumber(value as WireNumber);
    } else {
      values[at++] = toNumber(row as WireNumber);
    }
  }
  return { values, width };
}
