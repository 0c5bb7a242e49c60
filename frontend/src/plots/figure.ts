/**
 * What a figure is: the data and layout that Plotly draws, and what lies over it (labels, cursor, readout). All
 * figures have one pair of axes; small multiples place their tiles on axes that count pixels. The functions that
 * make figures are pure: they get the data and a `PlotFrame`, and touch no document.
 */

import type { EvidenceRow, Hover, Scheme } from "../state/telemetry";

/** A text of the interface by its key, with its parameters: i18next's `t`, or a stand-in in tests. */
export type Translate = (key: string, params?: Record<string, string | number>) => string;

/** A zoom, in axis units (exponents of ten where the axis is logarithmic). */
export interface Zoom {
  readonly x?: readonly [number, number];
  readonly y?: readonly [number, number];
}

/** Where a figure is drawn. Sizes are in CSS pixels. */
export interface PlotFrame {
  readonly width: number;
  readonly height: number;
  readonly scheme: Scheme;
  readonly zoom: Zoom | null;
  readonly t: Translate;
}

export interface Trace {
  readonly type: "scatter" | "heatmap" | "contour";
  readonly name?: string;
  readonly x?: ArrayLike<number>;
  readonly y?: ArrayLike<number>;
  readonly z?: readonly ArrayLike<number>[];
  readonly [attribute: string]: unknown;
}

export interface Layout {
  readonly [attribute: string]: unknown;
}

/** An axis as drawn: `range` in exponents of ten where it is logarithmic. */
export interface AxisScale {
  readonly kind: "linear" | "log";
  readonly range: readonly [number, number];
  /** The low end is at the top: axes that count pixels. */
  readonly reversed?: boolean;
}

/** The rectangle inside the axes, in pixels of the figure. */
export interface PlotArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Many equal dots over the figure, drawn as one path: a hundred times cheaper than as many markers. */
export interface Dots {
  readonly name: string;
  /** Centres, in pixels of the plot area. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly size: number;
  readonly color: string;
  readonly shape: "round" | "square";
  readonly hollow: boolean;
}

/** A text over the figure, at pixels of the plot area, the vertical middle of the text at `y`. */
export interface Label {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly color: string;
  readonly anchor: "start" | "middle" | "end";
  readonly strong?: boolean;
  /** Whether it stands on a ground of its own, as there may be data below it. */
  readonly plated?: boolean;
  /** From where a line leads to the label, where it had to move away. */
  readonly leader?: readonly [number, number];
}

/** How many recorded points the figure cannot show. */
export interface Outside {
  readonly above: number;
  readonly below: number;
  /** 0 or negative on a logarithmic axis. */
  readonly nonPositive: number;
  readonly nonFinite: number;
}

export const NOTHING_OUTSIDE: Outside = { above: 0, below: 0, nonPositive: 0, nonFinite: 0 };

/** A mark of the linked cursor, in pixels of the plot area. */
export type Mark =
  | {
      readonly kind: "vertical";
      readonly x: number;
      readonly y?: number;
      readonly length?: number;
      readonly held?: boolean;
    }
  | { readonly kind: "horizontal"; readonly y: number; readonly x?: number; readonly length?: number }
  | {
      readonly kind: "box";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    };

/** Where a recorded row lies, in pixels of the plot area, and the height of what it is held against. */
export interface Place {
  readonly x: number;
  readonly y: number;
  /** Null where the vertical axis does not show the value. */
  readonly limit: number | null;
}

/** The values under the pointer. */
export interface Readout {
  readonly title: string;
  readonly columns?: readonly string[];
  readonly rows: readonly {
    readonly color: string;
    readonly label: string;
    readonly values: readonly string[];
  }[];
}

/** The figure in words, for readers who do not see it. */
export interface TextTable {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A line of text under a figure, with colour chips. */
export interface Note {
  readonly kind: "plain" | "warning";
  readonly items: readonly { readonly color?: string; readonly text: string }[];
}

/** An entry of the legend under the title: how something is drawn. */
export interface Key {
  readonly shape: "line" | "faint" | "marked" | "dashed" | "dotted" | "square" | "dot" | "ring" | "ramp";
  readonly color?: string;
  readonly text: string;
}

export interface Figure {
  readonly data: readonly Trace[];
  readonly layout: Layout;
  readonly annotations: readonly Label[];
  /** Lines and fills behind the data (bands, raw curves): drawn as plain paths, at a tenth of a trace's cost. */
  readonly under?: readonly Trace[];
  readonly dots?: readonly Dots[];
  readonly outside: Outside;
  readonly area: PlotArea;
  readonly x: AxisScale;
  readonly y: AxisScale;
  readonly zoomable: boolean;
  /** Follows the panel's title: unit, split, the step whose row is drawn. */
  readonly subtitle: string;
  readonly keys: readonly Key[];
  readonly notes: readonly Note[];
  readonly table: TextTable;
  /** The layers that the cursor can walk along, from input to output. */
  readonly layers?: readonly string[];
  /** What lies at a pixel of the plot area. */
  readonly locate: (x: number, y: number) => Hover | null;
  /** Where the linked cursor is drawn, the held step included. */
  readonly marks: (hover: Hover | null) => readonly Mark[];
  /** Where a row of a metric that the figure draws lies; null where the figure has no such place. */
  readonly place?: (row: EvidenceRow) => Place | null;
  /** The values at the cursor. */
  readonly readout: (hover: Hover) => Readout | null;
}

/** Pixel, from the low end, of `value` on an axis `length` pixels long. */
export function toPixel(axis: AxisScale, value: number, length: number): number {
  const position = axis.kind === "log" ? Math.log10(value) : value;
  return ((position - axis.range[0]) / (axis.range[1] - axis.range[0])) * length;
}

/** The value at a pixel from the low end: the inverse of `toPixel`. */
export function fromPixel(axis: AxisScale, pixel: number, length: number): number {
  const position = axis.range[0] + (pixel / length) * (axis.range[1] - axis.range[0]);
  return axis.kind === "log" ? 10 ** position : position;
}

/** Where a value and what it is held against lie on a vertical axis: null where the axis cannot show the value. */
export function heightOn(
  axis: AxisScale,
  { value, threshold }: Pick<EvidenceRow, "value" | "threshold">,
  length: number,
): Pick<Place, "y" | "limit"> | null {
  const y = length - toPixel(axis, value, length);
  if (!Number.isFinite(y)) return null;
  return { y, limit: threshold === null ? null : length - toPixel(axis, threshold, length) };
}
