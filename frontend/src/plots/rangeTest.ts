/** A range test: the loss over the learning rate that grew, raw and smoothed, with the rate that it suggests. */

import type { RunView } from "../state/telemetry";
import { axisLayout, baseLayout, plotArea, tickMargin } from "./axes";
import { bucketsOf, byVariant, type Curve, extremes, lineTrace, type Points, valueAxis } from "./curves";
import { indexAtOrBefore, lowerBound, minMaxIndices } from "./decimate";
import { endLabels, endRoom, type LineEnd } from "./endLabels";
import {
  type AxisScale,
  type Figure,
  fromPixel,
  type Mark,
  type Note,
  type Outside,
  type PlotFrame,
  type Readout,
  type Trace,
  toPixel,
} from "./figure";
import { formatCount, formatValue } from "./format";
import { outsideNote } from "./outside";
import { findRate, type RateFinder } from "./rateFinder";
import { stepScale } from "./stepScale";
import { THEMES } from "./theme";
import { logTicks } from "./ticks";

/** As many suggestions as are said in words; the table has all. */
const MOST_NOTES = 4;

/** The losses of a run, with the learning rate of each. */
export interface RateCurve extends Curve {
  readonly rates: ArrayLike<number>;
}

export interface RangeTestInput {
  readonly frame: PlotFrame;
  readonly unit: string;
  readonly curves: readonly RateCurve[];
  readonly held: number | null;
  readonly shownStep: number;
  readonly nameOf: (run: RunView) => string;
}

/** The learning rate of each row of a loss; rows whose learning rate is not known yet are left out. */
export function withRates(
  loss: Curve,
  rate: { readonly steps: ArrayLike<number>; readonly values: ArrayLike<number> },
): RateCurve {
  const rows: number[] = [];
  const rates: number[] = [];
  for (let row = 0; row < loss.steps.length; row++) {
    const at = indexAtOrBefore(rate.steps, loss.steps[row] as number);
    if (at < 0 || rate.steps[at] !== loss.steps[row]) continue;
    rows.push(row);
    rates.push(rate.values[at] as number);
  }
  return {
    run: loss.run,
    steps: Float64Array.from(rows, (row) => loss.steps[row] as number),
    values: Float64Array.from(rows, (row) => loss.values[row] as number),
    rates: Float64Array.from(rates),
  };
}

export function rangeTest(input: RangeTestInput): Figure {
  const { frame, curves } = input;
  const { t } = frame;
  const finders = curves.map((curve) => findRate(curve.rates, curve.values));
  const names = curves.map((curve) => input.nameOf(curve.run));
  const { named, right } = endRoom(names, frame.width);
  const x: AxisScale = { kind: "log", range: frame.zoom?.x ?? ratesRange(curves) };
  const y: AxisScale = frame.zoom?.y
    ? { kind: "log", range: frame.zoom.y }
    : valueAxis(lossRange(curves, finders), "log");
  const ticks = (axis: AxisScale, length: number) => logTicks(axis.range[0], axis.range[1], length);
  const upright = { right, top: 10, bottom: 38 };
  const yTicks = ticks(y, Math.max(2, plotArea(frame, { ...upright, left: 0 }).height / 42));
  const margins = { ...upright, left: tickMargin(yTicks, 48) };
  const area = plotArea(frame, margins);
  const under: Trace[] = [];
  const data: Trace[] = [];
  const ends: LineEnd[] = [];
  const buckets = bucketsOf(2400, curves.length, area.width);
  byVariant(curves).forEach((group) => {
    const { run } = group[0] as RateCurve;
    const name = input.nameOf(run);
    under.push(
      lineTrace(`${name} · ${t("curves.raw")}`, joined(group.map((curve) => rawPoints(curve, buckets))), {
        color: run.style.color,
        width: 1,
        opacity: 0.35,
      }),
    );
    const smoothed = group.map((curve) => finders[curves.indexOf(curve)] as RateFinder);
    data.push(lineTrace(name, joined(smoothed.map(smoothPoints)), { color: run.style.color, width: 2 }));
    const last = smoothed.at(-1)?.smoothed.at(-1);
    if (last) {
      ends.push({
        x: toPixel(x, last.rate, area.width),
        y: area.height - toPixel(y, last.loss, area.height),
        text: name,
        color: run.style.color,
      });
    }
  });
  const marks = suggestionMarks(curves, finders, frame);
  if (marks) data.push(marks);
  const outside = outsideOf(curves, x, y);
  const out = outsideNote(outside, t);
  const first = curves[0];
  const pixelOf = (step: number) => (first ? toPixel(x, rateAt(first, step), area.width) : Number.NaN);
  const readout = (step: number): Readout => ({
    title: t("range.readout", {
      step: formatCount(step),
      rate: first ? formatValue(rateAt(first, step)) : "–",
    }),
    rows: curves.map((curve, which) => {
      const row = indexAtOrBefore(curve.steps, step);
      const value = row < 0 ? "–" : formatValue(curve.values[row] as number);
      return { color: curve.run.style.color, label: names[which] as string, values: [value] };
    }),
  });
  return {
    data,
    under,
    layout: baseLayout(
      frame,
      margins,
      axisLayout(frame, x, ticks(x, Math.max(2, area.width / 60)), { title: t("range.axis"), grid: false }),
      axisLayout(frame, y, yTicks),
    ),
    annotations: endLabels(named ? ends : [], area, right),
    outside,
    area,
    x,
    y,
    zoomable: true,
    subtitle: t("curves.loss", { unit: input.unit }),
    keys: [
      { shape: "faint", text: t("curves.raw") },
      { shape: "line", text: t("curves.smoothed") },
      { shape: "ring", text: t("range.suggested") },
    ],
    notes: [
      ...curves.map((curve, which) => noteOf(curve, finders[which] as RateFinder, t)).slice(0, MOST_NOTES),
      ...(out ? [out] : []),
    ],
    table: {
      caption: t("range.table"),
      columns: [t("table.variant"), t("range.suggested"), t("range.lowest")],
      rows: curves.map((_, which) => {
        const { suggested, lowest } = finders[which] as RateFinder;
        const text = (rate: number | undefined) => (rate === undefined ? "–" : formatValue(rate));
        return [names[which] as string, text(suggested?.rate), text(lowest?.rate)];
      }),
    },
    locate: (pixel) => {
      if (!first || first.steps.length === 0) return null;
      const row = Math.min(lowerBound(first.rates, fromPixel(x, pixel, area.width)), first.steps.length - 1);
      return { step: first.steps[row] as number };
    },
    marks: (hover) => {
      const lines: Mark[] = [];
      if (input.held !== null) lines.push({ kind: "vertical", x: pixelOf(input.held), held: true });
      if (hover?.step !== undefined) lines.push({ kind: "vertical", x: pixelOf(hover.step) });
      return lines.filter((mark) => mark.kind === "vertical" && mark.x >= -1 && mark.x <= area.width + 1);
    },
    readout: (hover) => (hover.step === undefined ? null : readout(hover.step)),
  };
}

