/** A figure as a file: what lies over the chart on screen (labels, the held step, evidence) becomes part of the picture. */

import { type EvidenceMarks, RING_RADIUS } from "./evidence";
import { type Dots, type Figure, fromPixel, type Label, type Layout, type Trace } from "./figure";
import { FONT, FONT_SIZE, fade, type PlotTheme } from "./theme";

const HEADER = 26;
const FOOTER = 8;

function annotation(label: Label): Layout {
  const anchors = { start: "left", middle: "center", end: "right" } as const;
  return {
    xref: "paper",
    yref: "paper",
    x: 0,
    y: 1,
    xshift: label.x,
    yshift: -label.y,
    xanchor: anchors[label.anchor],
    yanchor: "middle",
    showarrow: false,
    text: label.text.replace(/&/g, "&amp;").replace(/</g, "&lt;"),
    font: { family: FONT, size: FONT_SIZE, color: label.color },
  };
}

/** Dots as markers, back from pixels to the axes' units. */
function markers(dots: Dots, figure: Figure): Trace {
  const symbol = dots.shape === "round" ? "circle" : "square";
  const { x, y, area } = figure;
  return {
    type: "scatter",
    mode: "markers",
    name: dots.name,
    x: dots.x.map((pixel) => fromPixel(x, pixel, area.width)),
    y: dots.y.map((pixel) => fromPixel(y, y.reversed ? pixel : area.height - pixel, area.height)),
    marker: { symbol: dots.hollow ? `${symbol}-open` : symbol, size: dots.size, color: dots.color },
  };
}

/** Rings and limits of a finding's evidence. */
function evidenceShapes(marks: EvidenceMarks | null, { area }: Figure): Layout[] {
  const paper = { xref: "paper", yref: "paper" };
  const rings = (marks?.rings ?? []).map(({ x, y, color }) => ({
    ...paper,
    type: "circle",
    xsizemode: "pixel",
    ysizemode: "pixel",
    xanchor: x / area.width,
    yanchor: 1 - y / area.height,
    x0: -RING_RADIUS,
    x1: RING_RADIUS,
    y0: -RING_RADIUS,
    y1: RING_RADIUS,
    line: { color, width: 2 },
  }));
  const limits = (marks?.limits ?? []).map(({ y, color }) => {
    const height = 1 - y / area.height;
    const line = { color, width: 1, dash: "dash" };
    return { ...paper, type: "line", x0: 0, x1: 1, y0: height, y1: height, line };
  });
  return [...limits, ...rings];
}

/** Data and layout with a title line above and all labels as annotations. */
export function exportable(
  figure: Figure,
  title: string,
  theme: PlotTheme,
  evidence: EvidenceMarks | null = null,
): { data: Figure["data"]; layout: Layout; width: number; height: number } {
  const layout = figure.layout as { margin: { t: number; b: number }; width: number; height: number };
  const held = figure
    .marks(null)
    .filter((mark) => mark.kind === "vertical")
    .map((mark) => ({
      type: "line",
      xref: "paper",
      yref: "paper",
      x0: mark.x / figure.area.width,
      x1: mark.x / figure.area.width,
      y0: 1 - (mark.y ?? 0) / figure.area.height,
      y1: 1 - ((mark.y ?? 0) + (mark.length ?? figure.area.height)) / figure.area.height,
      line: { color: theme.accent, width: 1.5 },
    }));
  const heading: Label = {
    x: 8 - figure.area.left,
    y: -figure.area.top - HEADER / 2,
    text: [title, figure.subtitle].filter(Boolean).join(" · "),
    color: theme.ink,
    anchor: "start",
  };
  const onGround = (label: Label) => ({ ...annotation(label), bgcolor: fade(theme.card, 0.92) });
  return {
    data: [
      ...(figure.under ?? []),
      ...figure.data,
      ...(figure.dots ?? []).map((dots) => markers(dots, figure)),
    ],
    layout: {
      ...figure.layout,
      height: layout.height + HEADER + FOOTER,
      margin: { ...layout.margin, t: layout.margin.t + HEADER, b: layout.margin.b + FOOTER },
      shapes: [...held, ...evidenceShapes(evidence, figure)],
      annotations: [
        ...[heading, ...figure.annotations].map((label) =>
          label.plated ? onGround(label) : annotation(label),
        ),
        ...(evidence?.labels ?? []).map(onGround),
      ],
    },
    width: layout.width,
    height: layout.height + HEADER + FOOTER,
  };
}

/** What a file is called after its panel. */
export function fileName(title: string, ending: string): string {
  return `${title.replace(/[^\p{L}\p{N}]+/gu, "-").toLowerCase()}.${ending}`;
}

/** Hands a file to the browser as a download. */
export function saveAs(address: string, name: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
}
