/** Where theory says that descent stops being stable, as levels of the sharpness panel. */

import type { RunView } from "../state/telemetry";
import type { Curve } from "./curves";
import type { Level } from "./overTime";

/** A line of GET /runs/{id}/theory: `value`, or `numerator` over the step's learning rate. */
export interface TheoryLine {
  readonly metric: string;
  readonly code: string;
  readonly value: number | null;
  readonly numerator: number | null;
}

/** The formulas in plain text, by the line's code. */
const FORMULAS: Readonly<Record<string, string>> = {
  gradient_descent: "2/η",
  momentum: "(2+2β)/η",
  nesterov: "(2+2β)/(1+2β)η",
  adaptive: "2/η",
  adam: "(2+2β₁)/(1−β₁)η",
  nadam: "(2+2β₁)/(1−β₁)(1+2β₁)η",
};

export interface Threshold {
  readonly run: RunView;
  readonly line: TheoryLine;
  /** The run's learning rate over the steps, for schedules; null while not read. */
  readonly rates: Curve | null;
}

/** One level for each threshold that differs, in the colour of the first variant that it holds for. */
export function thresholdLevels(thresholds: readonly Threshold[]): Level[] {
  const levels = new Map<string, Level>();
  for (const { run, line, rates } of thresholds) {
    const text = FORMULAS[line.code] ?? line.code;
    const color = run.style.color;
    if (line.value !== null) {
      const key = `${text} ${line.value}`;
      if (!levels.has(key)) levels.set(key, { text, color, value: line.value, curve: null });
    } else if (line.numerator !== null && rates !== null) {
      const { numerator } = line;
      const values = Array.from(rates.values, (rate) => (rate > 0 ? numerator / rate : Number.NaN));
      levels.set(`${text} ${run.variant}`, {
        text,
        color,
        value: Number.NaN,
        curve: { run, steps: rates.steps, values },
      });
    }
  }
  return [...levels.values()];
}
