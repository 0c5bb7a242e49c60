/**
 * Learning curves: a metric of the training split over time, smoothed or not, its raw values always visible behind,
 * and the same metric of the validation split as a thinner line with hollow markers.
 */

import type { Bands, RunView } from "../state/telemetry";
import { axisLayout, baseLayout, type Margins, plotArea, tickMargin } from "./axes";
import { breakHeight, breaksOf } from "./breaks";
import {
  bandOf,
  bandTrace,
  bucketsOf,
  byVariant,
  type Curve,
  extremes,
  lineTrace,
  markerTrace,
  pointsOutside,
  polylines,
  valueAt,
  valueAxis,
} from "./curves";
import { indexAtOrBefore } from "./decimate";
import { endLabels, endRoom, type LineEnd } from "./endLabels";
import {
  type AxisScale,
  type Dots,
  type Figure,
  heightOn,
  type Key,
  type PlotArea,
  type PlotFrame,
  type Trace,
  toPixel,
} from "./figure";
import { formatValue } from "./format";
import { bandText, readout, table } from "./learningCurvesText";
import { outsideNote } from "./outside";
import { rings } from "./rings";
import type { Band } from "./statistics";
import { type StepScale, stepTicks } from "./stepScale";
import { stopMarks } from "./stopMarks";
import { THEMES } from "./theme";
import { linearTicks, logTicks } from "./ticks";
import { timeCursor } from "./timeCursor";

export interface LearningCurvesInput {
  readonly frame: PlotFrame;
  /** How many times the points of a live figure: 1 while runs are training, more once nothing moves. */
  readonly detail?: number;
  readonly quantity: "loss" | "accuracy";
  readonly unit: string;
  readonly train: readonly Curve[];
  /** The training curves after smoothing, in the same order; the raw ones where nothing is smoothed. */
  readonly smoothed: readonly Curve[];
  readonly validation: readonly Curve[];
  /** What the second curve is of, if not the validation split. */
  readonly against?: "validation" | "evaluation";
  readonly smoothing: number;
  readonly bands: Bands;
  readonly scale: StepScale;
  readonly axis: AxisScale["kind"];
  /** The held step, or null while live. */
  readonly held: number | null;
  readonly shownStep: number;
  /** A value that the curves shall reach; null for none. */
  readonly target?: number | null;
  /** What a variant is called: its label, with the number of replicates. */
  readonly nameOf: (run: RunView) => string;
}

// What one refresh may cost: about 4 ms a thousand points.
const POINTS = { line: 1500, raw: 2400, validation: 400 };

