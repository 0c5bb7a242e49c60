/** A figure as a file: what lies over the chart on screen (labels, the held step) becomes part of the picture. */

import { type Dots, type Figure, fromPixel, type Label, type Layout, type Trace } from "./figure";
import { FONT, FONT_SIZE, type PlotTheme } from "./theme";

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

/** Data and layout with a title line above and all labels as annotations. */
export function exportable(
  figure: Figure,
  title: string,
  theme: PlotTheme,
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
      shapes: held,
      annotations: [heading, ...figure.annotations].map(annotation),
    },
    width: layout.width,
    height: layout.height + HEADER + FOOTER,
  };
}

/** Hands the picture to the browser as a download. */
export function saveAs(address: string, name: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
}
