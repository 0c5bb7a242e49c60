/** Distributions at one step: a row per layer, the input's at the bottom, all variants over each other in each row. */

import type { RunView } from "../state/telemetry";
import { axisLayout, baseLayout, type Margins, plotArea } from "./axes";
import { binAxis, binPosition, binTicks, type Outline, outline } from "./binAxis";
import { byVariant, lineTrace } from "./curves";
import { type DistributionRow, distributionNotes } from "./distributionNotes";
import { pooled, type RunDistributions } from "./distributions";
import {
  type AxisScale,
  type Dots,
  type Figure,
  type Key,
  type Label,
  type Mark,
  NOTHING_OUTSIDE,
  type PlotArea,
  type PlotFrame,
  type Trace,
  toPixel,
} from "./figure";
import { formatCount } from "./format";
import { layerName, shortLayer, thinned, unionOfLayers } from "./layers";
import { percentileText } from "./percentileText";
import { stepText } from "./profile";
import { textWidth } from "./textWidth";
import { fade, THEMES } from "./theme";

export interface DistributionsByLayerInput {
  readonly frame: PlotFrame;
  readonly quantity: string;
  readonly runs: readonly RunDistributions[];
  readonly shownStep: number;
  readonly nameOf: (run: RunView) => string;
}

const POINTS = 2800;
const ROW_LEAST = 12.5;

interface Row extends DistributionRow {
  /** The density at the top of the row; what is denser is cut off, and marked. */
  readonly top: number;
}

/**
 * The density that fills a row: the highest of the variants' peaks, a lone spike (one bin far above its neighbours,
 * like a ReLU's zeros) left out. A flat variant may have it lowered, by a factor of 3 at most, to stay visible.
 */
export function rowTop(lines: readonly Outline[]): number {
  const peaks = lines
    .map(({ density }) => {
      let first = 0;
      let second = 0;
      for (const value of density) {
        if (value > first) {
          second = first;
          first = value;
        } else if (value > second) second = value;
      }
      return second > 0 && first > 4 * second ? 1.6 * second : first;
    })
    .filter((peak) => peak > 0);
  if (peaks.length === 0) return 1;
  const highest = Math.max(...peaks);
  return Math.max(highest / 3, Math.min(highest, 6 * Math.min(...peaks)));
}

/** Small dots where a density is higher than its row. */
function cutDots(
  cut: readonly { readonly x: number; readonly y: number; readonly color: string }[],
  place: { readonly x: AxisScale; readonly y: AxisScale; readonly area: PlotArea },
): Dots[] {
  const { x, y, area } = place;
  return [...new Set(cut.map((one) => one.color))].map((color) => {
    const own = cut.filter((one) => one.color === color);
    return {
      name: "",
      x: Float64Array.from(own, (one) => toPixel(x, one.x, area.width)),
      y: Float64Array.from(own, (one) => area.height - toPixel(y, one.y, area.height)),
      size: 4,
      color,
      shape: "round" as const,
      hollow: false,
    };
  });
}

