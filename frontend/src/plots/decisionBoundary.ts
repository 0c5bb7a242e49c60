/** The predicted class over the plane of a two-dimensional data set, one tile per variant, with the data's points. */

import type { Points, RunView } from "../state/telemetry";
import { indexAtOrBefore } from "./decimate";
import {
  axisLayout,
  baseLayout,
  type Figure,
  fitText,
  type Key,
  type Label,
  type Margins,
  NOTHING_OUTSIDE,
  type PlotFrame,
  plotArea,
  type Trace,
} from "./figure";
import { formatCount, formatShare } from "./format";
import { boundsOf, planeDots, planeText } from "./planeDots";
import { stepText } from "./profile";
import { classStyle, THEMES } from "./theme";
import { type Tile, tileAt, tiles } from "./tiles";

export interface DecisionTile {
  readonly run: RunView;
  readonly name: string;
  readonly steps: ArrayLike<number>;
  /** Class and its probability, `[row][cell]` flattened, row-major in y and then x. */
  readonly classes: ArrayLike<number>;
  readonly confidence: ArrayLike<number> | null;
  readonly confidenceSteps: ArrayLike<number>;
  readonly cells: number;
}

export interface DecisionBoundaryInput {
  readonly frame: PlotFrame;
  readonly tiles: readonly DecisionTile[];
  readonly points: Points | null;
  readonly shownStep: number;
  readonly replicates: string;
}

/** The number of classes that data or predictions name. */
function classCount(input: DecisionBoundaryInput): number {
  if (input.points) return Math.max(2, input.points.classes.length);
  let most = 1;
  for (const tile of input.tiles)
    for (let i = 0; i < tile.classes.length; i++) most = Math.max(most, tile.classes[i] as number);
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
  const { frame, points } = input;
  const { t } = frame;
  const theme = THEMES[frame.scheme];
  const classes = classCount(input);
  const bounds = boundsOf(points);
  const margins: Margins = { left: 4, right: 4, top: 2, bottom: 4 };
  const area = plotArea(frame, margins);
  const aspect = Math.max(0.5, Math.min(2, (bounds[1] - bounds[0]) / Math.max(1e-9, bounds[3] - bounds[2])));
  const places = tiles(input.tiles.length, area, { title: 18, gap: 12, aspect, leastWidth: 70, rigid: true });
  const scale: [number, string][] = [];
  for (let index = 0; index < classes; index++) {
    const { fill } = classStyle(index, frame.scheme);
    scale.push([index / classes, theme.card], [(index + 1) / classes - 1e-6, fill]);
  }
  scale[0] = [0, theme.card];
  scale[scale.length - 1] = [1, classStyle(classes - 1, frame.scheme).fill];
  const rowOf = input.tiles.map((tile) => indexAtOrBefore(tile.steps, input.shownStep));
  const data: Trace[] = [];
  input.tiles.forEach((tile, which) => {
    const row = rowOf[which] as number;
    if (row < 0) return;
    const place = places[which] as Tile;
    const side = Math.round(Math.sqrt(tile.cells));
    const step = tile.steps[row] as number;
    const certain = indexAtOrBefore(tile.confidenceSteps, step);
    const matches = certain >= 0 && tile.confidenceSteps[certain] === step;
    const z: Float64Array[] = [];
    for (let line = side - 1; line >= 0; line--) {
      z.push(
        Float64Array.from({ length: side }, (_, column) => {
          const cell = line * side + column;
          const confidence =
            matches && tile.confidence ? (tile.confidence[certain * tile.cells + cell] as number) : 1;
          return cellHeight(tile.classes[row * tile.cells + cell] as number, confidence, classes);
        }),
      );
    }
    data.push({
      type: "heatmap",
      name: tile.name,
      z,
      x0: place.left + place.width / side / 2,
      dx: place.width / side,
      y0: place.top + place.height / side / 2,
      dy: place.height / side,
      zmin: 0,
      zmax: classes,
      zauto: false,
      zsmooth: false,
      colorscale: scale,
      showscale: false,
      hoverinfo: "skip",
    });
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
  const x = { kind: "linear" as const, range: [0, area.width] as const };
  const y = { kind: "linear" as const, range: [0, area.height] as const, reversed: true };
  const steps = rowOf.flatMap((row, which) =>
    row < 0 ? [] : [(input.tiles[which] as DecisionTile).steps[row] as number],
  );
  const annotations: Label[] = input.tiles.map((tile, which) => {
    const place = places[which] as Tile;
    return {
      x: place.left + place.width / 2,
      y: place.top - 9,
      text: fitText(tile.name, place.width + 10),
      color: tile.run.style.color,
      anchor: "middle",
      strong: true,
    };
  });
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
  const notes = [
    {
      kind: "plain" as const,
      items: [{ text: t("decision.shade") }, ...(points ? [{ text: planeText(bounds) }] : [])],
    },
    ...(shown.drawn < shown.all
      ? [
          {
            kind: "plain" as const,
            items: [
              { text: t("decision.fewer", { drawn: formatCount(shown.drawn), all: formatCount(shown.all) }) },
            ],
          },
        ]
      : []),
  ];
  const none = { values: [], texts: [] };
  return {
    data,
    layout: baseLayout(
      frame,
      margins,
      axisLayout(frame, x, none, { grid: false, fixed: true }),
      axisLayout(frame, y, none, { grid: false, fixed: true, reversed: true }),
      { dragmode: false },
    ),
    annotations,
    dots: shown.dots,
    outside: NOTHING_OUTSIDE,
    area,
    x,
    y,
    zoomable: false,
    subtitle: [stepText([...new Set(steps)], t), input.replicates].filter(Boolean).join(" · "),
    keys,
    notes,
    table: {
      caption: t("decision.table", { step: formatCount(input.shownStep) }),
      columns: [t("table.variant"), ...keys.slice(0, classes).map((key) => key.text)],
      rows: input.tiles.map((tile, which) => [tile.name, ...shares(tile, rowOf[which] as number, classes)]),
    },
    locate: (pixelX, pixelY) => {
      const which = tileAt(places, pixelX, pixelY);
      return which === null ? null : { variant: (input.tiles[which] as DecisionTile).run.variant };
    },
    marks: () => [],
    readout: () => null,
  };
}

/** A class by its name; one that is only a number is called a class. */
function className(points: Points | null, index: number, t: PlotFrame["t"]): string {
  const name = points?.classes[index] ?? String(index);
  return /^\d+$/.test(name) ? t("decision.class", { index: name }) : name;
}

function shares(tile: DecisionTile, row: number, classes: number): string[] {
  const counts = new Array<number>(classes).fill(0);
  if (row < 0) return counts.map(() => "–");
  for (let cell = 0; cell < tile.cells; cell++) {
    const predicted = tile.classes[row * tile.cells + cell] as number;
    counts[predicted] = (counts[predicted] ?? 0) + 1;
  }
  return counts.map((count) => formatShare(count / tile.cells));
}
