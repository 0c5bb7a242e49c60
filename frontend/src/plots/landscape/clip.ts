/** A polyline cut to a rectangle, so that what lies beyond the rectangle is drawn over nothing else. */
import type { Box } from "./gapChart";

type Point = readonly [number, number];

export function isIn([x, y]: Point, box: Box): boolean {
  // Half a pixel of slack: what lies on the edge is in.
  const slack = 0.5;
  return (
    x >= box.left - slack &&
    x <= box.left + box.width + slack &&
    y >= box.top - slack &&
    y <= box.top + box.height + slack
  );
}

/** The pieces that lie in the box, parted by points that are NaN. */
export function clipped(points: readonly Point[], box: Box): Point[] {
  const pieces: Point[] = [];
  for (let index = 1; index < points.length; index++) {
    const piece = cut(points[index - 1] as Point, points[index] as Point, box);
    if (piece === null) continue;
    const before = pieces.at(-1);
    if (before === undefined || before[0] !== piece[0][0] || before[1] !== piece[0][1]) {
      if (before !== undefined) pieces.push([Number.NaN, Number.NaN]);
      pieces.push(piece[0]);
    }
    pieces.push(piece[1]);
  }
  return pieces;
}

/** The part of a segment that lies in the box (Liang and Barsky, 1984); null where none does. */
function cut(from: Point, to: Point, box: Box): readonly [Point, Point] | null {
  let [enter, leave] = [0, 1];
  for (const [at, by, low, high] of [
    [from[0], to[0] - from[0], box.left, box.left + box.width],
    [from[1], to[1] - from[1], box.top, box.top + box.height],
  ] as const) {
    if (!Number.isFinite(at + by)) return null;
    if (by === 0) {
      if (at < low || at > high) return null;
      continue;
    }
    const [first, second] = [(low - at) / by, (high - at) / by];
    enter = Math.max(enter, Math.min(first, second));
    leave = Math.min(leave, Math.max(first, second));
  }
  if (enter > leave) return null;
  const on = (share: number): Point =>
    share === 0
      ? from
      : share === 1
        ? to
        : [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
  return [on(enter), on(leave)];
}
