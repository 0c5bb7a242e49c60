/** Paths over a contour: pixels of each step, and the drawing of what has been walked so far. */
import type { Domain, Point } from "../../state/surfaces";
import type { VariantStyle } from "../../state/telemetry";

/** The part of the plane that is drawn, and its size in pixels. */
export interface Frame {
  readonly domain: Domain;
  readonly width: number;
  readonly height: number;
}

/** A path in pixels. `kept` are the steps that a line of pixels can show, `dots` those that stand well apart. */
export interface Line {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly kept: Int32Array;
  readonly dots: Int32Array;
  readonly style: VariantStyle;
  readonly divergedAt: number | null;
}

/** Places beyond are drawn as if they were here, in pixels: canvases lose their way with larger numbers. */
const FAR = 1e5;
const NEAR = 0.4;
const DOT_DISTANCE = 7;

const DASHES: Readonly<Record<VariantStyle["dash"], readonly number[]>> = {
  solid: [],
  dash: [8, 4],
  dot: [2, 3.5],
  dashdot: [8, 3.5, 2, 3.5],
};

export function toPixels([x, y]: Point, { domain, width, height }: Frame): Point {
  const [left, right, low, high] = domain;
  return [clamped(((x - left) / (right - left)) * width), clamped((1 - (y - low) / (high - low)) * height)];
}

export function toPlane([x, y]: Point, { domain, width, height }: Frame): Point {
  const [left, right, low, high] = domain;
  return [left + (x / width) * (right - left), low + (1 - y / height) * (high - low)];
}

function clamped(pixel: number): number {
  return Math.max(-FAR, Math.min(FAR, pixel));
}

export function lineOf(
  path: { readonly x: readonly number[]; readonly y: readonly number[]; readonly diverged_at: number | null },
  frame: Frame,
  style: VariantStyle,
): Line {
  const pixels = path.x.map((x, step) => toPixels([x, path.y[step] as number], frame));
  return lineThrough(pixels, path.diverged_at, style);
}

/** The line through the pixels of its steps. */
export function lineThrough(pixels: readonly Point[], divergedAt: number | null, style: VariantStyle): Line {
  const x = Float64Array.from(pixels, ([across]) => across);
  const y = Float64Array.from(pixels, ([, down]) => down);
  const kept: number[] = [];
  const dots: number[] = [];
  const distance = (from: number, to: number) =>
    Math.hypot((x[to] as number) - (x[from] as number), (y[to] as number) - (y[from] as number));
  for (let step = 0; step < x.length; step++) {
    const last = kept[kept.length - 1];
    if (last === undefined || distance(last, step) >= NEAR || step === x.length - 1) kept.push(step);
    if (step > 0 && distance(step - 1, step) >= DOT_DISTANCE) dots.push(step);
  }
  return { x, y, kept: Int32Array.from(kept), dots: Int32Array.from(dots), style, divergedAt };
}

/** Where the optimizer is at a position between steps; null for a path that has no place at all. */
export function tipOf({ x, y }: Pick<Line, "x" | "y">, position: number): Point | null {
  const last = x.length - 1;
  if (last < 0) return null;
  const from = Math.min(last, Math.floor(position));
  const to = Math.min(last, from + 1);
  const part = Math.min(1, Math.max(0, position - from));
  const between = (values: Float64Array) =>
    (values[from] as number) + ((values[to] as number) - (values[from] as number)) * part;
  return [between(x), between(y)];
}

/** Draws the lines up to a position, the heads on top; `card` is the colour of the halo that parts crossing lines. */
export function drawLines(
  context: CanvasRenderingContext2D,
  lines: readonly Line[],
  position: number,
  { card, broken }: { readonly card: string; readonly broken: string },
): void {
  context.lineJoin = "round";
  context.lineCap = "butt";
  for (const line of lines) {
    const walked = walkedPath(line, position);
    if (walked === null) continue;
    context.setLineDash([]);
    context.globalAlpha = 0.75;
    context.lineWidth = 5;
    context.strokeStyle = card;
    context.stroke(walked);
    context.globalAlpha = 1;
    context.lineWidth = 2.2;
    context.strokeStyle = line.style.color;
    context.setLineDash([...DASHES[line.style.dash]]);
    context.stroke(walked);
  }
  context.setLineDash([]);
  for (const line of lines) drawSteps(context, line, position);
  for (const line of lines) drawHead(context, line, position, card, broken);
}

