/** Layer against step, one tile per variant, all on one colour scale and one time axis. */

import { axisLayout, baseLayout, type Margins, plotArea } from "./axes";
import { COLOR_BAR_WIDTH, colorBar, scaled } from "./colorBar";
import { BLANK, BROKEN, type ColorLimits, colorLimits, heightOf, ZERO } from "./colorScale";
import { isPast } from "./curves";
import { indexAtOrBefore } from "./decimate";
import {
  type Figure,
  type Key,
  type Label,
  type Mark,
  NOTHING_OUTSIDE,
  type Note,
  type PlotFrame,
  type Readout,
  type Trace,
} from "./figure";
import { formatCount, formatValue, powerOfTen } from "./format";
import { type LayerGrid, type LayerRows, layerGrid } from "./layerGrid";
import { layerName, shortLayer, thinned, unionOfLayers } from "./layers";
import { type StepScale, stepTicks as timeTicks } from "./stepScale";
import { fitText, textWidth } from "./textWidth";
import { THEMES } from "./theme";
import { type Tile, tileAt, tiles } from "./tiles";

export interface HeatmapTile extends LayerRows {
  /** The variant's name; says which replicate is shown. */
  readonly name: string;
}

export interface LayerHeatmapsInput {
  readonly frame: PlotFrame;
  readonly metric: string;
  readonly unit: string;
  readonly logarithmic: boolean;
  /** Limits of the scale where the metric has natural ones (0 to 1 for a fraction). */
  readonly limits?: readonly [number, number];
  readonly tiles: readonly HeatmapTile[];
  readonly scale: StepScale;
  readonly held: number | null;
  readonly shownStep: number;
  /** Says which replicate stands for a variant; empty where each has one. */
  readonly replicates: string;
}

// About 20 ms of drawing.
const CELLS = 13_000;

function columnsOf(input: LayerHeatmapsInput, tile: Tile): number {
  const layers = Math.max(1, ...input.tiles.map((rows) => rows.layers.length));
  const budget = Math.floor(CELLS / (layers * Math.max(1, input.tiles.length)));
  return Math.max(24, Math.min(Math.round(tile.width), budget, 240));
}

interface Drawn {
  readonly rows: HeatmapTile;
  readonly grid: LayerGrid;
  readonly tile: Tile;
}

