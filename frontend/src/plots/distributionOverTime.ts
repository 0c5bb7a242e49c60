/** The distribution of one layer over time: the median and the bands of 25 to 75 and 5 to 95 percent, per variant. */

import type { RunView } from "../state/telemetry";
import { axisLayout, baseLayout, plotArea, tickMargin } from "./axes";
import { binAxis, binPosition, binTicks, folded, type Histogram, percentile, spacingOf } from "./binAxis";
import { byVariant, lineTrace } from "./curves";
import { type PooledHistogram, pooled, type RunDistributions } from "./distributions";
import { endLabels, endRoom, type LineEnd } from "./endLabels";
import {
  type AxisScale,
  type Figure,
  fromPixel,
  type Mark,
  NOTHING_OUTSIDE,
  type PlotFrame,
  type Readout,
  type Trace,
  toPixel,
} from "./figure";
import { formatCount } from "./format";
import { layerName } from "./layers";
import { percentileText } from "./percentileText";
import { type StepScale, stepTicks } from "./stepScale";
import { fade } from "./theme";

export interface DistributionOverTimeInput {
  readonly frame: PlotFrame;
  readonly quantity: string;
  readonly layer: string;
  readonly runs: readonly RunDistributions[];
  readonly scale: StepScale;
  readonly held: number | null;
  readonly shownStep: number;
  readonly nameOf: (run: RunView) => string;
}

const SHARES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;
const POINTS = 3600;

interface Path {
  readonly run: RunView;
  readonly name: string;
  readonly steps: number[];
  /** Per share, the percentiles over the steps. */
  readonly values: number[][];
}

/** Every second, fourth, ... of the steps, so that at most `most` are left; the last stays. */
export function thinnedSteps(steps: ArrayLike<number>, most: number): number[] {
  let stride = 1;
  while (steps.length / stride > most) stride *= 2;
  const kept: number[] = [];
  for (let index = 0; index < steps.length; index += stride) kept.push(steps[index] as number);
  const last = steps[steps.length - 1];
  if (last !== undefined && kept[kept.length - 1] !== last) kept.push(last);
  return kept;
}

/** What percentiles are taken of: magnitudes where bins are octaves to both sides of 0, the values otherwise. */
function drawnOf(histogram: PooledHistogram): Histogram {
  return spacingOf(histogram.edges) === "signedLog" ? folded(histogram) : histogram;
}

