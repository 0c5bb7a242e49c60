/** The axes that Plotly draws: their place in the frame, their ticks, and the layout that all figures share. */

import type { AxisScale, Layout, PlotArea, PlotFrame } from "./figure";
import { textWidth } from "./textWidth";
import { FONT, FONT_SIZE, THEMES } from "./theme";
import type { Ticks } from "./ticks";

export interface Margins {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export function plotArea(frame: PlotFrame, margins: Margins): PlotArea {
  return {
    left: margins.left,
    top: margins.top,
    width: Math.max(40, frame.width - margins.left - margins.right),
    height: Math.max(40, frame.height - margins.top - margins.bottom),
  };
}

/** The left margin that the vertical axis' ticks need, at least `least`: 1.5×10⁻⁷ is wider than 10⁻⁷. */
export function tickMargin(ticks: Ticks, least: number): number {
  return Math.max(least, Math.ceil(Math.max(0, ...ticks.texts.map(textWidth)) + 12));
}

/** The attributes of one axis. The ticks are ours, so that they are legible at every width. */
export function axisLayout(
  frame: PlotFrame,
  scale: AxisScale,
  ticks: Ticks,
  options: {
    readonly grid?: boolean;
    readonly fixed?: boolean;
    readonly title?: string;
    readonly reversed?: boolean;
  } = {},
): Layout {
  const theme = THEMES[frame.scheme];
  const range = options.reversed ? [scale.range[1], scale.range[0]] : [...scale.range];
  return {
    type: scale.kind,
    range,
    autorange: false,
    tickmode: "array",
    tickvals: [...ticks.values],
    ticktext: [...ticks.texts],
    tickfont: { family: FONT, size: FONT_SIZE, color: theme.muted },
    tickangle: 0,
    ticks: "outside",
    ticklen: 4,
    tickcolor: "rgba(0, 0, 0, 0)",
    showgrid: options.grid ?? true,
    gridcolor: theme.line,
    gridwidth: 1,
    zeroline: false,
    showline: false,
    fixedrange: options.fixed ?? false,
    automargin: false,
    ...(options.title
      ? {
          title: {
            text: options.title,
            font: { family: FONT, size: FONT_SIZE, color: theme.muted },
            standoff: 6,
          },
        }
      : {}),
  };
}

/** The layout that all figures share. */
export function baseLayout(
  frame: PlotFrame,
  margins: Margins,
  x: Layout,
  y: Layout,
  more: Layout = {},
): Layout {
  const theme = THEMES[frame.scheme];
  return {
    width: frame.width,
    height: frame.height,
    margin: {
      l: margins.left,
      r: margins.right,
      t: margins.top,
      b: margins.bottom,
      pad: 0,
      autoexpand: false,
    },
    paper_bgcolor: theme.card,
    plot_bgcolor: theme.card,
    font: { family: FONT, size: FONT_SIZE, color: theme.muted },
    showlegend: false,
    hovermode: false,
    dragmode: "zoom",
    xaxis: x,
    yaxis: y,
    ...more,
  };
}

/** The layout of a figure whose axes count pixels, and show nothing of themselves. */
export function pixelLayout(frame: PlotFrame, margins: Margins, x: AxisScale, y: AxisScale): Layout {
  const none = { values: [], texts: [] };
  return baseLayout(
    frame,
    margins,
    axisLayout(frame, x, none, { grid: false, fixed: true }),
    axisLayout(frame, y, none, { grid: false, fixed: true, reversed: true }),
    { dragmode: false },
  );
}
