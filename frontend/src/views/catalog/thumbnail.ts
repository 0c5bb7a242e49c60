/** A member's drawing as a picture of a few pixels. */
import { suitableKind } from "../../plots/functionFigure";
import { numbers, type Preview } from "../../plots/previewFigure";

export const WIDTH = 92;
export const HEIGHT = 52;

export interface Thumbnail {
  /** An SVG path of the curve; empty for points. */
  readonly path: string;
  /** Points with their classes. */
  readonly dots: readonly { readonly x: number; readonly y: number; readonly group: number }[];
  /** Where 0 is, from the top; null where it is out of sight. */
  readonly zero: number | null;
}

const MOST_DOTS = 120;

export function thumbnail(preview: Preview): Thumbnail {
  const [x, y] = [numbers(preview.x), numbers(preview.y)];
  const log = preview.kind === "schedule" && suitableKind(y) === "log";
  const heights = log ? y.map(Math.log10) : preview.kind === "weights" ? [...y, 0] : y;
  const across = scale(x, WIDTH);
  const up = scale(heights, HEIGHT);
  const level = (value: number) => round(HEIGHT - up(log ? Math.log10(value) : value));
  if (preview.kind === "points") {
    const dots = x.slice(0, MOST_DOTS).map((value, index) => ({
      x: round(across(value)),
      y: level(y[index] as number),
      group: preview.classes?.[index] ?? 0,
    }));
    return { path: "", zero: null, dots };
  }
  const corners = x.map((value, index) => `${round(across(value))} ${level(y[index] as number)}`);
  const path = x.length === 1 ? `M${WIDTH / 2} ${HEIGHT}V0` : `M${corners.join("L")}`;
  const zero = level(0);
  return { path, dots: [], zero: !log && zero > 0 && zero < HEIGHT ? zero : null };
}

/** From values to pixels, with a little air at both ends; the middle where all are equal. */
function scale(values: readonly number[], length: number): (value: number) => number {
  const finite = values.filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const air = 4;
  return (value) => (high > low ? air + ((value - low) / (high - low)) * (length - 2 * air) : length / 2);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