export function distributionOverTime(input: DistributionOverTimeInput): Figure {
  const { frame, scale } = input;
  const { t } = frame;
  const groups = byVariant(input.runs);
  const most = Math.max(24, Math.floor(POINTS / 5 / Math.max(1, groups.length)));
  const histograms: PooledHistogram[] = [];
  const paths: Path[] = groups.map((group) => {
    const first = group[0] as RunDistributions;
    const path: Path = {
      run: first.run,
      name: input.nameOf(first.run),
      steps: [],
      values: SHARES.map(() => []),
    };
    for (const step of thinnedSteps(first.distributions.steps, Math.min(most, 160))) {
      const histogram = pooled(group, input.layer, step);
      if (!histogram) continue;
      const drawn = drawnOf(histogram);
      histograms.push(histogram);
      path.steps.push(step);
      SHARES.forEach((share, index) => {
        (path.values[index] as number[]).push(percentile(drawn, share));
      });
    }
    return path;
  });
  const { named, right } = endRoom(
    paths.map((path) => path.name),
    frame.width,
  );
  const whole = binAxis(histograms);
  const extremes = paths
    .flatMap((path) => [path.values[0] ?? [], path.values[4] ?? []])
    .flat()
    .filter(Number.isFinite);
  const low = Math.min(whole.high, ...extremes);
  const high = Math.max(whole.low, ...extremes);
  const magnitudes = whole.kind === "signedLog";
  const positive = extremes.filter((value) => value > 0);
  const bins = magnitudes
    ? {
        ...whole,
        floor: Math.max(whole.floor / 64, Math.min(...positive, whole.high)),
        low: 0,
        high: Math.max(high, whole.floor),
      }
    : { ...whole, low: Math.min(low, high), high: Math.max(low, high) };
  const upright = { right, top: 10, bottom: 38 };
  const ticks = binTicks(bins, Math.max(3, plotArea(frame, { ...upright, left: 0 }).height / 36));
  const margins = { ...upright, left: tickMargin(ticks, 48) };
  const area = plotArea(frame, margins);
  const position = (value: number) => (Number.isFinite(value) ? binPosition(bins, value) : Number.NaN);
  const bottom = position(bins.low);
  const top = position(bins.high);
  const air = Math.max((top - bottom) * 0.05, 1e-9);
  const range = frame.zoom?.x ?? [0, scale.end];
  const x: AxisScale = { kind: "linear", range };
  const y: AxisScale = { kind: "linear", range: frame.zoom?.y ?? [bottom - air, top + air] };
  const bands: Trace[] = [];
  const medians: Trace[] = [];
  const ends: LineEnd[] = [];
  for (const path of paths) {
    const xs = path.steps.map((step) => scale.position(path.run, step));
    const band = (lower: number, upper: number, opacity: number, text: string) => {
      const lows = (path.values[lower] as number[]).map(position);
      const highs = (path.values[upper] as number[]).map(position);
      bands.push(
        lineTrace(
          `${path.name} · ${text}`,
          {
            x: Float64Array.from([...xs, ...[...xs].reverse()]),
            y: Float64Array.from([...highs, ...lows.reverse()]),
          },
          { color: path.run.style.color, width: 0 },
          { fill: "toself", fillcolor: fade(path.run.style.color, opacity) },
        ),
      );
    };
    band(0, 4, groups.length > 4 ? 0.08 : 0.13, "5–95 %");
    band(1, 3, groups.length > 4 ? 0.16 : 0.24, "25–75 %");
    const middle = (path.values[2] as number[]).map(position);
    medians.push(
      lineTrace(
        `${path.name} · ${t("distributions.median")}`,
        { x: Float64Array.from(xs), y: Float64Array.from(middle) },
        { color: path.run.style.color, width: 1.8, dash: path.run.style.dash },
      ),
    );
    const last = middle.length - 1;
    if (last >= 0) {
      ends.push({
        x: toPixel(x, xs[last] as number, area.width),
        y: area.height - toPixel(y, middle[last] as number, area.height),
        text: path.name,
        color: path.run.style.color,
      });
    }
  }
  const first = paths[0]?.run;
  const pixelOf = (step: number) =>
    first ? toPixel(x, scale.position(first, step), area.width) : Number.NaN;
  const readout = (step: number): Readout => ({
    title: t("readout.stepLayer", { step: formatCount(step), layer: layerName(input.layer, t) }),
    columns: SHARES.map((share) => `${Math.round(share * 100)} %`),
    rows: groups.flatMap((group) => {
      const histogram = pooled(group, input.layer, step);
      if (!histogram) return [];
      return [
        {
          color: histogram.run.style.color,
          label: input.nameOf(histogram.run),
          values: SHARES.map((share) => percentileText(drawnOf(histogram), share, 2)),
        },
      ];
    }),
  });
  const summary = readout(input.shownStep);
  return {
    data: medians,
    under: bands,
    layout: baseLayout(
      frame,
      margins,
      axisLayout(frame, x, stepTicks(scale, range, area.width), { title: scale.title, grid: false }),
      axisLayout(frame, y, ticks),
    ),
    annotations: endLabels(named ? ends : [], area, right),
    outside: NOTHING_OUTSIDE,
    area,
    x,
    y,
    zoomable: true,
    subtitle: t(magnitudes ? "distributions.magnitudesOverTime" : "distributions.overTime", {
      layer: layerName(input.layer, t),
    }),
    keys: [
      { shape: "line", text: t("distributions.median") },
      { shape: "square", text: "25–75 %" },
      { shape: "ramp", text: "5–95 %" },
    ],
    notes: [],
    table: {
      caption: t("distributions.table", {
        quantity: t(`quantity.${input.quantity}`),
        step: formatCount(input.shownStep),
      }),
      columns: [t("table.variant"), ...(summary.columns ?? [])],
      rows: summary.rows.map((row) => [row.label, ...row.values]),
    },
    locate: (pixel) =>
      first
        ? {
            step: Math.max(0, Math.round(scale.step(first, fromPixel(x, pixel, area.width)))),
            layer: input.layer,
          }
        : null,
    marks: (hover) => {
      const marks: Mark[] = [];
      if (input.held !== null) marks.push({ kind: "vertical", x: pixelOf(input.held), held: true });
      if (hover?.step !== undefined) marks.push({ kind: "vertical", x: pixelOf(hover.step) });
      return marks.filter((mark) => mark.kind === "vertical" && mark.x >= -1 && mark.x <= area.width + 1);
    },
    readout: (hover) => (hover.step === undefined ? null : readout(hover.step)),
  };
}