export function layerHeatmaps(input: LayerHeatmapsInput): Figure {
  const { frame } = input;
  const { t } = frame;
  const theme = THEMES[frame.scheme];
  const layers = unionOfLayers(input.tiles.map((tile) => tile.layers));
  const shorts = layers.map((name) => shortLayer(name, t));
  const margins: Margins = {
    left: Math.round(Math.max(24, ...shorts.map(textWidth)) + 12),
    right: 2,
    top: 4,
    bottom: 38,
  };
  const area = plotArea(frame, margins);
  const room = { ...area, width: area.width - COLOR_BAR_WIDTH };
  // Tiles of other layers than their neighbour's have their names beside them.
  const alike = input.tiles.every((tile) => tile.layers.join() === input.tiles[0]?.layers.join());
  const gap = alike ? 14 : margins.left;
  const places = tiles(input.tiles.length, room, { title: 18, gap, aspect: 0.95, leastWidth: 64 });
  const drawn: Drawn[] = input.tiles.map((rows, index) => {
    const tile = places[index] as Tile;
    return { rows, tile, grid: layerGrid(rows, input.scale, columnsOf(input, tile), input.logarithmic) };
  });
  const limits = colorLimits(recordedValues(drawn), input.logarithmic ? "log" : "linear", input.limits);
  const found = { broken: false, zero: false };
  const data: Trace[] = drawn.map(({ rows, grid, tile }) => {
    const columns = grid.recorded.length;
    // The first row of z is the top one: the layer nearest to the output.
    const z = [...grid.cells].reverse().map((cells) =>
      Float64Array.from(cells, (value, column) => {
        if (!grid.recorded[column]) return BLANK;
        const height = heightOf(value, limits);
        if (height === BROKEN) found.broken = true;
        if (height === ZERO) found.zero = true;
        return height;
      }),
    );
    const rowHeight = tile.height / Math.max(1, rows.layers.length);
    return {
      type: "heatmap",
      name: rows.name,
      z,
      x0: tile.left + tile.width / columns / 2,
      dx: tile.width / columns,
      y0: tile.top + rowHeight / 2,
      dy: rowHeight,
      ...scaled(frame),
    };
  });
  const bar = colorBar(frame, room, limits, input.unit);
  const annotations: Label[] = drawn.map(({ rows, tile }) => ({
    x: tile.left + tile.width / 2,
    y: tile.top - 9,
    text: fitText(rows.name, tile.width),
    color: rows.run.style.color,
    anchor: "middle",
    strong: true,
  }));
  for (const { tile, rows } of alike ? [] : drawn.filter((one) => one.tile.column !== 0)) {
    for (const { y, text } of rowNames(tile, rows, t)) {
      annotations.push({ x: tile.left - 7, y, text, color: theme.muted, anchor: "end" });
    }
  }
  const x = { kind: "linear" as const, range: [0, area.width] as const };
  const y = { kind: "linear" as const, range: [0, area.height] as const, reversed: true };
  const layout = baseLayout(
    frame,
    margins,
    axisLayout(frame, x, tileTicks(drawn, input.scale), {
      grid: false,
      fixed: true,
      title: input.scale.title,
    }),
    axisLayout(frame, y, layerTicks(drawn, t), { grid: false, fixed: true, reversed: true }),
    { dragmode: false },
  );
  const keys: Key[] = [];
  if (found.broken) keys.push({ shape: "square", color: theme.broken, text: t("heatmap.broken") });
  if (found.zero) keys.push({ shape: "square", color: theme.zero, text: t("heatmap.zero") });
  const inTile = (drawnTile: Drawn, step: number) =>
    drawnTile.tile.left +
    (input.scale.position(drawnTile.rows.run, step) / input.scale.end) * drawnTile.tile.width;

  return {
    data: [...data, bar.trace],
    layout,
    annotations: [...annotations, ...bar.labels],
    outside: NOTHING_OUTSIDE,
    area,
    x,
    y,
    zoomable: false,
    subtitle: [t(input.logarithmic ? "heatmap.subtitleLog" : "heatmap.subtitle"), input.replicates]
      .filter(Boolean)
      .join(" · "),
    keys,
    notes: [rangeNote(limits, input, t)],
    table: table(input, layers),
    layers,
    locate: (pixelX, pixelY) => {
      const which = tileAt(places, pixelX, pixelY);
      if (which === null) return null;
      const { rows, tile } = drawn[which] as Drawn;
      const position = ((pixelX - tile.left) / tile.width) * input.scale.end;
      const row = Math.floor(((pixelY - tile.top) / tile.height) * rows.layers.length);
      const layer = rows.layers[rows.layers.length - 1 - row];
      return {
        step: Math.max(0, Math.round(input.scale.step(rows.run, position))),
        variant: rows.run.variant,
        ...(layer === undefined ? {} : { layer }),
      };
    },
    marks: (hover) => {
      const marks: Mark[] = [];
      for (const one of drawn) {
        const { tile, rows } = one;
        const vertical = (step: number, held: boolean) => {
          const at = inTile(one, step);
          if (at >= tile.left - 0.5 && at <= tile.left + tile.width + 0.5) {
            marks.push({ kind: "vertical", x: at, y: tile.top, length: tile.height, held });
          }
        };
        if (input.held !== null) vertical(input.held, true);
        if (hover?.step !== undefined) vertical(hover.step, false);
        const layer = hover?.layer === undefined ? -1 : rows.layers.indexOf(hover.layer);
        if (layer >= 0) {
          const height = tile.height / rows.layers.length;
          marks.push({
            kind: "box",
            x: tile.left,
            y: tile.top + (rows.layers.length - 1 - layer) * height,
            width: tile.width,
            height,
          });
        }
      }
      return marks;
    },
    place: ({ run, layer, step }) => {
      const one = drawn.find(({ rows }) => rows.run.id === run);
      const index = one === undefined || layer === null ? -1 : one.rows.layers.indexOf(layer);
      if (one === undefined || index < 0) return null;
      const { tile, rows } = one;
      const height = tile.height / rows.layers.length;
      return {
        x: inTile(one, step),
        y: tile.top + (rows.layers.length - 1 - index + 0.5) * height,
        limit: null,
      };
    },
    readout: (hover) => readout(input, hover.step ?? input.shownStep, hover.layer),
  };
}

