/** A metric over time, with the levels that it is read against. */

import type { Bands, RunView } from "../state/telemetry";
import { axisLayout, baseLayout, plotArea, tickMargin } from "./axes";
import {
  bandOf,
  bandTrace,
  bucketsOf,
  byVariant,
  type Curve,
  extremes,
  lineTrace,
  meanAt,
  meanText,
  pointsOutside,
  polylines,
  valueAt,
  valueAxis,
} from "./curves";
import { indexAtOrBefore } from "./decimate";
import { endLabels, endRoom, type LineEnd } from "./endLabels";
import {
  type AxisScale,
  type Figure,
  heightOn,
  type Label,
  type Note,
  type PlotFrame,
  type Readout,
  type Trace,
  toPixel,
} from "./figure";
import { formatValue } from "./format";
import { bandText } from "./learningCurvesText";
import { outsideNote } from "./outside";
import { type StepScale, stepTicks } from "./stepScale";
import { linearTicks, logTicks } from "./ticks";
import { timeCursor } from "./timeCursor";

/** A level that the metric is read against: one value, or where it moves with the step, a curve. */
export interface Level {
  readonly text: string;
  readonly color: string;
  readonly value: number;
  readonly curve: Curve | null;
}

/** What the figure says of itself. */
export interface OverTimeWords {
  readonly name: string;
  readonly subtitle: string;
  readonly caption: string;
  readonly readout: (step: number) => string;
}

export interface OverTimeInput {
  readonly frame: PlotFrame;
  /** The vertical axis; logarithmic where it is not said. */
  readonly axis?: AxisScale["kind"];
  /** Values that the vertical axis shows in any case. */
  readonly limits?: readonly [number, number];
  /** How many times the points of a live figure. */
  readonly detail?: number;
  readonly curves: readonly Curve[];
  readonly levels: readonly Level[];
  readonly words: OverTimeWords;
  /** What is said under the figure, beside what lies outside of it. */
  readonly notes?: readonly Note[];
  readonly bands: Bands;
  readonly scale: StepScale;
  readonly held: number | null;
  readonly shownStep: number;
  readonly nameOf: (run: RunView) => string;
}

/** The value of a level at a step. */
function levelAt(level: Level, step: number): number {
  return level.curve === null ? level.value : (valueAt(level.curve, step)?.value ?? Number.NaN);
}

