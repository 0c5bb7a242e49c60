/**
 * Colours and type of all figures. Variant colours are Okabe and Ito's eight, moved in lightness (and a little in
 * hue) until each stands out from the card at a contrast of 3 or more and stays apart from the others under the three
 * kinds of colour blindness.
 */

import type { Scheme, VariantStyle } from "../state/telemetry";

export const PALETTE: Readonly<Record<Scheme, readonly string[]>> = {
  light: ["#E76E04", "#1A886E", "#2A6292", "#CC6BB2", "#9A5C00", "#1293F7", "#8E985E", "#1B2430"],
  dark: ["#E86208", "#2D9F70", "#00A9FE", "#E46DC1", "#EAA83E", "#95CBFF", "#FFDC01", "#E6EAF0"],
};

const DASHES = ["solid", "dash", "dot", "dashdot"] as const;

/** Sparse fine dots, in pixels: what theory predicts. No variant has them, whatever its colour. */
export const THEORY_LINE = { width: 1.6, dash: "1.6px,5px" } as const;
const MARKERS = ["circle", "square", "diamond", "triangle-up", "cross", "triangle-down", "star", "pentagon"];

/** How the variant of this index is drawn, everywhere. Beyond eight, colours return with another dash and marker. */
export function variantStyle(index: number, scheme: Scheme): VariantStyle {
  const palette = PALETTE[scheme];
  const round = Math.floor(index / palette.length);
  return {
    color: palette[index % palette.length] as string,
    dash: DASHES[(index + round) % DASHES.length] as VariantStyle["dash"],
    marker: MARKERS[(index + 3 * round) % MARKERS.length] as string,
  };
}

export interface PlotTheme {
  readonly card: string;
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly accent: string;
  /** Marks what is not a number. */
  readonly broken: string;
  /** Where a heatmap has no row. */
  readonly blank: string;
  /** A value of exactly 0 where the scale is logarithmic. */
  readonly zero: string;
}

export const THEMES: Readonly<Record<Scheme, PlotTheme>> = {
  light: {
    card: "#ffffff",
    ink: "#1b2430",
    muted: "#5d6778",
    line: "#e4e7ec",
    accent: "#3b5bdb",
    broken: "#d6206b",
    blank: "#f6f7f9",
    zero: "#9aa1ad",
  },
  dark: {
    card: "#171c23",
    ink: "#e6eaf0",
    muted: "#98a3b2",
    line: "#27303a",
    accent: "#8aa2ff",
    broken: "#ff5c9a",
    blank: "#0f1318",
    zero: "#6b7480",
  },
};

/** The colours of findings, as the page has them. */
const SEVERITIES: Readonly<Record<Scheme, Readonly<Record<string, string>>>> = {
  light: { error: "#b42318", warning: "#b54708" },
  dark: { error: "#ff7a6e", warning: "#f0b429" },
};

/** The colour of a finding of this severity; notes, and what a newer server may say, have the accent's. */
export function severityColor(severity: string, scheme: Scheme): string {
  return SEVERITIES[scheme][severity] ?? THEMES[scheme].accent;
}

export const FONT =
  '"Inter Variable", Inter, "Noto Sans KR", "Noto Sans CJK KR", "Apple SD Gothic Neo", "Malgun Gothic", system-ui, sans-serif';

/** The size of tick texts and direct labels, in pixels. */
export const FONT_SIZE = 11;

/** The colour with an opacity, as rgba(). */
export function fade(color: string, opacity: number): string {
  const value = Number.parseInt(color.slice(1), 16);
  return `rgba(${value >> 16}, ${(value >> 8) & 255}, ${value & 255}, ${opacity})`;
}

/** Viridis (van der Walt and Smith, 2015) at nine equal distances: perceptually uniform, safe for colour blindness. */
export const VIRIDIS = [
  "#440154",
  "#472d7b",
  "#3b528b",
  "#2c728e",
  "#21918c",
  "#28ae80",
  "#5ec962",
  "#addc30",
  "#fde725",
] as const;

// Fills of predicted classes: pale enough to lie under points, of other hues than the variants' lines.
const CLASS_FILLS: Readonly<Record<Scheme, readonly string[]>> = {
  light: ["#f3b49b", "#9cc4e8", "#c5d68a", "#d9b8e8", "#f2d98b", "#9fdccb", "#e3a9b8", "#c2c6cf"],
  dark: ["#9c4a2f", "#2f5f91", "#5f7526", "#71488a", "#8a6d1a", "#21705f", "#8d3d55", "#59606c"],
};
const CLASS_POINTS: Readonly<Record<Scheme, readonly string[]>> = {
  light: ["#8f2f10", "#144a80", "#4a5c0a", "#5d2a78", "#7a5a00", "#0c5a4a", "#8a1f3f", "#3a404a"],
  dark: ["#ffd0bd", "#c3e0ff", "#e2f0b0", "#ecd2fa", "#ffeaa8", "#bff3e4", "#ffc7d6", "#e6eaf0"],
};
const CLASS_MARKERS = [
  "circle",
  "diamond",
  "square",
  "triangle-up",
  "cross",
  "star",
  "pentagon",
  "triangle-down",
];

/** Fill, point colour and point shape of a class of the data. */
export function classStyle(index: number, scheme: Scheme): { fill: string; point: string; marker: string } {
  const pick = (values: readonly string[]) => values[index % values.length] as string;
  return { fill: pick(CLASS_FILLS[scheme]), point: pick(CLASS_POINTS[scheme]), marker: pick(CLASS_MARKERS) };
}
