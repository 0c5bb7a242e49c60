/** Where curves break off, their values finite no more: crosses on the figure, and the same in words. */

import { type Curve, markerTrace } from "./curves";
import type { AxisScale, Note, PlotFrame, Trace } from "./figure";
import { formatCount, formatValue } from "./format";
import type { StepScale } from "./stepScale";
import { THEMES } from "./theme";

/** As many notes as fit below a panel; the others are counted. */
const MOST_NOTES = 3;

export interface Breaks {
  readonly trace: Trace | null;
  readonly notes: readonly Note[];
}

/** The first row of those without a finite value at the end of a curve. */
function brokenAt(curve: Curve): { step: number; value: number; row: number } | null {
  for (let row = curve.values.length - 1; row >= 0; row--) {
    const value = curve.values[row] as number;
    if (Number.isFinite(value)) break;
    const before = row === 0 ? Number.NaN : (curve.values[row - 1] as number);
    if (row === 0 || Number.isFinite(before)) return { step: curve.steps[row] as number, value, row };
  }
  return null;
}

/** The height at which a curve breaks off: its last finite value, the top of the axis where it never had one. */
export function breakHeight(curve: Curve, y: AxisScale): number {
  const { row } = brokenAt(curve) ?? { row: 0 };
  const before = row > 0 ? (curve.values[row - 1] as number) : Number.NaN;
  return Number.isFinite(before) ? before : 10 ** y.range[1];
}

export function breaksOf(
  curves: readonly Curve[],
  scale: StepScale,
  y: AxisScale,
  { t, scheme }: PlotFrame,
): Breaks {
  const points = { x: [] as number[], y: [] as number[], color: [] as string[] };
  const notes: Note[] = [];
  for (const curve of curves) {
    const stop = brokenAt(curve);
    if (!stop) continue;
    const { run } = curve;
    const { color } = run.style;
    points.x.push(scale.position(run, stop.step));
    points.y.push(breakHeight(curve, y));
    points.color.push(color);
    const text = t("curves.diverged", {
      run: run.label,
      value: formatValue(stop.value),
      step: formatCount(stop.step),
    });
    // A range test is meant to end so.
    notes.push({ kind: run.schedule === "range_test" ? "plain" : "warning", items: [{ color, text }] });
  }
  if (notes.length === 0) return { trace: null, notes };
  const marker = {
    symbol: "x",
    size: 9,
    color: points.color,
    line: { color: THEMES[scheme].card, width: 1 },
  };
  const left = notes.length - MOST_NOTES;
  if (left > 0)
    notes.splice(MOST_NOTES, left, {
      kind: "warning",
      items: [{ text: t("curves.moreDiverged", { count: left }) }],
    });
  return { trace: markerTrace(t("curves.brokenMark"), points.x, points.y, marker), notes };
}