export function overTime(input: OverTimeInput): Figure {
  const { frame, scale, axis = "log" } = input;
  const { t } = frame;
  const usable = (value: number) => Number.isFinite(value) && (axis === "linear" || value > 0);
  const groups = byVariant(input.curves);
  const names = groups.map((group) => input.nameOf((group[0] as Curve).run));
  const { named, beside, right } = endRoom(
    names,
    frame.width,
    input.levels.map((level) => level.text),
  );
  const range = frame.zoom?.x ?? [0, scale.end];
  const x: AxisScale = { kind: "linear", range };
  const found = extremes(input.curves, scale, range, axis);
  const levels = input.levels.map((level) => levelAt(level, input.shownStep)).filter(usable);
  const heights = [
    ...(found ?? []),
    ...(input.limits ?? []),
    ...levels.flatMap((value) => (axis === "log" ? [value / 2, value * 2] : [value])),
  ].filter(Number.isFinite);
  const y: AxisScale = frame.zoom?.y
    ? { kind: axis, range: frame.zoom.y }
    : valueAxis(heights.length > 0 ? [Math.min(...heights), Math.max(...heights)] : null, axis);
  const upright = { right, top: 10, bottom: 38 };
  const { height } = plotArea(frame, { ...upright, left: 0 });
  const ticksOf = axis === "log" ? logTicks : linearTicks;
  const yTicks = ticksOf(y.range[0], y.range[1], Math.max(2, height / 42));
  const margins = { ...upright, left: tickMargin(yTicks, 48) };
  const area = plotArea(frame, margins);
  const data: Trace[] = [];
  const lines: Trace[] = [];
  const ends: LineEnd[] = [];
  const onLine: Label[] = [];
  const banded = groups.some((group) => bandOf(group, input.bands, axis) !== null);
  const buckets = bucketsOf(
    1500 * (input.detail ?? 1),
    banded ? groups.length : input.curves.length,
    area.width,
  );
  groups.forEach((group, which) => {
    const { run } = group[0] as Curve;
    const band = bandOf(group, input.bands, axis);
    const shown: Curve[] = band ? [{ run, steps: band.steps, values: band.mean }] : group;
    if (band) {
      data.push(bandTrace(`${names[which]} · ${t(`bands.${input.bands}`)}`, band, run, scale));
    }
    lines.push(
      lineTrace(names[which] as string, polylines(shown, scale, range, buckets), {
        color: run.style.color,
        width: 1.5,
      }),
    );
    const curve = shown[shown.length - 1] as Curve;
    let row = indexAtOrBefore(curve.steps, scale.step(run, range[1]));
    while (row >= 0 && !usable(curve.values[row] as number)) row--;
    if (row < 0 || !named) return;
    ends.push({
      x: toPixel(x, scale.position(run, curve.steps[row] as number), area.width),
      y: area.height - toPixel(y, curve.values[row] as number, area.height),
      text: names[which] as string,
      color: run.style.color,
    });
  });
  const guides = input.levels.map((level): Trace => {
    const points =
      level.curve === null
        ? { x: [range[0], range[1]], y: [level.value, level.value] }
        : polylines([level.curve], scale, range, buckets);
    return {
      type: "scatter",
      mode: "lines",
      name: level.text,
      ...points,
      line: { color: level.color, width: 1, dash: "dash" },
      hoverinfo: "skip",
    };
  });
  for (const level of input.levels) {
    const last =
      level.curve === null ? level.value : (level.curve.values[level.curve.values.length - 1] ?? Number.NaN);
    const height = area.height - toPixel(y, last, area.height);
    if (height <= 0 || height >= area.height) continue;
    const { text, color } = level;
    if (beside) ends.push({ x: area.width, y: height, text, color });
    else {
      const above = { x: area.width - 2, y: height + (height < 14 ? 8 : -8), text, color };
      onLine.push({ ...above, anchor: "end", plated: true });
    }
  }
  const outside = pointsOutside(input.curves, scale, range, y);
  const out = outsideNote(outside, t);
  const measured = (step: number): Readout => ({
    title: input.words.readout(step),
    rows: groups.map((group, which) => ({
      color: (group[0] as Curve).run.style.color,
      label: names[which] as string,
      values: [meanText(group, meanAt(group, step, input.bands, axis))],
    })),
  });
  const readout = (step: number): Readout => {
    const { title, rows } = measured(step);
    const lines = input.levels.map((level) => ({
      color: level.color,
      label: level.text,
      values: [formatValue(levelAt(level, step))],
    }));
    return { title, rows: [...rows, ...lines] };
  };
  const summary = measured(input.shownStep);
  return {
    data: [...guides, ...lines],
    under: data,
    layout: baseLayout(
      frame,
      margins,
      axisLayout(frame, x, stepTicks(scale, range, area.width), { title: scale.title, grid: false }),
      axisLayout(frame, y, yTicks),
    ),
    annotations: [...endLabels(ends, area, right), ...onLine],
    outside,
    area,
    x,
    y,
    zoomable: true,
    subtitle: input.words.subtitle,
    keys: banded ? [{ shape: "square", text: bandText(input.bands, axis, t) }] : [],
    notes: [...(input.notes ?? []), ...(out ? [out] : [])],
    table: {
      caption: input.words.caption,
      columns: [t("table.variant"), input.words.name],
      rows: summary.rows.map((row) => [row.label, ...row.values]),
    },
    ...timeCursor({ x, scale, area, run: groups[0]?.[0]?.run, held: input.held }),
    place: (row) => {
      const run = input.curves.find((curve) => curve.run.id === row.run)?.run;
      const height = heightOn(y, row, area.height);
      if (run === undefined || height === null) return null;
      return { x: toPixel(x, scale.position(run, row.step), area.width), ...height };
    },
    readout: (hover) => (hover.step === undefined ? null : readout(hover.step)),
  };
}
