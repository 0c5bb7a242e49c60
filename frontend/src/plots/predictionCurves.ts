/** What regressions on one feature predict along it, at one step, over the samples that they learn from. */

import type { Points } from "../state/telemetry";
import { axisLayout, baseLayout, plotArea, tickMargin } from "./axes";
import { lineTrace, valueAxis } from "./curves";
import { endLabels, endRoom } from "./endLabels";
import {
  type AxisScale,
  type Figure,
  fromPixel,
  type Key,
  type Outside,
  type PlotFrame,
  type Trace,
  toPixel,
} from "./figure";
import { formatCount, formatValue } from "./format";
import { type PredictedCells, predictedAt } from "./predictedCells";
import { stepText } from "./profile";
import { THEMES } from "./theme";
import { linearTicks } from "./ticks";

export interface PredictionCurvesInput {
  readonly frame: PlotFrame;
  readonly predictions: readonly PredictedCells[];
  readonly points: Points;
  readonly shownStep: number;
  readonly replicates: string;
}

export function predictionCurves(input: PredictionCurvesInput): Figure {
  const { frame, points, shownStep } = input;
  const { t } = frame;
  const [left = 0, right = 1] = points.grid;
  const drawn = input.predictions.flatMap((one) => {
    const row = predictedAt(one, shownStep);
    return row === null ? [] : [{ run: one.run, ...row }];
  });
  const { named, right: room } = endRoom(
    drawn.map(({ run }) => run.label),
    frame.width,
  );
  const x: AxisScale = { kind: "linear", range: frame.zoom?.x ?? [left, right] };
  // The samples' range and a quarter of it: predictions that are far off would hide all else.
  const targets = extent(points.y);
  const quarter = (targets[1] - targets[0]) / 4;
  const y: AxisScale = frame.zoom?.y
    ? { kind: "linear", range: frame.zoom.y }
    : valueAxis([targets[0] - quarter, targets[1] + quarter], "linear");
  const upright = { right: Math.max(20, room), top: 10, bottom: 38 };
  const { height } = plotArea(frame, { ...upright, left: 0 });
  const yTicks = linearTicks(y.range[0], y.range[1], Math.max(2, height / 42));
  const margins = { ...upright, left: tickMargin(yTicks, 48) };
  const area = plotArea(frame, margins);
  const placeOf = (cell: number, cells: number) => left + ((right - left) * cell) / (cells - 1);
  const data: Trace[] = drawn.map(({ run, values }) =>
    lineTrace(
      run.label,
      { x: Float64Array.from(values, (_, cell) => placeOf(cell, values.length)), y: values },
      { ...run.style, width: 2.5 },
      { line: { color: run.style.color, dash: run.style.dash, width: 2.5, simplify: false } },
    ),
  );
  const ends = drawn.map(({ run, values }) => {
    const at = lastWithin(values, (cell) => placeOf(cell, values.length), x.range);
    return {
      x: toPixel(x, placeOf(at, values.length), area.width),
      y: area.height - toPixel(y, values[at] as number, area.height),
      text: run.label,
      color: run.style.color,
    };
  });
  const keys: Key[] = [{ shape: "dot", color: THEMES[frame.scheme].muted, text: t("split.train") }];
  if (Array.from(points.split).includes(1))
    keys.push({ shape: "ring", color: THEMES[frame.scheme].ink, text: t("split.validation") });
  return {
    data,
    under: samples(points, frame),
    layout: baseLayout(
      frame,
      margins,
      axisLayout(frame, x, linearTicks(x.range[0], x.range[1], area.width / 64), {
        title: t("prediction.feature"),
        grid: false,
      }),
      axisLayout(frame, y, yTicks),
    ),
    annotations: endLabels(named ? ends : [], area, margins.right),
    outside: cellsOutside(
      drawn.map(({ values }) => values),
      y,
    ),
    area,
    x,
    y,
    zoomable: true,
    subtitle: [
      t("prediction.subtitle"),
      stepText([...new Set(drawn.map(({ step }) => step))], t),
      input.replicates,
    ]
      .filter(Boolean)
      .join(" · "),
    keys,
    notes: [],
    table: {
      caption: t("prediction.curveTable", { step: formatCount(shownStep) }),
      columns: ["x", ...drawn.map(({ run }) => run.label)],
      rows: Array.from({ length: 9 }, (_, index) => [
        formatValue(placeOf(index, 9)),
        ...drawn.map(({ values }) =>
          formatValue(values[Math.round((index / 8) * (values.length - 1))] as number),
        ),
      ]),
    },
    locate: (pixelX, pixelY) => {
      const share = (fromPixel(x, pixelX, area.width) - left) / (right - left);
      const distances = drawn.map(({ run, values }) => {
        const value = values[Math.round(share * (values.length - 1))] ?? Number.NaN;
        return {
          variant: run.variant,
          away: Math.abs(area.height - toPixel(y, value, area.height) - pixelY),
        };
      });
      const near = distances.filter(({ away }) => away < 24).sort((a, b) => a.away - b.away)[0];
      return near === undefined ? null : { variant: near.variant };
    },
    marks: () => [],
    readout: () => null,
  };
}

/** The samples behind the curves: strokes of no length with round caps. */
function samples(points: Points, frame: PlotFrame): Trace[] {
  const theme = THEMES[frame.scheme];
  const size = Math.max(2.5, Math.min(6, 90 / Math.sqrt(Math.max(1, points.y.length))));
  const of = (split: number, color: string, width: number, opacity: number): Trace => {
    const chosen = Array.from(points.y, (_, index) => index).filter((index) => points.split[index] === split);
    const twice = (value: (index: number) => number) =>
      Float64Array.from(chosen.flatMap((index) => [value(index), value(index), Number.NaN]));
    return {
      type: "scatter",
      x: twice((index) => points.x[index]?.[0] as number),
      y: twice((index) => points.y[index] as number),
      line: { color, width, cap: "round" },
      opacity,
    };
  };
  return [
    of(0, theme.muted, size, 0.55),
    of(1, theme.ink, size + 1.5, 0.75),
    of(1, theme.card, size - 0.5, 1),
  ];
}

function extent(values: ArrayLike<number>): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of Array.from(values)) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? [low, high] : [0, 1];
}

/** The last cell in sight with a finite value, beside which the curve's name stands. */
function lastWithin(
  values: Float64Array,
  placeOf: (cell: number) => number,
  range: readonly [number, number],
): number {
  for (let cell = values.length - 1; cell > 0; cell--)
    if (placeOf(cell) <= range[1] && Number.isFinite(values[cell])) return cell;
  return 0;
}

function cellsOutside(rows: readonly Float64Array[], y: AxisScale): Outside {
  const count = (is: (value: number) => boolean) =>
    rows.reduce((sum, values) => sum + values.filter(is).length, 0);
  return {
    above: count((value) => Number.isFinite(value) && value > y.range[1]),
    below: count((value) => Number.isFinite(value) && value < y.range[0]),
    nonPositive: 0,
    nonFinite: count((value) => !Number.isFinite(value)),
  };
}
