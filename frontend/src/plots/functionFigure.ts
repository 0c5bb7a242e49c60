/** Functions of one number as lines: what the catalog draws of its members. */

import type { Hover } from "../state/telemetry";
import { axisLayout, baseLayout, plotArea } from "./axes";
import { lineTrace, valueAxis } from "./curves";
import { endLabels, labelMargin } from "./endLabels";
import {
  type AxisScale,
  type Figure,
  fromPixel,
  type Label,
  type Mark,
  NOTHING_OUTSIDE,
  type PlotArea,
  type PlotFrame,
  type Readout,
  type Trace,
  toPixel,
} from "./figure";
import { formatValue } from "./format";
import { THEMES, variantStyle } from "./theme";
import { linearTicks, logTicks } from "./ticks";

/** One line; `x` is shared by all lines of a figure. */
export interface FunctionLine {
  readonly name: string;
  readonly y: readonly number[];
}

export interface FunctionInput {
  readonly frame: PlotFrame;
  readonly x: readonly number[];
  readonly lines: readonly FunctionLine[];
  /** Title of the horizontal axis, and the short name of what lies along it. */
  readonly xTitle: string;
  readonly xName: string;
  readonly label: string;
  readonly xRange?: readonly [number, number];
  /** "log" where all values are above 0 and span decades. */
  readonly kind?: AxisScale["kind"];
  /** Whether x counts steps or layers. */
  readonly whole?: boolean;
  /** One share at one place: drawn as a stem. */
  readonly stems?: boolean;
}

/** Where half of the values would lie within so small a part of a linear axis, it is logarithmic. */
const SQUEEZED = 0.01;

/** The axis that suits some values: logarithmic where all are above 0, and half of them far below the largest. */
export function suitableKind(values: readonly number[]): AxisScale["kind"] {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return (sorted[0] ?? 0) > 0 && middle < SQUEEZED * (sorted.at(-1) ?? 0) ? "log" : "linear";
}

export function functionFigure(input: FunctionInput): Figure {
  const { frame, x: places, lines } = input;
  const theme = THEMES[frame.scheme];
  const kind = input.kind ?? "linear";
  // One line is named above the axis, several at their ends.
  const ends = lines.length === 1 ? [] : lines.map((line) => line.name);
  const right = Math.max(20, labelMargin(ends, frame.width));
  const margins = { left: 48, right, top: 10, bottom: 38 };
  const area = plotArea(frame, margins);
  const first = places[0] ?? 0;
  const last = places.at(-1) ?? 1;
  const x: AxisScale = {
    kind: "linear",
    range: frame.zoom?.x ?? input.xRange ?? (last > first ? [first, last] : [first - 1, first + 1]),
  };
  const y: AxisScale = frame.zoom?.y ? { kind, range: frame.zoom.y } : valueAxis(extent(lines, kind), kind);
  const colors = lines.map((_, index) => variantStyle(index === 0 ? 2 : 0, frame.scheme).color);
  const color = (index: number) => colors[index] as string;
  const data: Trace[] = lines.map((line, index) =>
    lineTrace(
      line.name,
      input.stems
        ? stemPoints(places, line.y)
        : { x: Float64Array.from(places), y: Float64Array.from(line.y) },
      { color: color(index), width: 2 },
      // Plotly would leave points out where a curve bends little; at this size one sees the corners.
      { line: { color: color(index), width: 2, simplify: false } },
    ),
  );
  const axes = kind === "linear" ? zeroLines(x, y, theme.zero) : [];
  const nearest = (value: number) =>
    places.reduce(
      (best, place, index) =>
        Math.abs(place - value) < Math.abs((places[best] as number) - value) ? index : best,
      0,
    );
  const pixelOf = (index: number) => toPixel(x, places[index] as number, area.width);
  const heightOf = (value: number) => area.height - toPixel(y, value, area.height);
  const readout = ({ step }: Hover): Readout | null =>
    step === undefined || places[step] === undefined
      ? null
      : {
          title: `${input.xName} = ${formatPlace(places[step], input.whole)}`,
          rows: lines.map((line, index) => ({
            color: color(index),
            label: line.name,
            values: [formatValue(line.y[step] as number)],
          })),
        };
  const sampled = sample(places.length, 9);
  return {
    data: [...axes, ...data],
    layout: baseLayout(
      frame,
      margins,
      axisLayout(frame, x, linearTicks(x.range[0], x.range[1], area.width / 64, input.whole), {
        title: input.xTitle,
        grid: false,
      }),
      axisLayout(
        frame,
        y,
        kind === "log"
          ? logTicks(y.range[0], y.range[1], Math.max(2, area.height / 42))
          : linearTicks(y.range[0], y.range[1], Math.max(2, area.height / 42)),
      ),
    ),
    annotations:
      lines.length === 1
        ? [cornerLabel(lines[0] as FunctionLine, area, color(0))]
        : endLabels(
            lines.map((line, index) => {
              const at = lastShown(places, line.y, x.range);
              return {
                x: pixelOf(at),
                y: heightOf(line.y[at] as number),
                text: line.name,
                color: color(index),
              };
            }),
            area,
            right,
          ),
    outside: NOTHING_OUTSIDE,
    area,
    x,
    y,
    zoomable: true,
    subtitle: "",
    keys: [],
    notes: [],
    table: {
      caption: input.label,
      columns: [input.xName, ...lines.map((line) => line.name)],
      rows: sampled.map((index) => [
        formatPlace(places[index] as number, input.whole),
        ...lines.map((line) => formatValue(line.y[index] as number)),
      ]),
    },
    locate: (pixel) => ({ step: nearest(fromPixel(x, pixel, area.width)) }),
    marks: (hover) => {
      if (hover?.step === undefined || hover.step >= places.length) return [];
      const at = pixelOf(hover.step);
      const mark: Mark = { kind: "vertical", x: at };
      return at >= -1 && at <= area.width + 1 ? [mark] : [];
    },
    readout,
  };
}