export function distributionsByLayer(input: DistributionsByLayerInput): Figure {
  const { frame } = input;
  const { t } = frame;
  const theme = THEMES[frame.scheme];
  const groups = byVariant(input.runs);
  const names = groups.map((group) => input.nameOf((group[0] as RunDistributions).run));
  const every = unionOfLayers(input.runs.map((run) => run.distributions.layers));
  const margins: Margins = {
    left: Math.round(Math.max(24, ...every.map((name) => textWidth(shortLayer(name, t)))) + 12),
    right: 14,
    top: 8,
    bottom: 38,
  };
  const area = plotArea(frame, margins);
  const layers = thinned(every.length, area.height / Math.max(1, every.length), ROW_LEAST).map(
    (index) => every[index] as string,
  );
  const histograms = layers.map((layer) =>
    groups.map((group) => pooled(group, layer, input.shownStep)).filter((histogram) => histogram !== null),
  );
  const axis = binAxis(histograms.flat());
  const points = Math.floor(POINTS / Math.max(1, layers.length * groups.length));
  const rows: Row[] = histograms.map((shapes, index) => {
    const drawn = shapes.map((histogram) => ({ histogram, line: outline(histogram, axis, points) }));
    return { layer: layers[index] as string, shapes: drawn, top: rowTop(drawn.map(({ line }) => line)) };
  });
  const cut: { x: number; y: number; color: string }[] = [];
  const under: Trace[] = [];
  const data: Trace[] = groups.map((group, which) => {
    const { run } = group[0] as RunDistributions;
    const x: number[] = [];
    const y: number[] = [];
    rows.forEach((row, index) => {
      const shape = row.shapes.find(({ histogram }) => histogram.run.variant === run.variant);
      if (!shape) return;
      shape.line.positions.forEach((position, point) => {
        const share = (shape.line.density[point] as number) / row.top;
        x.push(position);
        y.push(index + 0.9 * Math.min(1, share));
        // One mark for each stretch that is cut, where it starts.
        if (share > 1.0001 && !((shape.line.density[point - 1] ?? 0) / row.top > 1.0001)) {
          cut.push({ x: position, y: index + 0.94, color: run.style.color });
        }
      });
      x.push(Number.NaN);
      y.push(Number.NaN);
    });
    const points = { x: Float64Array.from(x), y: Float64Array.from(y) };
    under.push(
      lineTrace(
        names[which] as string,
        points,
        { color: run.style.color, width: 0 },
        { fill: "toself", fillcolor: fade(run.style.color, groups.length > 4 ? 0.06 : 0.12) },
      ),
    );
    return lineTrace(names[which] as string, points, { color: run.style.color, width: 1.4 });
  });
  const x = {
    kind: "linear" as const,
    range: [binPosition(axis, axis.low), binPosition(axis, axis.high)] as const,
  };
  const y = { kind: "linear" as const, range: [-0.08, Math.max(1, rows.length) + 0.05] as const };
  const layout = baseLayout(
    frame,
    margins,
    axisLayout(frame, x, binTicks(axis, Math.max(3, area.width / 62)), {
      fixed: true,
      title: t(`distributions.axis.${axis.kind}`, { quantity: t(`quantity.${input.quantity}`) }),
    }),
    axisLayout(
      frame,
      y,
      { values: rows.map((_, index) => index + 0.02), texts: rows.map((row) => shortLayer(row.layer, t)) },
      { fixed: true },
    ),
    { dragmode: false },
  );
  const height = area.height / (y.range[1] - y.range[0]);
  const bottomOf = (index: number) => area.height - (index - y.range[0]) * height;
  const steps = [...new Set(histograms.flat().map((histogram) => histogram.step))];
  const variants = groups.map((group, which) => ({
    run: (group[0] as RunDistributions).run,
    name: names[which] as string,
  }));
  const keys: Key[] = variants.map(({ run, name }) => ({
    shape: "line",
    color: run.style.color,
    text: name,
  }));
  if (cut.length > 0) keys.push({ shape: "dot", color: theme.muted, text: t("distributions.cutKey") });
  const annotations: Label[] = [];
  return {
    data,
    under,
    dots: cutDots(cut, { x, y, area }),
    layout,
    annotations,
    outside: NOTHING_OUTSIDE,
    area,
    x,
    y,
    zoomable: false,
    subtitle: stepText(steps, t),
    keys,
    notes: distributionNotes(rows, variants, every.length, axis, t),
    table: table(input, rows, groups, names),
    layers,
    locate: (_, pixelY) => {
      const index = Math.floor(y.range[0] + (area.height - pixelY) / height);
      const layer = rows[Math.max(0, Math.min(rows.length - 1, index))]?.layer;
      return layer === undefined ? null : { layer };
    },
    marks: (hover) => {
      const index = rows.findIndex((row) => row.layer === hover?.layer);
      if (index < 0) return [];
      return [{ kind: "box", x: 0, y: bottomOf(index + 1), width: area.width, height } satisfies Mark];
    },
    readout: (hover) => {
      const row = rows.find((one) => one.layer === hover.layer);
      if (!row) return null;
      return {
        title: layerName(row.layer, t),
        columns: [t("distributions.median"), "5–95 %", t("distributions.beyond")],
        rows: row.shapes.map(({ histogram, line }) => ({
          color: histogram.run.style.color,
          label: input.nameOf(histogram.run),
          values: [
            percentileText(histogram, 0.5),
            `${percentileText(histogram, 0.05, 2)} – ${percentileText(histogram, 0.95, 2)}`,
            formatCount(line.left + line.right),
          ],
        })),
      };
    },
  };
}

function table(
  input: DistributionsByLayerInput,
  rows: readonly Row[],
  groups: readonly RunDistributions[][],
  names: readonly string[],
): Figure["table"] {
  const { t } = input.frame;
  return {
    caption: t("distributions.table", {
      quantity: t(`quantity.${input.quantity}`),
      step: formatCount(input.shownStep),
    }),
    columns: [t("table.layer"), ...names],
    rows: rows.map((row) => [
      layerName(row.layer, t),
      ...groups.map((group) => {
        const { run } = group[0] as RunDistributions;
        const shape = row.shapes.find(({ histogram }) => histogram.run.variant === run.variant);
        if (!shape) return "–";
        const at = (share: number) => percentileText(shape.histogram, share, 2);
        return `${at(0.05)} / ${at(0.5)} / ${at(0.95)}`;
      }),
    ]),
  };
}