function rateAt(curve: RateCurve, step: number): number {
  const row = Math.max(0, indexAtOrBefore(curve.steps, step));
  return curve.rates[row] ?? Number.NaN;
}

function ratesRange(curves: readonly RateCurve[]): [number, number] {
  const firsts = curves.flatMap(({ rates }) => (rates.length > 0 ? [Math.log10(rates[0] as number)] : []));
  const lasts = curves.flatMap(({ rates }) =>
    rates.length > 0 ? [Math.log10(rates[rates.length - 1] as number)] : [],
  );
  if (firsts.length === 0) return [-6, 1];
  const [low, high] = [Math.min(...firsts), Math.max(...lasts)];
  return high - low < 0.1 ? [low - 0.5, high + 0.5] : [low, high];
}

/** From the lowest loss to a little above where training began: how far a run that diverges climbs tells nothing. */
function lossRange(curves: readonly RateCurve[], finders: readonly RateFinder[]): [number, number] | null {
  const scale = stepScale(
    "step",
    curves.map((curve) => curve.run),
    () => null,
    (key) => key,
  );
  const found = extremes(curves, scale, [0, scale.end], "log");
  const smoothed = finders.flatMap((finder) => finder.smoothed.map((point) => point.loss));
  if (!found || smoothed.length === 0) return found;
  return [found[0], Math.min(found[1], 2 * Math.max(...smoothed))];
}

/** How many recorded losses in the drawn range of rates the figure cannot show. */
function outsideOf(curves: readonly RateCurve[], x: AxisScale, y: AxisScale): Outside {
  const outside = { above: 0, below: 0, nonPositive: 0, nonFinite: 0 };
  const [low, high] = y.range.map((power) => 10 ** power) as [number, number];
  for (const { rates, values } of curves) {
    for (let row = 0; row < values.length; row++) {
      const decade = Math.log10(rates[row] as number);
      if (decade < x.range[0] - 1e-9 || decade > x.range[1] + 1e-9) continue;
      const value = values[row] as number;
      if (!Number.isFinite(value)) outside.nonFinite++;
      else if (value <= 0) outside.nonPositive++;
      else if (value > high) outside.above++;
      else if (value < low) outside.below++;
    }
  }
  return outside;
}

function rawPoints(curve: RateCurve, buckets: number): Points {
  const rows = minMaxIndices(curve.values, 0, curve.values.length, buckets);
  return {
    x: Float64Array.from(rows, (row) => curve.rates[row] as number),
    y: Float64Array.from(rows, (row) => curve.values[row] as number),
  };
}

function smoothPoints(finder: RateFinder): Points {
  return {
    x: Float64Array.from(finder.smoothed, (point) => point.rate),
    y: Float64Array.from(finder.smoothed, (point) => point.loss),
  };
}

/** Several lines in one trace, parted by NaN. */
function joined(parts: readonly Points[]): Points {
  const gap = [Number.NaN];
  return {
    x: Float64Array.from(parts.flatMap((part, index) => (index > 0 ? [...gap, ...part.x] : [...part.x]))),
    y: Float64Array.from(parts.flatMap((part, index) => (index > 0 ? [...gap, ...part.y] : [...part.y]))),
  };
}

function suggestionMarks(
  curves: readonly RateCurve[],
  finders: readonly RateFinder[],
  frame: PlotFrame,
): Trace | null {
  const found = finders.flatMap(({ suggested }, which) =>
    suggested === null ? [] : [{ ...suggested, color: (curves[which] as RateCurve).run.style.color }],
  );
  if (found.length === 0) return null;
  return {
    type: "scatter",
    mode: "markers",
    name: frame.t("range.suggested"),
    x: found.map(({ rate }) => rate),
    y: found.map(({ loss }) => loss),
    marker: {
      symbol: "circle",
      size: 10,
      color: THEMES[frame.scheme].card,
      line: { color: found.map(({ color }) => color), width: 2.5 },
    },
    hoverinfo: "skip",
    cliponaxis: false,
  };
}

function noteOf(curve: RateCurve, finder: RateFinder, t: PlotFrame["t"]): Note {
  const { suggested, lowest } = finder;
  const text =
    suggested === null || lowest === null
      ? t("range.none", { run: curve.run.label })
      : t("range.note", {
          run: curve.run.label,
          rate: formatValue(suggested.rate, 2),
          lowest: formatValue(lowest.rate, 2),
        });
  return { kind: "plain", items: [{ color: curve.run.style.color, text }] };
}
