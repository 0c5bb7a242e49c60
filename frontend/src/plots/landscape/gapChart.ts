/** True loss of the run against the loss where its path meets the plane, step by step: what the contour leaves out. */
import type { LandscapePath } from "../../state/landscapes";
import { valueAxis } from "../curves";
import { type Key, type Label, type Trace, toPixel } from "../figure";
import { textWidth } from "../textWidth";
import { fade, THEMES } from "../theme";
import { linearTicks, logTicks } from "../ticks";
import type { LandscapeInput } from "./landscapeFigure";

/** A rectangle in pixels of the plot area. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface GapChart {
  readonly traces: readonly Trace[];
  /** The space between both lines. */
  readonly under: readonly Trace[];
  readonly labels: readonly Label[];
  readonly keys: readonly Key[];
  readonly pixelOf: (snapshot: number) => number;
  /** The snapshot below a pixel; −1 outside of the box. */
  readonly snapshotAt: (x: number, y: number) => number;
}

export function gapChart(input: LandscapeInput, path: LandscapePath, box: Box): GapChart {
  const { frame, color } = input;
  const { t } = frame;
  const theme = THEMES[frame.scheme];
  const kind = input.logarithmic ? "log" : "linear";
  const shown = [...path.losses, ...path.projected].filter(
    (loss) => Number.isFinite(loss) && (kind === "linear" || loss > 0),
  );
  const scale = valueAxis(shown.length > 0 ? [Math.min(...shown), Math.max(...shown)] : null, kind);
  const last = Math.max(1, path.steps.at(-1) ?? 1);
  const across = (step: number) => box.left + (step / last) * box.width;
  const down = (loss: number) => {
    const pixel = toPixel(scale, loss, box.height);
    return Number.isFinite(pixel) ? box.top + box.height - pixel : Number.NaN;
  };
  const line = (name: string, losses: readonly number[], dash: string, stroke: string): Trace => ({
    type: "scatter",
    mode: "lines",
    name,
    x: path.steps.map(across),
    y: losses.map(down),
    line: { color: stroke, width: 2, dash },
    hoverinfo: "skip",
  });
  const texts = [t("landscape.path"), t("landscape.onPlane")] as const;
  const upper = path.losses.map(down);
  const lower = path.projected.map(down);
  const between: Trace = {
    type: "scatter",
    x: [...path.steps.map(across), ...path.steps.map(across).reverse()],
    y: [...upper, ...lower.reverse()],
    fill: "toself",
    fillcolor: fade(color, 0.16),
    line: { color: "rgba(0, 0, 0, 0)", width: 0 },
  };
  const values = (kind === "log" ? logTicks : linearTicks)(
    scale.range[0],
    scale.range[1],
    Math.max(2, box.height / 40),
  );
  const steps = linearTicks(0, last, Math.max(2, box.width / 70), true);
  const labels: Label[] = [
    ...values.values.map((value, index): Label => {
      return {
        x: box.left - 7,
        y: down(value),
        text: values.texts[index] ?? "",
        color: theme.muted,
        anchor: "end",
      };
    }),
    ...steps.values.map((value, index): Label => {
      const text = steps.texts[index] ?? "";
      return { x: across(value), y: box.top + box.height + 12, text, color: theme.muted, anchor: "middle" };
    }),
    {
      x: box.left + box.width / 2,
      y: box.top + box.height + 29,
      text: t("landscape.steps"),
      color: theme.muted,
      anchor: "middle",
    },
    titleOf(t("landscape.gapTitle"), box, theme.muted),
  ];
  return {
    traces: [line(texts[1], path.projected, "dot", theme.ink), line(texts[0], path.losses, "solid", color)],
    under: [between],
    labels,
    keys: [
      { shape: "line", color, text: texts[0] },
      { shape: "dashed", color: theme.ink, text: texts[1] },
    ],
    pixelOf: (snapshot) => across(path.steps[snapshot] ?? 0),
    snapshotAt: (x, y) => {
      if (x < box.left - 4 || x > box.left + box.width + 4 || y < box.top || y > box.top + box.height)
        return -1;
      const step = ((x - box.left) / box.width) * last;
      return path.steps.reduce(
        (best, one, at) => (Math.abs(one - step) < Math.abs((path.steps[best] ?? 0) - step) ? at : best),
        0,
      );
    },
  };
}

/** Above the box; a title wider than the box ends where the box does, over the space of its ticks. */
function titleOf(text: string, box: Box, color: string): Label {
  const y = box.top - 10;
  return textWidth(text) > box.width
    ? { x: box.left + box.width, y, text, color, anchor: "end" }
    : { x: box.left, y, text, color, anchor: "start" };
}
