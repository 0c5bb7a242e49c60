/** The predicted class over the plane of a two-dimensional data set, one tile per variant, with the data's points. */

import type { Points } from "../state/telemetry";
import { scaled } from "./colorBar";
import type { Figure, Key, PlotFrame, Trace } from "./figure";
import { formatCount, formatShare } from "./format";
import { planeDots } from "./planeDots";
import { planeFigure, planeNames, planeNotes, planeRoom, planeSubtitle, planeTrace } from "./planeTiles";
import { type PredictedCells, predictedAt } from "./predictedCells";
import { classStyle, THEMES } from "./theme";
import type { Tile } from "./tiles";

/** The class that one run predicts for each cell, and how probable it takes it to be. */
export interface Decision {
  readonly classes: PredictedCells;
  readonly confidence: PredictedCells | null;
}

export interface DecisionBoundaryInput {
  readonly frame: PlotFrame;
  readonly decisions: readonly Decision[];
  readonly points: Points | null;
  readonly shownStep: number;
  readonly replicates: string;
}

/** The number of classes that data or predictions name. */
function classCount(input: DecisionBoundaryInput): number {
  if (input.points) return Math.max(2, input.points.classes.length);
  let most = 1;
  for (const { classes } of input.decisions)
    for (let i = 0; i < classes.values.length; i++) most = Math.max(most, classes.values[i] as number);
  return most + 1;
}

/**
 * The height of a cell on a scale where class c fills from c to c + 1: the more certain, the nearer to the class's full
 * colour; a sure one stands at c + 0.98, a guess (one over the number of classes) at c + 0.02.
 */
export function cellHeight(predicted: number, confidence: number, classes: number): number {
  const guess = 1 / classes;
  const share = Number.isFinite(confidence)
    ? Math.max(0, Math.min(1, (confidence - guess) / (1 - guess)))
    : 1;
  return predicted + 0.02 + 0.96 * share;
}

export function decisionBoundary(input: DecisionBoundaryInput): Figure {
  const { frame, decisions, points, shownStep } = input;
  const { t } = frame;
  const classes = classCount(input);
  const space = planeRoom(frame, decisions.length, points);
  const { places } = space;
  const runs = decisions.map((one) => one.classes.run);
  const rows = decisions.map((one) => predictedAt(one.classes, shownStep));
  const colors = { zmin: 0, zmax: classes, colorscale: shades(classes, frame) };
  const data: Trace[] = decisions.flatMap(({ confidence }, which) => {
    const row = rows[which] ?? null;
    if (row === null) return [];
    const certain = confidence && predictedAt(confidence, row.step);
    const sure = certain?.step === row.step ? certain.values : null;
    const heights = row.values.map((value, cell) => cellHeight(value, sure?.[cell] ?? 1, classes));
    const name = runs[which]?.label ?? "";
    return [planeTrace(name, places[which] as Tile, heights, { ...scaled(frame), ...colors })];
  });
  const shown = points
    ? planeDots({
        points,
        places,
        groupOf: (index) => points.y[index] as number,
        styleOf: (label, isValidation) => ({
          name: points.classes[label] ?? String(label),
          color: classStyle(label, frame.scheme).point,
          shape: label % 2 === 0 ? "round" : "square",
          hollow: isValidation,
        }),
        t,
      })
    : { dots: [], drawn: 0, all: 0 };
  const keys: Key[] = Array.from({ length: Math.min(classes, 8) }, (_, index) => ({
    shape: "dot",
    color: classStyle(index, frame.scheme).point,
    text: className(points, index, t),
  }));
  if (points) {
    keys.push({ shape: "dot", text: t("split.train") });
    if (Array.from(points.split).some((split) => split === 1))
      keys.push({ shape: "ring", text: t("split.validation") });
  }
  return {
    ...planeFigure(frame, space, runs),
    data,
    annotations: planeNames(runs, places),
    dots: shown.dots,
    subtitle: planeSubtitle({ rows, replicates: input.replicates, t }),
    keys,
    notes: planeNotes([t("decision.shade")], points, shown, t),
    table: {
      caption: t("decision.table", { step: formatCount(shownStep) }),
      columns: [t("table.variant"), ...keys.slice(0, classes).map((key) => key.text)],
      rows: runs.map(({ label }, which) => [label, ...shares(rows[which]?.values ?? null, classes)]),
    },
  };
}

/** A scale on which each class goes from the card's colour to its own. */
function shades(classes: number, { scheme }: PlotFrame): [number, string][] {
  return Array.from({ length: classes }, (_, index): [number, string][] => [
    [index / classes, THEMES[scheme].card],
    // The next class starts where this one ends.
    [(index + 1) / classes - (index + 1 < classes ? 1e-6 : 0), classStyle(index, scheme).fill],
  ]).flat();
}

/** A class by its name; one that is only a number is called a class. */
function className(points: Points | null, index: number, t: PlotFrame["t"]): string {
  const name = points?.classes[index] ?? String(index);
  return /^\d+$/.test(name) ? t("decision.class", { index: name }) : name;
}

/** The share of the cells that each class takes. */
function shares(predicted: Float64Array | null, classes: number): string[] {
  const counts = new Array<number>(classes).fill(0);
  if (predicted === null) return counts.map(() => "–");
  for (const one of predicted) counts[one] = (counts[one] ?? 0) + 1;
  return counts.map((count) => formatShare(count / predicted.length));
}
