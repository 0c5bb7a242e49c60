/** The vertical axis of the losses: logarithms where there is a floor to take them above, else the values themselves. */
import { linearTicks, logTicks, type Ticks } from "../ticks";

export interface LossScale {
  readonly kind: "log" | "linear";
  /** What is taken off each value; 0 where they are shown as they are. */
  readonly floor: number;
  /** Limits of the axis: exponents of ten where logarithmic. */
  readonly low: number;
  readonly high: number;
  readonly ticks: Ticks;
  /** How many points lie beyond and are not drawn. */
  readonly outside: number;
}

const MOST_DECADES = 12;
const MARGIN = 0.04;

/**
 * The scale for some paths' values. `deepest` is the value of the deepest known minimum, or null; `bounds` are the
 * lowest and the highest point of what is drawn of the surface: paths that leave it take no room.
 */
export function lossScale(
  paths: readonly (readonly number[])[],
  deepest: number | null,
  bounds: readonly [number, number],
  height: number,
): LossScale {
  const values = paths.flat();
  const highest = Math.min(extreme(values, Math.max), Math.max(bounds[1], ...paths.map(first)));
  const lowest = extreme(values, Math.min);
  const floor = deepest ?? (lowest > 0 && highest > 1000 * lowest ? 0 : null);
  const ticks = Math.max(2, Math.round(height / 36));
  return floor === null
    ? linearScale(values, Math.max(lowest, Math.min(bounds[0], ...paths.map(first))), highest, ticks)
    : logScale(values, floor, highest, ticks);
}

function logScale(values: readonly number[], floor: number, highest: number, count: number): LossScale {
  const heights = values.map((value) => value - floor);
  const most = Math.log10(highest > floor ? highest - floor : 1);
  const least = Math.log10(
    extreme(
      heights.filter((height) => height > 0),
      Math.min,
    ),
  );
  const low = Math.floor(Math.max(Math.min(least, most - 1), most - MOST_DECADES));
  const high = most + (most - low) * MARGIN;
  const outside = heights.filter((height) => !(height >= 10 ** low && height <= 10 ** high)).length;
  return { kind: "log", floor, low, high, ticks: logTicks(low, high, count), outside };
}

function linearScale(values: readonly number[], lowest: number, highest: number, count: number): LossScale {
  const margin = highest > lowest ? MARGIN * (highest - lowest) : Math.max(Math.abs(highest), 1) / 2;
  const [low, high] = [lowest - margin, highest + margin];
  const outside = values.filter((value) => value < low || value > high).length;
  return { kind: "linear", floor: 0, low, high, ticks: linearTicks(low, high, count), outside };
}

function first(path: readonly number[]): number {
  return path[0] ?? 0;
}

function extreme(values: readonly number[], choose: (a: number, b: number) => number): number {
  return values.length === 0 ? 0 : values.reduce((a, b) => choose(a, b));
}

/** The share of the axis, 0 at the bottom, at which a value lies. */
export function shareOf(value: number, { kind, floor, low, high }: LossScale): number {
  const place = kind === "log" ? Math.log10(Math.max(value - floor, Number.MIN_VALUE)) : value;
  return (place - low) / (high - low);
}
