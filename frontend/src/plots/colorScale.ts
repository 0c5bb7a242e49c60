/** One colour scale for values of many orders of magnitude, with places of its own for what is not a number. */

import type { Scheme } from "../state/telemetry";
import { THEMES, VIRIDIS } from "./theme";

export interface ColorLimits {
  readonly kind: "linear" | "log";
  /** Exponents of ten where logarithmic. */
  readonly low: number;
  readonly high: number;
  /** How many values lie beyond and are drawn in the colour of the end. */
  readonly beyond: number;
}

// Heights on the scale of what is not a value; values lie at 0 to 1.
export const BROKEN = -0.3;
export const ZERO = -0.2;
export const BLANK = -0.1;
export const SCALE_RANGE = [-0.3, 1] as const;

function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(share * (sorted.length - 1))))] as number;
}

/**
 * Limits from the data: its extremes, unless a few stragglers (below 0.2 % at an end) lie more than a tenth of the
 * scale away. Logarithmic limits are whole powers of ten where the data span more than two.
 */
export function colorLimits(
  values: Float64Array,
  kind: "linear" | "log",
  fixed?: readonly [number, number],
): ColorLimits {
  const usable = values.filter((value) => Number.isFinite(value) && (kind === "linear" || value > 0));
  const scaled = kind === "log" ? usable.map(Math.log10) : usable;
  if (fixed) {
    return {
      kind,
      low: fixed[0],
      high: fixed[1],
      beyond: scaled.filter((v) => v < fixed[0] || v > fixed[1]).length,
    };
  }
  if (scaled.length === 0) return { kind, low: kind === "log" ? -1 : 0, high: 1, beyond: 0 };
  scaled.sort();
  let low = quantile(scaled, 0.002);
  let high = quantile(scaled, 0.998);
  const tenth = Math.max((high - low) * 0.1, kind === "log" ? 0.25 : 0);
  const least = scaled[0] as number;
  const most = scaled[scaled.length - 1] as number;
  if (least >= low - tenth) low = least;
  if (most <= high + tenth) high = most;
  if (kind === "log" && high - low > 2) {
    low = Math.floor(low + 0.02);
    // Not −0.
    high = Math.ceil(high - 0.02) + 0;
  }
  if (high - low < 1e-9 * Math.max(1, Math.abs(high))) {
    const air = kind === "log" ? 0.5 : Math.max(0.1, Math.abs(high) * 0.1);
    low -= air;
    high += air;
  }
  const slack = (high - low) * 0.02;
  return { kind, low, high, beyond: scaled.filter((v) => v < low - slack || v > high + slack).length };
}

/** The limits, a logarithmic scale widened about its middle to `decades`, so that a small difference looks small. */
export function widened(limits: ColorLimits, decades: number): ColorLimits {
  const missing = decades - (limits.high - limits.low);
  if (limits.kind === "linear" || missing <= 0) return limits;
  return { ...limits, low: limits.low - missing / 2, high: limits.high + missing / 2 };
}

/** The value at an end of the scale. */
export function endOf(limits: ColorLimits, end: "low" | "high"): number {
  return limits.kind === "log" ? 10 ** limits[end] : limits[end];
}

/** The height of a value on the scale: 0 to 1, or one of the special places. */
export function heightOf(value: number, limits: ColorLimits): number {
  if (!Number.isFinite(value)) return BROKEN;
  if (limits.kind === "log" && value <= 0) return ZERO;
  const scaled = limits.kind === "log" ? Math.log10(value) : value;
  return Math.max(0, Math.min(1, (scaled - limits.low) / (limits.high - limits.low)));
}

/** The scale as Plotly wants it: stops from 0 to 1 over SCALE_RANGE. */
export function colorStops(scheme: Scheme): [number, string][] {
  const theme = THEMES[scheme];
  const at = (height: number) => (height - SCALE_RANGE[0]) / (SCALE_RANGE[1] - SCALE_RANGE[0]);
  const stops: [number, string][] = [
    [0, theme.broken],
    [at(-0.25), theme.broken],
    [at(-0.25), theme.zero],
    [at(-0.15), theme.zero],
    [at(-0.15), theme.blank],
    [at(-0.01), theme.blank],
    [at(-0.01), VIRIDIS[0]],
  ];
  VIRIDIS.forEach((color, index) => {
    stops.push([at(index / (VIRIDIS.length - 1)), color]);
  });
  return stops;
}

/** The colour at a height, as #rrggbb: for drawings that Plotly does not make. */
export function colorAt(height: number, scheme: Scheme): string {
  const theme = THEMES[scheme];
  if (height <= -0.25) return theme.broken;
  if (height <= -0.15) return theme.zero;
  if (height < 0) return theme.blank;
  const position = Math.min(1, height) * (VIRIDIS.length - 1);
  const index = Math.min(VIRIDIS.length - 2, Math.floor(position));
  const from = Number.parseInt((VIRIDIS[index] as string).slice(1), 16);
  const to = Number.parseInt((VIRIDIS[index + 1] as string).slice(1), 16);
  const part = position - index;
  const mix = (shift: number) =>
    Math.round(((from >> shift) & 255) * (1 - part) + ((to >> shift) & 255) * part);
  return `#${((mix(16) << 16) | (mix(8) << 8) | mix(0)).toString(16).padStart(6, "0")}`;
}