function recordedValues(drawn: readonly Drawn[]): Float64Array {
  const values: number[] = [];
  for (const { grid } of drawn) {
    for (const cells of grid.cells) {
      for (let column = 0; column < cells.length; column++) {
        if (grid.recorded[column]) values.push(cells[column] as number);
      }
    }
  }
  return Float64Array.from(values);
}

function rangeNote(limits: ColorLimits, input: LayerHeatmapsInput, t: PlotFrame["t"]): Note {
  const text = (value: number) =>
    limits.kind === "log"
      ? Number.isInteger(value)
        ? powerOfTen(value)
        : formatValue(10 ** value)
      : formatValue(value);
  const range = t("heatmap.range", { low: text(limits.low), high: text(limits.high) });
  const beyond =
    limits.beyond > 0
      ? t("heatmap.beyond", { count: limits.beyond, number: formatCount(limits.beyond) })
      : "";
  const means = t(input.logarithmic ? "heatmap.meanOfLog" : "heatmap.mean");
  return { kind: "plain", items: [{ text: [range, beyond, means].filter(Boolean).join(" · ") }] };
}

/** Ticks of time under the tiles of each column; one that would reach into the next tile is left out. */
function tileTicks(drawn: readonly Drawn[], scale: StepScale) {
  const values: number[] = [];
  const texts: string[] = [];
  const columns = new Map<number, Tile>();
  for (const { tile } of drawn) if (!columns.has(tile.column)) columns.set(tile.column, tile);
  for (const tile of columns.values()) {
    const ticks = timeTicks(scale, [0, scale.end], tile.width);
    const isLast = tile.column === columns.size - 1;
    let free = Number.NEGATIVE_INFINITY;
    ticks.values.forEach((value, index) => {
      const text = ticks.texts[index] as string;
      const at = tile.left + (value / scale.end) * tile.width;
      const half = textWidth(text) / 2;
      if (at - half < free || (!isLast && at + half > tile.left + tile.width + 4)) return;
      values.push(at);
      texts.push(text);
      free = at + half + 5;
    });
  }
  return { values, texts };
}

/** Layer texts beside the first tile of each row. */
function rowNames(tile: Tile, { layers }: HeatmapTile, t: PlotFrame["t"]) {
  const height = tile.height / Math.max(1, layers.length);
  return thinned(layers.length, height, 13).map((index) => ({
    y: tile.top + (layers.length - 1 - index + 0.5) * height,
    text: shortLayer(layers[index] as string, t),
  }));
}

function layerTicks(drawn: readonly Drawn[], t: PlotFrame["t"]) {
  const names = drawn.flatMap(({ tile, rows }) => (tile.column === 0 ? rowNames(tile, rows, t) : []));
  return { values: names.map(({ y }) => y), texts: names.map(({ text }) => text) };
}

function valueText(rows: HeatmapTile, step: number, layer: string): string {
  const row = indexAtOrBefore(rows.steps, step);
  const column = rows.layers.indexOf(layer);
  if (row < 0 || column < 0 || isPast(rows.run, rows.steps, step)) return "–";
  return formatValue(rows.values[row * rows.layers.length + column] as number);
}

function readout(input: LayerHeatmapsInput, step: number, layer: string | undefined): Readout | null {
  if (layer === undefined) return null;
  const { t } = input.frame;
  return {
    title: t("readout.stepLayer", { step: formatCount(step), layer: layerName(layer, t) }),
    rows: input.tiles.map((tile) => ({
      color: tile.run.style.color,
      label: tile.name,
      values: [valueText(tile, step, layer)],
    })),
  };
}

function table(input: LayerHeatmapsInput, layers: readonly string[]): Figure["table"] {
  const { t } = input.frame;
  return {
    caption: t("heatmap.table", { metric: input.metric, step: formatCount(input.shownStep) }),
    columns: [t("table.layer"), ...input.tiles.map((tile) => tile.name)],
    rows: layers.map((layer) => [
      layerName(layer, t),
      ...input.tiles.map((tile) => valueText(tile, input.shownStep, layer)),
    ]),
  };
}
