/** Where early stopping ended a run, and whose network it put back: marks on a curve, and the same in words. */

import { type Curve, valueAt } from "./curves";
import type { Note, PlotFrame, Trace } from "./figure";
import { formatCount } from "./format";
import type { StepScale } from "./stepScale";
import { THEMES } from "./theme";

/** As many notes as fit below a panel; the others are counted. */
const MOST_NOTES = 3;

export interface StopMarks {
  readonly trace: Trace | null;
  readonly notes: readonly Note[];
}

/** A square where each run stopped, a diamond at the step that was restored. */
export function stopMarks(curves: readonly Curve[], scale: StepScale, frame: PlotFrame): StopMarks {
  const points = { x: [] as number[], y: [] as number[], color: [] as string[], symbol: [] as string[] };
  const notes: Note[] = [];
  for (const curve of curves) {
    const { run } = curve;
    if (run.stoppedAt === null && run.restoredStep === null) continue;
    for (const [step, symbol] of [
      [run.stoppedAt, "square"],
      [run.restoredStep, "diamond"],
    ] as const) {
      const at = step === null ? null : valueAt(curve, step);
      if (!at || !Number.isFinite(at.value)) continue;
      points.x.push(scale.position(run, at.step));
      points.y.push(at.value);
      points.color.push(run.style.color);
      points.symbol.push(symbol);
    }
    notes.push({ kind: "plain", items: [{ color: run.style.color, text: textOf(run, frame.t) }] });
  }
  return { trace: traceOf(points, frame), notes: shortened(notes, frame.t) };
}

function textOf(run: Curve["run"], t: PlotFrame["t"]): string {
  const restored = run.restoredStep === null ? "" : formatCount(run.restoredStep);
  if (run.stoppedAt === null) return t("curves.restored", { run: run.label, restored });
  const step = formatCount(run.stoppedAt);
  return run.restoredStep === null
    ? t("curves.stopped", { run: run.label, step })
    : t("curves.stoppedRestored", { run: run.label, step, restored });
}

function traceOf(
  points: { x: number[]; y: number[]; color: string[]; symbol: string[] },
  frame: PlotFrame,
): Trace | null {
  if (points.x.length === 0) return null;
  return {
    type: "scatter",
    mode: "markers",
    name: frame.t("curves.stopMark"),
    x: points.x,
    y: points.y,
    marker: {
      symbol: points.symbol,
      size: 9,
      color: points.color,
      line: { color: THEMES[frame.scheme].card, width: 1.5 },
    },
    hoverinfo: "skip",
    cliponaxis: false,
  };
}

function shortened(notes: readonly Note[], t: PlotFrame["t"]): readonly Note[] {
  const left = notes.length - MOST_NOTES;
  if (left <= 0) return notes;
  return [
    ...notes.slice(0, MOST_NOTES),
    { kind: "plain", items: [{ text: t("curves.moreStopped", { count: left }) }] },
  ];
}
