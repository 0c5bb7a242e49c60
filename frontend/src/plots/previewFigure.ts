/** The catalog's drawing of a member, by its kind. */

import type { CatalogMember, WireNumber } from "../protocol/types";
import type { Figure, PlotFrame } from "./figure";
import { type FunctionLine, functionFigure, suitableKind } from "./functionFigure";
import { pointsFigure } from "./pointsFigure";

export type Preview = NonNullable<CatalogMember["preview"]>;

/** Texts of a kind: `lines.<kind>.y`, `.dy`, `.x` and `.at`. */
export type Words = (kind: string, part: "y" | "dy" | "x" | "at") => string;

/** A number as JSON carries it, as one. */
export function numbers(values: readonly WireNumber[]): number[] {
  return values.map(Number);
}

export interface PreviewInput {
  readonly frame: PlotFrame;
  readonly preview: Preview;
  readonly words: Words;
  readonly label: string;
  readonly columns: readonly [string, string];
}

export function previewFigure({ frame, preview, words, label, columns }: PreviewInput): Figure {
  const { kind } = preview;
  const [x, y] = [numbers(preview.x), numbers(preview.y)];
  if (kind === "points")
    return pointsFigure({
      frame,
      x,
      y,
      classes: preview.classes,
      label,
      columns,
      square: preview.classes !== null,
    });
  const lines: FunctionLine[] = [{ name: words(kind, "y"), y }];
  if (preview.dy !== null) lines.push({ name: words(kind, "dy"), y: numbers(preview.dy) });
  return functionFigure({
    frame,
    x,
    lines,
    label,
    xTitle: words(kind, "x"),
    xName: words(kind, "at"),
    kind: kind === "schedule" ? suitableKind(y) : "linear",
    whole: kind === "schedule" || kind === "moving_average" || kind === "sample_spread",
    ...(kind === "weights" ? { xRange: roundRange(x), stems: x.length <= 2 } : {}),
  });
}

/** What an initialiser predicts, layer by layer. */
export function layersFigure({ frame, preview, words, label }: PreviewInput): Figure {
  const { forward, backward } = preview.layers ?? { forward: [], backward: [] };
  return functionFigure({
    frame,
    x: forward.map((_, index) => index + 1),
    lines: [
      { name: words("layers", "y"), y: numbers(forward) },
      { name: words("layers", "dy"), y: numbers(backward) },
    ],
    label,
    xTitle: words("layers", "x"),
    xName: words("layers", "at"),
    kind: "log",
    whole: true,
  });
}

/** The next power of two on either side of 0: while a parameter moves, the axis stands still and the curve changes. */
function roundRange(x: readonly number[]): [number, number] {
  const reach = Math.max(...x.map(Math.abs), 1e-9);
  const limit = 2 ** Math.ceil(Math.log2(reach) - 1e-9);
  return [-limit, limit];
}
