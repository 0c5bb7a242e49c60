/**
 * Which rows to keep when half of them must go, `(values, width) -> rows`. First and last row stay, and both ends of
 * every non-finite stretch; of each four rows the two with the least and the greatest mean stay (for one value a row:
 * its extremes).
 */
export function thinned(values: Float32Array, width: number): number[] {
  const rows = values.length / width;
  const kept: number[] = [];
  for (let start = 0; start < rows; start += 4) {
    const end = Math.min(start + 4, rows);
    const chosen = new Set<number>();
    if (start === 0) chosen.add(0);
    if (end === rows) chosen.add(rows - 1);
    let least = -1;
    let greatest = -1;
    for (let row = start; row < end; row += 1) {
      const kind = kindOf(values, width, row);
      if (kind !== FINITE) {
        const before = row > 0 ? kindOf(values, width, row - 1) : kind;
        const after = row + 1 < rows ? kindOf(values, width, row + 1) : kind;
        if (before !== kind || after !== kind) chosen.add(row);
        continue;
      }
      const value = mean(values, width, row);
      if (least < 0 || value < mean(values, width, least)) least = row;
      if (greatest < 0 || value > mean(values, width, greatest)) greatest = row;
    }
    if (least >= 0) chosen.add(least);
    if (greatest >= 0) chosen.add(greatest);
    kept.push(...[...chosen].sort((a, b) => a - b));
  }
  return kept;
}

const FINITE = 0;

/** 0 for finite rows, 1 for rows with a NaN, 2 for rows with an infinity. */
function kindOf(values: Float32Array, width: number, row: number): number {
  let kind = FINITE;
  for (let at = row * width; at < (row + 1) * width; at += 1) {
    const value = values[at] ?? 0;
    if (Number.isNaN(value)) return 1;
    if (!Number.isFinite(value)) kind = 2;
  }
  return kind;
}

function mean(values: Float32Array, width: number, row: number): number {
  let sum = 0;
  for (let at = row * width; at < (row + 1) * width; at += 1) sum += values[at] ?? 0;
  return sum / width;
}
