/** What regressions on two features predict over their plane, one tile per variant, all on one colour scale. */

import type { Points } from "../state/telemetry";
import { COLOR_BAR_WIDTH, colorBar, scaled } from "./colorBar";
import { BROKEN, colorAt, colorLimits, heightOf } from "./colorScale";
import type { Figure, Key, PlotFrame, Trace } from "./figure";
import { formatCount, formatValue } from "./format";
import { planeDots } from "./planeDots";
import { planeFigure, planeNames, planeNotes, planeRoom, planeSubtitle, planeTrace } from "./planeTiles";
import { type PredictedCells, predictedAt } from "./predictedCells";
import { THEMES } from "./theme";
import type { Tile } from "./tiles";

export interface PredictionSurfacesInput {
  readonly frame: PlotFrame;
  readonly predictions: readonly PredictedCells[];
  readonly points: Points;
  readonly shownStep: number;
  readonly replicates: string;
}

/** Colours that samples are drawn in: as many as the eye tells apart on the scale. */
const SHADES = 16;
const DOT_SIZE = 3.6;
/** How much of a tile dots may cover. */
const COVERED = 0.25;

export function predictionSurfaces(input: PredictionSurfacesInput): Figure {
  const { frame, predictions, points, shownStep } = input;
  const { t } = frame;
  const theme = THEMES[frame.scheme];
  const space = planeRoom(frame, predictions.length, points, COLOR_BAR_WIDTH);
  const { room, places } = space;
  const runs = predictions.map(({ run }) => run);
  const rows = predictions.map((one) => predictedAt(one, shownStep));
  const predicted = Float64Array.from(rows.flatMap((row) => (row === null ? [] : [...row.values])));
  // The targets' own range, so that a colour means the same at every step.
  const targets = colorLimits(Float64Array.from(points.y), "linear");
  const limits = colorLimits(predicted, "linear", [targets.low, targets.high]);
  const data: Trace[] = predictions.flatMap(({ run }, which) => {
    const row = rows[which] ?? null;
    if (row === null) return [];
    const heights = row.values.map((value) => heightOf(value, limits));
    return [planeTrace(run.label, places[which] as Tile, heights, scaled(frame))];
  });
  const bar = colorBar(frame, room, limits, "");
  const { width = 0, height = 0 } = places[0] ?? {};
  const shown = planeDots({
    points,
    places,
    groupOf: (index) => Math.round(heightOf(points.y[index] as number, limits) * (SHADES - 1)),
    styleOf: (shade, isValidation) => ({
      name: formatValue(limits.low + (shade / (SHADES - 1)) * (limits.high - limits.low)),
      color: colorAt(shade / (SHADES - 1), frame.scheme),
      shape: isValidation ? "square" : "round",
      hollow: false,
    }),
    t,
    // Large enough to show a colour and its rim, and so few that the surface stays in sight between them.
    least: DOT_SIZE,
    most: (places.length * COVERED * width * height) / (DOT_SIZE + 1.4) ** 2,
  });
  const keys: Key[] = [{ shape: "dot", color: theme.muted, text: t("split.train") }];
  if (Array.from(points.split).includes(1))
    keys.push({ shape: "square", color: theme.muted, text: t("split.validation") });
  if (data.some((trace) => trace.z?.some((line) => Array.from(line).includes(BROKEN))))
    keys.push({ shape: "square", color: theme.broken, text: t("heatmap.broken") });
  const texts = [t("prediction.shade")];
  if (limits.beyond > 0)
    texts.push(t("prediction.beyond", { count: limits.beyond, number: formatCount(limits.beyond) }));
  return {
    ...planeFigure(frame, space, runs),
    data: [...data, bar.trace],
    annotations: [...planeNames(runs, places), ...bar.labels],
    dots: shown.dots,
    subtitle: planeSubtitle({ what: t("prediction.subtitle"), rows, replicates: input.replicates, t }),
    keys,
    notes: planeNotes(texts, points, shown, t),
    table: {
      caption: t("prediction.surfaceTable", { step: formatCount(shownStep) }),
      columns: [t("table.variant"), t("prediction.least"), t("prediction.mean"), t("prediction.greatest")],
      rows: runs.map(({ label }, which) => [label, ...summary(rows[which]?.values ?? new Float64Array())]),
    },
  };
}

/** The least, the mean and the greatest value. */
function summary(values: Float64Array): string[] {
  if (values.length === 0) return ["–", "–", "–"];
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return [Math.min(...values), mean, Math.max(...values)].map((value) => formatValue(value));
}