export function learningCurves(input: LearningCurvesInput): Figure {
  const { frame, scale, bands, detail = 1 } = input;
  const { t } = frame;
  const groups = byVariant(input.smoothed);
  const names = groups.map((group) => input.nameOf((group[0] as Curve).run));
  const { named, right } = endRoom(names, frame.width);
  const range = frame.zoom?.x ?? [0, scale.end];
  const x: AxisScale = { kind: "linear", range };
  const all = [...input.train, ...input.validation];
  const found = extremes(all, scale, range, input.axis);
  let y = valueAxis(found, input.axis);
  if (input.quantity === "accuracy" && input.axis === "linear" && found) {
    y = { kind: "linear", range: [Math.min(0, found[0]), Math.max(1.02, found[1])] };
  }
  if (frame.zoom?.y) y = { kind: input.axis, range: frame.zoom.y };
  const upright = { right, top: 10, bottom: 38 };
  const yCount = Math.max(2, plotArea(frame, { ...upright, left: 0 }).height / 42);
  const yTicks =
    y.kind === "log" ? logTicks(y.range[0], y.range[1], yCount) : linearTicks(y.range[0], y.range[1], yCount);
  const margins: Margins = { ...upright, left: tickMargin(yTicks, 44) };
  const area = plotArea(frame, margins);

  const under: Trace[] = [];
  const data: Trace[] = [];
  const dots: Dots[] = [];
  const ends: LineEnd[] = [];
  const isSmoothed = input.smoothing > 0;
  const means = groups.map((group) => bandOf(group, bands, input.axis));
  const replicated = means.some((band) => band !== null);
  const buckets = bucketsOf(
    POINTS.line * detail,
    isSmoothed || replicated ? groups.length : input.train.length,
    area.width,
  );
  const faint = bucketsOf(POINTS.raw * detail, input.train.length, area.width);
  const rawGroups = byVariant(input.train);
  const solid: Trace[] = [];
  groups.forEach((group, which) => {
    const run = (group[0] as Curve).run;
    const name = names[which] as string;
    const band = means[which] ?? null;
    if (band && band.steps.length > 0) {
      under.push(bandTrace(`${name} · ${t(`bands.${bands}`)}`, band, run, scale));
    }
    if (isSmoothed || band) {
      under.push(
        lineTrace(
          `${name} · ${t("split.train")} · ${t("curves.raw")}`,
          polylines(rawGroups[which] ?? [], scale, range, faint),
          { color: run.style.color, width: 1, opacity: 0.28 },
        ),
      );
    }
    const mean: Curve = band ? { run, steps: band.steps, values: band.mean } : (group[0] as Curve);
    const lines = band ? [mean] : group;
    const smooth = input.smoothing >= 0.9;
    solid.push(
      lineTrace(`${name} · ${t("split.train")}`, polylines(lines, scale, range, buckets), {
        color: run.style.color,
        width: isSmoothed || band ? 2 : 1.4,
        dash: smooth ? run.style.dash : "solid",
      }),
    );
    for (const line of lines) {
      const row = lastFinite(line, scale, range[1]);
      if (row < 0) continue;
      ends.push({
        x: toPixel(x, scale.position(line.run, line.steps[row] as number), area.width),
        y: area.height - toPixel(y, line.values[row] as number, area.height),
        text: name,
        color: run.style.color,
      });
      if (line !== lines[lines.length - 1]) ends.pop();
    }
  });
  data.push(...solid);
  const validation = byVariant(input.validation);
  const validationBuckets = bucketsOf(POINTS.validation * detail, input.validation.length, area.width);
  for (const group of validation) {
    const run = (group[0] as Curve).run;
    const band = bandOf(group, bands, input.axis);
    const lines = band ? [{ run, steps: band.steps, values: band.mean }] : group;
    const points = polylines(lines, scale, range, validationBuckets);
    data.push(
      lineTrace(`${input.nameOf(run)} · ${t(`split.${input.against ?? "validation"}`)}`, points, {
        color: run.style.color,
        width: 1,
      }),
    );
    dots.push(rings(points, run, x, y, area));
  }
  const stops = stopMarks(input.validation.length > 0 ? input.validation : input.train, scale, frame);
  if (stops.trace) data.push(stops.trace);
  const heldMarks = heldPoints(input, groups, means, y);
  if (heldMarks) data.push(heldMarks);
  const breaks = breaksOf(rawGroups.flat(), scale, y, frame);
  if (breaks.trace) data.push(breaks.trace);

  const outside = pointsOutside(all, scale, range, y);
  // What is not finite has a mark and a note of its own.
  const out = outsideNote(breaks.trace ? { ...outside, nonFinite: 0 } : outside, t);
  const xTicks = stepTicks(scale, range, area.width);
  const layout = baseLayout(
    frame,
    margins,
    axisLayout(frame, x, xTicks, { title: scale.title, grid: false }),
    axisLayout(frame, y, yTicks),
  );
  const keys: Key[] = [{ shape: "line", text: t("split.train") }];
  if (isSmoothed || replicated) keys.push({ shape: "faint", text: t("curves.raw") });
  if (input.validation.length > 0)
    keys.push({ shape: "marked", text: t(`split.${input.against ?? "validation"}`) });
  if (replicated) keys.push({ shape: "square", text: bandText(bands, input.axis, t) });
  const goal = targetHeight(input.target ?? null, y, area);
  if (goal !== null)
    keys.push({ shape: "dashed", text: t("curves.target", { value: formatValue(goal.value) }) });
  const cursor = timeCursor({ x, scale, area, run: groups[0]?.[0]?.run, held: input.held });

  return {
    data,
    under,
    dots,
    layout,
    annotations: endLabels(named ? ends : [], area, right),
    outside,
    area,
    x,
    y,
    zoomable: true,
    subtitle: t(`curves.${input.quantity}`, { unit: input.unit }),
    keys,
    notes: [...breaks.notes, ...stops.notes, ...(out ? [out] : [])],
    table: table(input, names, groups, means),
    locate: cursor.locate,
    marks: (hover) =>
      goal === null ? cursor.marks(hover) : [...cursor.marks(hover), { kind: "horizontal", y: goal.y }],
    place: (row) => {
      const curve = all.find((one) => one.run.id === row.run);
      if (curve === undefined) return null;
      const at = toPixel(x, scale.position(curve.run, row.step), area.width);
      // What is not finite is marked where the curve breaks off.
      const value = Number.isFinite(row.value) ? row.value : breakHeight(curve, y);
      const height = heightOn(y, { ...row, value }, area.height);
      return height === null ? null : { x: at, ...height };
    },
    readout: (hover) => (hover.step === undefined ? null : readout(input, names, groups, hover.step)),
  };
}

/** The target with its height, where it is in view. */
function targetHeight(
  value: number | null,
  y: AxisScale,
  area: PlotArea,
): { readonly value: number; readonly y: number } | null {
  if (value === null || (y.kind === "log" && value <= 0)) return null;
  const height = area.height - toPixel(y, value, area.height);
  return height >= 0 && height <= area.height ? { value, y: height } : null;
}

function lastFinite(curve: Curve, scale: StepScale, high: number): number {
  let row = indexAtOrBefore(curve.steps, scale.step(curve.run, high));
  while (row >= 0 && !Number.isFinite(curve.values[row])) row--;
  return row;
}

function heldPoints(
  input: LearningCurvesInput,
  groups: Curve[][],
  means: readonly (Band | null)[],
  y: AxisScale,
): Trace | null {
  if (input.held === null) return null;
  const points = { x: [] as number[], y: [] as number[], color: [] as string[] };
  for (const [which, group] of groups.entries()) {
    const band = means[which];
    const lines: Curve[] = band
      ? [{ run: (group[0] as Curve).run, steps: band.steps, values: band.mean }]
      : group;
    for (const line of lines) {
      const at = valueAt(line, input.held);
      if (!at || !Number.isFinite(at.value) || (y.kind === "log" && at.value <= 0)) continue;
      points.x.push(input.scale.position(line.run, at.step));
      points.y.push(at.value);
      points.color.push(line.run.style.color);
    }
  }
  return markerTrace(input.frame.t("curves.heldMark"), points.x, points.y, {
    symbol: "circle",
    size: 7,
    color: points.color,
    line: { color: THEMES[input.frame.scheme].card, width: 1.5 },
  });
}
