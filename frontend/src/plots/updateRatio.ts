/** Update over weight norm of one layer over time, with the rule of thumb of 1e-3. */

import type { Bands, RunView } from "../state/telemetry";
import {
  bandOf,
  bandOutline,
  bucketsOf,
  byVariant,
  type Curve,
  extremes,
  lineTrace,
  pointsOutside,
  polylines,
  valueAt,
  valueAxis,
} from "./curves";
import { indexAtOrBefore } from "./decimate";
import { endLabels, type LineEnd, labelMargin } from "./endLabels";
import {
  type AxisScale,
  axisLayout,
  baseLayout,
  type Figure,
  fromPixel,
  type Mark,
  type PlotFrame,
  plotArea,
  type Readout,
  type Trace,
  toPixel,
} from "./figure";
import { formatCount, formatValue } from "./format";
import { bandText } from "./learningCurvesText";
import { outsideNote } from "./outside";
import { type StepScale, stepTicks } from "./stepScale";
import { fade, THEMES } from "./theme";
import { logTicks } from "./ticks";

export interface UpdateRatioInput {
  readonly frame: PlotFrame;
  /** How many times the points of a live figure. */
  readonly detail?: number;
  readonly layer: string;
  readonly curves: readonly Curve[];
  readonly bands: Bands;
  readonly scale: StepScale;
  readonly held: number | null;
  readonly shownStep: number;
  readonly nameOf: (run: RunView) => string;
}

/** The guide: an update of about a thousandth of the weights per step. */
export const GUIDE = 1e-3;

export function updateRatio(input: UpdateRatioInput): Figure {
  const { frame, scale } = input;
  const { t } = frame;
  const theme = THEMES[frame.scheme];
  const groups = byVariant(input.curves);
  const names = groups.map((group) => input.nameOf((group[0] as Curve).run));
  const right = labelMargin([...names, t("update.guide")], frame.width);
  const margins = { left: 48, right, top: 10, bottom: 38 };
  const area = plotArea(frame, margins);
  const range = frame.zoom?.x ?? [0, scale.end];
  const x: AxisScale = { kind: "linear", range };
  const found = extremes(input.curves, scale, range, "log");
  const y: AxisScale = frame.zoom?.y
    ? { kind: "log", range: frame.zoom.y }
    : valueAxis([Math.min(found?.[0] ?? GUIDE, GUIDE / 2), Math.max(found?.[1] ?? GUIDE, GUIDE * 2)], "log");
  const data: Trace[] = [];
  const lines: Trace[] = [];
  const ends: LineEnd[] = [];
  const banded = groups.some((group) => bandOf(group, input.bands, "log") !== null);
  const buckets = bucketsOf(
    1500 * (input.detail ?? 1),
    banded ? groups.length : input.curves.length,
    area.width,
  );
  groups.forEach((group, which) => {
    const { run } = group[0] as Curve;
    const band = bandOf(group, input.bands, "log");
    const shown: Curve[] = band ? [{ run, steps: band.steps, values: band.mean }] : group;
    if (band) {
      data.push(
        lineTrace(
          `${names[which]} · ${t(`bands.${input.bands}`)}`,
          bandOutline(band, run, scale, 100),
          { color: run.style.color, width: 0 },
          {
            fill: "toself",
            fillcolor: fade(run.style.color, 0.18),
          },
        ),
      );
    }
    lines.push(
      lineTrace(names[which] as string, polylines(shown, scale, range, buckets), {
        color: run.style.color,
        width: 1.5,
      }),
    );
    const curve = shown[shown.length - 1] as Curve;
    let row = indexAtOrBefore(curve.steps, scale.step(run, range[1]));
    while (row >= 0 && !((curve.values[row] as number) > 0 && Number.isFinite(curve.values[row]))) row--;
    if (row < 0) return;
    ends.push({
      x: toPixel(x, scale.position(run, curve.steps[row] as number), area.width),
      y: area.height - toPixel(y, curve.values[row] as number, area.height),
      text: names[which] as string,
      color: run.style.color,
    });
  });
  const guide = {
    type: "scatter",
    mode: "lines",
    name: t("update.guide"),
    x: [range[0], range[1]],
    y: [GUIDE, GUIDE],
    line: { color: theme.muted, width: 1, dash: "dash" },
    hoverinfo: "skip",
  } satisfies Trace;
  const guideY = area.height - toPixel(y, GUIDE, area.height);
  if (guideY > 0 && guideY < area.height) {
    ends.push({ x: area.width, y: guideY, text: t("update.guide"), color: theme.muted });
  }
  const outside = pointsOutside(input.curves, scale, range, y);
  const out = outsideNote(outside, t);
  const first = groups[0]?.[0]?.run;
  const pixelOf = (step: number) =>
    first ? toPixel(x, scale.position(first, step), area.width) : Number.NaN;
  const readout = (step: number): Readout => ({
    title: t("readout.stepLayer", { step: formatCount(step), layer: input.layer }),
    rows: groups.map((group, which) => {
      const values = group.map((curve) => valueAt(curve, step)?.value).filter((value) => value !== undefined);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return {
        color: (group[0] as Curve).run.style.color,
        label: names[which] as string,
        values: [values.length > 0 ? formatValue(mean) : "–"],
      };
    }),
  });
  const summary = readout(input.shownStep);
  return {
    data: [guide, ...lines],
    under: data,
    layout: baseLayout(
      frame,
      margins,
      axisLayout(frame, x, stepTicks(scale, range, area.width), { title: scale.title, grid: false }),
      axisLayout(frame, y, logTicks(y.range[0], y.range[1], Math.max(2, area.height / 42))),
    ),
    annotations: endLabels(ends, area, right),
    outside,
    area,
    x,
    y,
    zoomable: true,
    subtitle: t("update.subtitle", { layer: input.layer }),
    keys: banded ? [{ shape: "square", text: bandText(input.bands, "log", t) }] : [],
    notes: out ? [out] : [],
    table: {
      caption: t("update.table", { layer: input.layer, step: formatCount(input.shownStep) }),
      columns: [t("table.variant"), t("update.name")],
      rows: summary.rows.map((row) => [row.label, ...row.values]),
    },
    locate: (pixel) =>
      first ? { step: Math.max(0, Math.round(scale.step(first, fromPixel(x, pixel, area.width)))) } : null,
    marks: (hover) => {
      const marks: Mark[] = [];
      if (input.held !== null) marks.push({ kind: "vertical", x: pixelOf(input.held), held: true });
      if (hover?.step !== undefined) marks.push({ kind: "vertical", x: pixelOf(hover.step) });
      return marks.filter((mark) => mark.kind === "vertical" && mark.x >= -1 && mark.x <= area.width + 1);
    },
    readout: (hover) => (hover.step === undefined ? null : readout(hover.step)),
  };
}