function walkedPath(line: Line, position: number): Path2D | null {
  const tip = tipOf(line, position);
  if (tip === null) return null;
  const walked = new Path2D();
  for (const step of line.kept) {
    if (step > position) break;
    const [x, y] = [line.x[step] as number, line.y[step] as number];
    if (step === 0) walked.moveTo(x, y);
    else walked.lineTo(x, y);
  }
  walked.lineTo(...tip);
  return walked;
}

/** A dot at each step that stands apart from the one before: the length of the steps is half of what there is to see. */
function drawSteps(context: CanvasRenderingContext2D, line: Line, position: number): void {
  context.fillStyle = line.style.color;
  for (const step of line.dots) {
    if (step > position) break;
    const [x, y] = [line.x[step] as number, line.y[step] as number];
    context.beginPath();
    context.arc(x, y, 2.6, 0, 2 * Math.PI);
    context.fill();
  }
}

function drawHead(
  context: CanvasRenderingContext2D,
  line: Line,
  position: number,
  card: string,
  broken: string,
): void {
  const tip = tipOf(line, position);
  if (tip === null) return;
  const [x, y] = tip;
  const over = line.divergedAt !== null && position >= line.x.length - 1;
  context.beginPath();
  if (over) {
    context.moveTo(x - 6, y - 6);
    context.lineTo(x + 6, y + 6);
    context.moveTo(x + 6, y - 6);
    context.lineTo(x - 6, y + 6);
    context.lineWidth = 3;
    context.strokeStyle = broken;
    context.stroke();
    return;
  }
  context.arc(x, y, 5.5, 0, 2 * Math.PI);
  context.fillStyle = line.style.color;
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = card;
  context.stroke();
}

/** Whether a place lies in what is drawn. */
export function isInside([x, y]: Point, [left, right, low, high]: Domain): boolean {
  return x >= left && x <= right && y >= low && y <= high;
}

/** A place as one would name it: to about a four-hundredth of what is drawn. */
export function rounded([x, y]: Point, [left, right, low, high]: Domain): Point {
  return [tidy(x, (right - left) / 400), tidy(y, (high - low) / 400)];
}

/** The length of a step with the arrow keys: a round number, about a fortieth of what is drawn. */
export function nudgeOf([left, right, low, high]: Domain): Point {
  return [10 ** Math.floor(Math.log10((right - left) / 40)), 10 ** Math.floor(Math.log10((high - low) / 40))];
}

function tidy(value: number, grain: number): number {
  const decimals = Math.max(0, -Math.floor(Math.log10(grain)));
  return Number(value.toFixed(Math.min(decimals, 12))) + 0;
}

/** The distance of a place to the nearest of some; null where there are none. */
export function nearest(
  [x, y]: Point,
  places: readonly { readonly x: number; readonly y: number }[],
): number | null {
  return places.length === 0
    ? null
    : Math.min(...places.map((place) => Math.hypot(x - place.x, y - place.y)));
}

/** The surface's height at a place, between the nodes of its grid; null outside. */
export function heightAt(
  [x, y]: Point,
  grid: {
    readonly x: readonly number[];
    readonly y: readonly number[];
    readonly z: readonly (readonly number[])[];
  },
): number | null {
  const column = placeOn(grid.x, x);
  const row = placeOn(grid.y, y);
  if (column === null || row === null) return null;
  const value = (r: number, c: number) => grid.z[r]?.[c] ?? Number.NaN;
  const along = (r: number) =>
    value(r, column.index) * (1 - column.part) + value(r, column.index + 1) * column.part;
  return along(row.index) * (1 - row.part) + along(row.index + 1) * row.part;
}

function placeOn(axis: readonly number[], value: number): { index: number; part: number } | null {
  const first = axis[0] as number;
  const last = axis[axis.length - 1] as number;
  if (!(value >= first && value <= last)) return null;
  const place = ((value - first) / (last - first)) * (axis.length - 1);
  const index = Math.min(axis.length - 2, Math.floor(place));
  return { index, part: place - index };
}
