/** A loss landscape: a curve on a line, a contour on a plane, with the run's path and what its drawing leaves out. */
import type { GrownLandscape } from "../../state/landscapes";
import type { Figure, PlotFrame } from "../figure";
import { lineFigure } from "./lineFigure";
import { planeFigure } from "./planeFigure";

export interface LandscapeInput {
  readonly frame: PlotFrame;
  readonly landscape: GrownLandscape;
  readonly logarithmic: boolean;
  /** The run's name and colour. */
  readonly name: string;
  readonly color: string;
  /** The step whose place on the path is marked; null while live. */
  readonly held: number | null;
}

/** Null until the axes are known. */
export function landscapeFigure(input: LandscapeInput): Figure | null {
  if (input.landscape.axes === null) return null;
  return input.landscape.dimensions === 1 ? lineFigure(input) : planeFigure(input);
}
