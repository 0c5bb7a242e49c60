/** Points in the plane, coloured by class. */

import { axisLayout, baseLayout, plotArea } from "./axes";
import { type AxisScale, type Figure, NOTHING_OUTSIDE, type PlotFrame, type Trace } from "./figure";
import { formatCount } from "./format";
import { variantStyle } from "./theme";
import { linearTicks } from "./ticks";

export interface PointsInput {
  readonly frame: PlotFrame;
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** The class of each point; null where points have none (a regression). */
  readonly classes: readonly number[] | null;
  readonly label: string;
  /** What a class and a count of points are called. */
  readonly columns: readonly [string, string];
  /** Whether both axes have one scale: points of a plane, not of a function. */
  readonly square?: boolean;
}

export function pointsFigure(input: PointsInput): Figure {
  const { frame } = input;
  const margins = { left: 40, right: 14, top: 10, bottom: 26 };
  const area = plotArea(frame, margins);
  const [wide, high] = [spanOf(input.x), spanOf(input.y)];
  // One unit is as long across as up, so that circles are round.
  const unit = Math.max(wide.span / area.width, high.span / area.height);
  const axis = ({ middle, span }: Span, pixels: number): AxisScale => {
    const half = ((input.square ?? true) ? unit * pixels : span) / 2;
    return { kind: "linear", range: [middle - half, middle + half] };
  };
  const x: AxisScale = frame.zoom?.x ? { kind: "linear", range: frame.zoom.x } : axis(wide, area.width);
  const y: AxisScale = frame.zoom?.y ? { kind: "linear", range: frame.zoom.y } : axis(high, area.height);
  const classes = [...new Set(input.classes ?? [0])].sort((a, b) => a - b);
  const of = (group: number) =>
    input.x.flatMap((_, index) => (input.classes === null || input.classes[index] === group ? [index] : []));
  const data = classes.map((group): Trace => {
    const style = variantStyle(group, frame.scheme);
    const chosen = of(group);
    return {
      type: "scatter",
      mode: "markers",
      name: String(group),
      x: chosen.map((index) => input.x[index] as number),
      y: chosen.map((index) => input.y[index] as number),
      marker: { size: 6, color: style.color, symbol: style.marker, opacity: 0.85, line: { width: 0 } },
      hoverinfo: "skip",
    };
  });
  const ticks = (scale: AxisScale, pixels: number) =>
    linearTicks(scale.range[0], scale.range[1], pixels / 60);
  return {
    data,
    layout: baseLayout(
      frame,
      margins,
      axisLayout(frame, x, ticks(x, area.width)),
      axisLayout(frame, y, ticks(y, area.height)),
    ),
    annotations: [],
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
      columns: input.columns,
      rows: classes.map((group) => [String(group), formatCount(of(group).length)]),
    },
    locate: () => null,
    marks: () => [],
    readout: () => null,
  };
}

interface Span {
  readonly middle: number;
  readonly span: number;
}

/** The middle of some values, and their range with a little air. */
function spanOf(values: readonly number[]): Span {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return { middle: (low + high) / 2, span: Math.max(high - low, 1e-9) * 1.1 };
}
