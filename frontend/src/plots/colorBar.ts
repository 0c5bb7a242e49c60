/** The colour scale beside tiles: a strip of the same axes, with its ticks as labels. */

import { type ColorLimits, colorStops, SCALE_RANGE } from "./colorScale";
import type { Label, PlotArea, PlotFrame, Trace } from "./figure";
import { THEMES } from "./theme";
import { linearTicks, logTicks, type Ticks } from "./ticks";

const STRIP = 12;

/** The space right of the tiles that the scale and its ticks take. */
export const COLOR_BAR_WIDTH = 66;

export function scaleTicks(limits: ColorLimits, height: number): Ticks {
  const count = Math.max(2, height / 34);
  return limits.kind === "log"
    ? logTicks(limits.low, limits.high, count)
    : linearTicks(limits.low, limits.high, count);
}

/** What every heatmap on the shared scale has. */
export function scaled(frame: PlotFrame): Partial<Trace> {
  return {
    zmin: SCALE_RANGE[0],
    zmax: SCALE_RANGE[1],
    zauto: false,
    colorscale: colorStops(frame.scheme),
    showscale: false,
    hoverinfo: "skip",
    hoverongaps: false,
    zsmooth: false,
  };
}

/** The strip at the right of the tiles, with its labels; `unit` stands above. */
export function colorBar(
  frame: PlotFrame,
  area: PlotArea,
  limits: ColorLimits,
  unit: string,
): { trace: Trace; labels: Label[] } {
  const theme = THEMES[frame.scheme];
  const top = 16;
  const height = Math.max(30, area.height - top);
  const left = area.width + 14;
  const steps = 64;
  const z = Array.from({ length: steps }, (_, index) => [1 - index / (steps - 1)]);
  const ticks = scaleTicks(limits, height);
  const labels: Label[] = ticks.values.map((value, index) => {
    const scaledValue = limits.kind === "log" ? Math.log10(value) : value;
    const share = (scaledValue - limits.low) / (limits.high - limits.low);
    return {
      x: left + STRIP + 5,
      y: top + (1 - share) * height,
      text: ticks.texts[index] as string,
      color: theme.muted,
      anchor: "start",
    };
  });
  if (unit) labels.push({ x: left, y: 4, text: unit, color: theme.muted, anchor: "start" });
  const trace: Trace = {
    type: "heatmap",
    name: frame.t("heatmap.scale"),
    z,
    x0: left + STRIP / 2,
    dx: STRIP,
    y0: top + height / steps / 2,
    dy: height / steps,
    ...scaled(frame),
  };
  return { trace, labels };
}
