/** What regressions on two features predict over their plane, one tile per variant, all on one colour scale. */

import type { Points } from "../state/telemetry";
import { COLOR_BAR_WIDTH, colorBar, scaled } from "./colorBar";
import { BROKEN, colorAt, colorLimits, heightOf } from "./colorScale";
import {
  axisLayout,
  baseLayout,
  type Figure,
  fitText,
  type Key,
  type Label,
  type Margins,
  NOTHING_OUTSIDE,
  type Note,
  type PlotFrame,
  plotArea,
  type Trace,
} from "./figure";
import { formatCount, formatValue } from "./format";
import { boundsOf, planeDots, planeText } from "./planeDots";
import { type Predictions, predictedAt } from "./predictionCurves";
import { stepText } from "./profile";
import { THEMES } from "./theme";
import { type Tile, tileAt, tiles } from "./tiles";

export interface PredictionSurfacesInput {
  readonly frame: PlotFrame;
  readonly predictions: readonly Predictions[];
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
  const { frame, points, shownStep } = input;
  const { t } = frame;
  const theme = THEMES[frame.scheme];
  const bounds = boundsOf(points);
  const margins: Margins = { left: 4, right: 4, top: 2, bottom: 4 };
  const area = plotArea(frame, margins);
  const room = { ...area, width: area.width - COLOR_BAR_WIDTH };
  const places = tiles(input.predictions.length, room, {
    title: 18,
    gap: 12,
    aspect: 1,
    leastWidth: 70,
    rigid: true,
  });
  const rows = input.predictions.map((one) => predictedAt(one, shownStep));
  const predicted = Float64Array.from(rows.flatMap((row) => (row === null ? [] : [...row.values])));
  // The targets' own range, so that a colour means the same at every step.
  const targets = colorLimits(Float64Array.from(points.y), "linear");
  const limits = colorLimits(predicted, "linear", [targets.low, targets.high]);
  const data: Trace[] = rows.flatMap((row, which): Trace[] => {
    if (row === null) return [];
    const place = places[which] as Tile;
    const side = Math.round(Math.sqrt(row.values.length));
    // The first row of z is the top one: the largest x₂.
    const z = Array.from({ length: side }, (_, line) =>
      row.values
        .slice((side - 1 - line) * side, (side - line) * side)
        .map((value) => heightOf(value, limits)),
    );
    return [
      {
        type: "heatmap",
        name: (input.predictions[which] as Predictions).run.label,
        z,
        x0: place.left + place.width / side / 2,
        dx: place.width / side,
        y0: place.top + place.height / side / 2,
        dy: place.height / side,
        ...scaled(frame),
      },
    ];
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
  const names: Label[] = input.predictions.map(({ run }, which) => {
    const place = places[which] as Tile;
    return {
      x: place.left + place.width / 2,
      y: place.top - 9,
      text: fitText(run.label, place.width + 10),
      color: run.style.color,
      anchor: "middle",
      strong: true,
    };
  });
  const keys: Key[] = [{ shape: "dot", color: theme.muted, text: t("split.train") }];
  if (Array.from(points.split).includes(1))
    keys.push({ shape: "square", color: theme.muted, text: t("split.validation") });
  if (data.some((trace) => trace.z?.some((line) => Array.from(line).includes(BROKEN))))
    keys.push({ shape: "square", color: theme.broken, text: t("heatmap.broken") });
  const x = { kind: "linear" as const, range: [0, area.width] as const };
  const y = { kind: "linear" as const, range: [0, area.height] as const, reversed: true };
  const none = { values: [], texts: [] };
  return {
    data: [...data, bar.trace],
    layout: baseLayout(
      frame,
      margins,
      axisLayout(frame, x, none, { grid: false, fixed: true }),
      axisLayout(frame, y, none, { grid: false, fixed: true, reversed: true }),
      { dragmode: false },
    ),
    annotations: [...names, ...bar.labels],
    dots: shown.dots,
    outside: NOTHING_OUTSIDE,
    area,
    x,
    y,
    zoomable: false,
    subtitle: [
      t("prediction.subtitle"),
      stepText([...new Set(rows.flatMap((row) => (row === null ? [] : [row.step])))], t),
      input.replicates,
    ]
      .filter(Boolean)
      .join(" · "),
    keys,
    notes: notes(planeText(bounds), limits.beyond, shown, t),
    table: {
      caption: t("prediction.surfaceTable", { step: formatCount(shownStep) }),
      columns: [t("table.variant"), t("prediction.least"), t("prediction.mean"), t("prediction.greatest")],
      rows: input.predictions.map(({ run }, which) => [
        run.label,
        ...summary(rows[which]?.values ?? new Float64Array()),
      ]),
    },
    locate: (pixelX, pixelY) => {
      const which = tileAt(places, pixelX, pixelY);
      return which === null ? null : { variant: (input.predictions[which] as Predictions).run.variant };
    },
    marks: () => [],
    readout: () => null,
  };
}

function notes(
  plane: string,
  beyond: number,
  shown: { readonly drawn: number; readonly all: number },
  t: PlotFrame["t"],
): Note[] {
  const texts = [t("prediction.shade"), plane];
  if (beyond > 0) texts.push(t("prediction.beyond", { count: beyond, number: formatCount(beyond) }));
  if (shown.drawn < shown.all)
    texts.push(t("decision.fewer", { drawn: formatCount(shown.drawn), all: formatCount(shown.all) }));
  return [{ kind: "plain", items: texts.map((text) => ({ text })) }];
}

/** The least, the mean and the greatest value. */
function summary(values: Float64Array): string[] {
  if (values.length === 0) return ["–", "–", "–"];
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return [Math.min(...values), mean, Math.max(...values)].map((value) => formatValue(value));
}
