/** The linked cursor along an axis of time. */

import type { Hover, RunView } from "../state/telemetry";
import { type AxisScale, type Figure, fromPixel, type Mark, type PlotArea, toPixel } from "./figure";
import type { StepScale } from "./stepScale";

export interface TimeCursorInput {
  readonly x: AxisScale;
  readonly scale: StepScale;
  readonly area: PlotArea;
  /** The run by whose clock and batches the axis counts steps; nothing is located without one. */
  readonly run: RunView | undefined;
  /** The held step, or null while live. */
  readonly held: number | null;
}

/** The step at a pixel, and the lines at the held and the hovered step where these are in sight. */
export function timeCursor({ x, scale, area, run, held }: TimeCursorInput): Pick<Figure, "locate" | "marks"> {
  const pixelOf = (step: number) => (run ? toPixel(x, scale.position(run, step), area.width) : Number.NaN);
  return {
    locate: (pixel): Hover | null =>
      run ? { step: Math.max(0, Math.round(scale.step(run, fromPixel(x, pixel, area.width)))) } : null,
    marks: (hover) => {
      const marks: (Mark & { kind: "vertical" })[] = [];
      if (held !== null) marks.push({ kind: "vertical", x: pixelOf(held), held: true });
      if (hover?.step !== undefined) marks.push({ kind: "vertical", x: pixelOf(hover.step) });
      return marks.filter((mark) => mark.x >= -1 && mark.x <= area.width + 1);
    },
  };
}