/** The name of a single line, in the upper corner that it starts or ends farther from. */
function cornerLabel({ name, y }: FunctionLine, area: PlotArea, color: string): Label {
  const falls = (y[0] ?? 0) > (y.at(-1) ?? 0);
  return falls
    ? { x: area.width - 6, y: 7, text: name, color, anchor: "end" }
    : { x: 6, y: 7, text: name, color, anchor: "start" };
}

function extent(lines: readonly FunctionLine[], kind: AxisScale["kind"]): [number, number] | null {
  const values = lines.flatMap((line) =>
    line.y.filter((value) => Number.isFinite(value) && (kind === "linear" || value > 0)),
  );
  if (values.length === 0) return null;
  return [Math.min(...values), Math.max(...values)];
}

/** Every place's share as a line up from 0, parted by gaps. */
function stemPoints(
  places: readonly number[],
  values: readonly number[],
): { x: Float64Array; y: Float64Array } {
  return {
    x: Float64Array.from(places.flatMap((place) => [place, place, Number.NaN])),
    y: Float64Array.from(values.flatMap((value) => [0, value, Number.NaN])),
  };
}

/** The axes through 0, where 0 is in sight. */
function zeroLines(x: AxisScale, y: AxisScale, color: string): Trace[] {
  const line = { color, width: 1 };
  const inside = ({ range }: AxisScale) => range[0] < 0 && range[1] > 0;
  const plain = { type: "scatter", mode: "lines", line, hoverinfo: "skip" } as const;
  return [
    ...(inside(x) ? [{ ...plain, x: [0, 0], y: [...y.range] }] : []),
    ...(inside(y) ? [{ ...plain, x: [...x.range], y: [0, 0] }] : []),
  ];
}

/** The last place of a line that lies within the range and has a finite value. */
function lastShown(
  places: readonly number[],
  values: readonly number[],
  range: readonly [number, number],
): number {
  for (let index = places.length - 1; index > 0; index--) {
    const place = places[index] as number;
    if (place <= range[1] && Number.isFinite(values[index])) return index;
  }
  return 0;
}

/** About `count` indices, evenly from the first to the last. */
function sample(length: number, count: number): number[] {
  const many = Math.min(length, count);
  return [
    ...new Set(
      Array.from({ length: many }, (_, at) => Math.round((at * (length - 1)) / Math.max(1, many - 1))),
    ),
  ];
}

function formatPlace(value: number, whole = false): string {
  return whole ? String(Math.round(value)) : formatValue(Math.abs(value) < 1e-6 ? 0 : value);
}
