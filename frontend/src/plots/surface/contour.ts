/** The contour of a surface on a canvas: bands of one hue, and a line at each level. */
import { contours } from "d3-contour";
import type { Scheme } from "../../state/telemetry";
import { type Levels, scaled } from "./levels";

/** Where heights reach a level, in units of the grid: node i lies at i + ½. */
export interface Band {
  readonly rings: readonly (readonly (readonly [number, number])[])[];
  /** 0 for the lowest level, 1 for the highest. */
  readonly share: number;
}

export interface Contour {
  readonly bands: readonly Band[];
  readonly columns: number;
  readonly rows: number;
  /** Nodes without a value, as [column, row]. */
  readonly missing: readonly (readonly [number, number])[];
}

/** The bands of a grid `z[row][column]`, row 0 lowest. */
export function contourOf(z: readonly (readonly number[])[], levels: Levels): Contour {
  const rows = z.length;
  const columns = z[0]?.length ?? 0;
  const heights = z.flat();
  const missing = heights.flatMap((height, index): [number, number][] =>
    Number.isFinite(height) ? [] : [[index % columns, Math.floor(index / columns)]],
  );
  const drawn = heights.map((height) => scaled(height, levels));
  const thresholds = levels.values.map((level) => scaled(level, levels));
  const made = contours().size([columns, rows]).thresholds(thresholds)(drawn);
  const bands = made.map((band, index) => ({
    rings: band.coordinates.flat() as unknown as Band["rings"],
    share: made.length > 1 ? index / (made.length - 1) : 1,
  }));
  return { bands, columns, rows, missing };
}

interface Ramp {
  readonly low: readonly [number, number, number];
  readonly high: readonly [number, number, number];
  readonly line: string;
  readonly missing: string;
}

/** Pale enough to lie under the paths: every colour of the palette stands out from every band. */
export const RAMPS: Readonly<Record<Scheme, Ramp>> = {
  light: { low: [255, 255, 255], high: [212, 220, 235], line: "rgba(59, 78, 120, 0.28)", missing: "#eceef2" },
  dark: { low: [20, 25, 33], high: [54, 66, 88], line: "rgba(170, 190, 230, 0.22)", missing: "#0c0f13" },
};

/** The colour of a band, or of the ground below the first level (share −1). */
export function bandColor(share: number, scheme: Scheme): string {
  const { low, high } = RAMPS[scheme];
  const part = Math.max(0, share);
  const mix = low.map((from, channel) => Math.round(from + ((high[channel] ?? from) - from) * part));
  return `rgb(${mix.join(", ")})`;
}

/** Draws the contour over a canvas of that size, in CSS pixels. */
export function drawContour(
  context: CanvasRenderingContext2D,
  { bands, columns, rows, missing }: Contour,
  width: number,
  height: number,
  scheme: Scheme,
): void {
  const across = width / (columns - 1);
  const up = height / (rows - 1);
  context.fillStyle = bandColor(-1, scheme);
  context.fillRect(0, 0, width, height);
  context.lineWidth = 1;
  context.strokeStyle = RAMPS[scheme].line;
  for (const band of bands) {
    const shape = new Path2D();
    for (const ring of band.rings) {
      ring.forEach(([column, row], index) => {
        const x = (column - 0.5) * across;
        const y = height - (row - 0.5) * up;
        if (index === 0) shape.moveTo(x, y);
        else shape.lineTo(x, y);
      });
      shape.closePath();
    }
    context.fillStyle = bandColor(band.share, scheme);
    context.fill(shape, "evenodd");
    context.stroke(shape);
  }
  context.fillStyle = RAMPS[scheme].missing;
  for (const [column, row] of missing)
    context.fillRect((column - 0.5) * across, height - (row + 0.5) * up, across + 1, up + 1);
}
