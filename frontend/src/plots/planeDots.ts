/** The samples of a plane over small multiples: as many as can be drawn, training and validation apart. */

import type { Points } from "../state/telemetry";
import type { Dots, Translate } from "./figure";
import { formatValue } from "./format";
import type { Tile } from "./tiles";

/** x and y from, to. */
export type Bounds = readonly [number, number, number, number];

/** How the samples of one group are drawn; hollow ones show the colour as a rim alone. */
export type DotStyle = Pick<Dots, "name" | "color" | "shape" | "hollow">;

export interface PlaneDotsInput {
  readonly points: Points;
  readonly places: readonly Tile[];
  readonly groupOf: (index: number) => number;
  readonly styleOf: (group: number, isValidation: boolean) => DotStyle;
  readonly t: Translate;
  /** The least size of a dot, in pixels, and how many are drawn at most in all tiles. */
  readonly least?: number;
  readonly most?: number;
}

const DOT_BUDGET = 6000;

export function boundsOf(points: Points | null): Bounds {
  const [left = 0, right = 1, low = 0, high = 1] = points?.grid ?? [];
  return [left, right, low, high];
}

/** The limits of the plane: they are the same in every tile. */
export function planeText(bounds: Bounds): string {
  const [left, right, low, high] = bounds.map((value) => formatValue(value, 2));
  return `x₁ ${left} – ${right}, x₂ ${low} – ${high}`;
}

export function planeDots(input: PlaneDotsInput): { dots: Dots[]; drawn: number; all: number } {
  const { points, places, groupOf, styleOf, t, least = 1.6, most = DOT_BUDGET } = input;
  const bounds = boundsOf(points);
  const total = points.y.length;
  const share = Math.min(1, most / Math.max(1, total * places.length));
  // Many points in a small tile are small, so that the plane stays in sight between them.
  const size = Math.max(
    least,
    Math.min(4.5, (0.4 * (places[0]?.width ?? 200)) / Math.sqrt(Math.max(1, total * share))),
  );
  const groups = new Map<string, { x: number[]; y: number[]; label: number; split: number }>();
  let drawn = 0;
  for (let index = 0; index < total; index++) {
    // Spread evenly, and not in step with an order of classes: multiples of the golden ratio.
    if (share < 1 && (index * 0.6180339887498949) % 1 >= share) continue;
    drawn++;
    const label = groupOf(index);
    const split = points.split[index] as number;
    const key = `${label}/${split}`;
    const group = groups.get(key) ?? { x: [], y: [], label, split };
    groups.set(key, group);
    const pair = points.x[index] as ArrayLike<number>;
    for (const place of places) {
      group.x.push(place.left + (((pair[0] as number) - bounds[0]) / (bounds[1] - bounds[0])) * place.width);
      group.y.push(
        place.top + (1 - ((pair[1] as number) - bounds[2]) / (bounds[3] - bounds[2])) * place.height,
      );
    }
  }
  const dots = [...groups.values()]
    .sort((a, b) => a.split - b.split || a.label - b.label)
    .map((group) => {
      const isValidation = group.split === 1;
      const style = styleOf(group.label, isValidation);
      return {
        ...style,
        name: `${style.name} · ${t(isValidation ? "split.validation" : "split.train")}`,
        x: Float64Array.from(group.x),
        y: Float64Array.from(group.y),
        size: style.hollow ? Math.max(3, size + 0.5) : size,
      };
    });
  return { dots, drawn, all: total };
}
