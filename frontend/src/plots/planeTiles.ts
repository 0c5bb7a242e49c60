/** Pictures of the plane of two features, one tile per variant, with the samples over them. */

import type { Points, RunView } from "../state/telemetry";
import { type Margins, pixelLayout, plotArea } from "./axes";
import {
  type Figure,
  type Label,
  NOTHING_OUTSIDE,
  type Note,
  type PlotArea,
  type PlotFrame,
  type Trace,
} from "./figure";
import { formatCount } from "./format";
import { boundsOf, type planeDots, planeText } from "./planeDots";
import { stepText } from "./profile";
import { fitText } from "./textWidth";
import { type Tile, tileAt, tiles } from "./tiles";

const MARGINS: Margins = { left: 4, right: 4, top: 2, bottom: 4 };

export interface PlaneRoom {
  readonly area: PlotArea;
  /** The part of the area that the tiles have. */
  readonly room: PlotArea;
  readonly places: readonly Tile[];
}

/** Tiles for `count` planes in their own proportions, as far as these are no strip; `beside` pixels at the right stay free. */
export function planeRoom(frame: PlotFrame, count: number, points: Points | null, beside = 0): PlaneRoom {
  const area = plotArea(frame, MARGINS);
  const room = { ...area, width: area.width - beside };
  const [left, right, low, high] = boundsOf(points);
  const aspect = Math.max(0.5, Math.min(2, (right - left) / Math.max(1e-9, high - low)));
  return {
    area,
    room,
    places: tiles(count, room, { title: 18, gap: 12, aspect, leastWidth: 70, rigid: true }),
  };
}

/** A plane in its tile: `heights` of its cells, row-major in x₂ and then x₁, the largest x₂ on top. */
export function planeTrace(name: string, place: Tile, heights: Float64Array, style: Partial<Trace>): Trace {
  const side = Math.round(Math.sqrt(heights.length));
  return {
    type: "heatmap",
    name,
    z: Array.from({ length: side }, (_, line) =>
      heights.slice((side - 1 - line) * side, (side - line) * side),
    ),
    x0: place.left + place.width / side / 2,
    dx: place.width / side,
    y0: place.top + place.height / side / 2,
    dy: place.height / side,
    ...style,
  };
}

/** The names of the variants above their tiles. */
export function planeNames(runs: readonly RunView[], places: readonly Tile[]): Label[] {
  return runs.map(({ label, style }, which) => {
    const place = places[which] as Tile;
    return {
      x: place.left + place.width / 2,
      y: place.top - 9,
      text: fitText(label, place.width + 10),
      color: style.color,
      anchor: "middle",
      strong: true,
    };
  });
}

/** What follows the title: what is drawn, of which steps, of which replicates. */
export function planeSubtitle(parts: {
  readonly what?: string;
  readonly rows: readonly ({ readonly step: number } | null)[];
  readonly replicates: string;
  readonly t: PlotFrame["t"];
}): string {
  const steps = parts.rows.flatMap((row) => (row === null ? [] : [row.step]));
  return [parts.what, stepText([...new Set(steps)], parts.t), parts.replicates].filter(Boolean).join(" · ");
}

/** What is said under the tiles: how to read them, the limits of the plane, and where only some samples are drawn. */
export function planeNotes(
  texts: readonly string[],
  points: Points | null,
  shown: Omit<ReturnType<typeof planeDots>, "dots">,
  t: PlotFrame["t"],
): Note[] {
  const all = [...texts];
  if (points) all.push(planeText(boundsOf(points)));
  if (shown.drawn < shown.all)
    all.push(t("decision.fewer", { drawn: formatCount(shown.drawn), all: formatCount(shown.all) }));
  return [{ kind: "plain", items: all.map((text) => ({ text })) }];
}

/** What a figure of such tiles has whatever it shows: axes that count pixels, and a variant where a tile is. */
export function planeFigure(
  frame: PlotFrame,
  { area, places }: PlaneRoom,
  runs: readonly RunView[],
): Pick<Figure, "layout" | "outside" | "area" | "x" | "y" | "zoomable" | "locate" | "marks" | "readout"> {
  const x = { kind: "linear" as const, range: [0, area.width] as const };
  const y = { kind: "linear" as const, range: [0, area.height] as const, reversed: true };
  return {
    layout: pixelLayout(frame, MARGINS, x, y),
    outside: NOTHING_OUTSIDE,
    area,
    x,
    y,
    zoomable: false,
    locate: (pixelX, pixelY) => {
      const which = tileAt(places, pixelX, pixelY);
      return which === null ? null : { variant: (runs[which] as RunView).variant };
    },
    marks: () => [],
    readout: () => null,
  };
}
