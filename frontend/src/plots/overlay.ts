/** What lies over a chart, as SVG: direct labels and the linked cursor. Moving the cursor never redraws the chart. */

import type { Figure, Label, Mark } from "./figure";
import { FONT, FONT_SIZE, type PlotTheme } from "./theme";

const SVG = "http://www.w3.org/2000/svg";

function element(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  return node;
}

/** Where a label's text starts, in pixels of the figure. */
function textElement(label: Label, figure: Figure, theme: PlotTheme): SVGElement {
  const node = element("text", {
    x: figure.area.left + label.x,
    y: figure.area.top + label.y,
    fill: label.color,
    stroke: theme.card,
    "stroke-width": 3,
    "stroke-linejoin": "round",
    "paint-order": "stroke",
    "text-anchor": label.anchor,
    "dominant-baseline": "central",
    "font-family": FONT,
    "font-size": FONT_SIZE,
    "font-weight": label.strong ? 600 : 500,
  });
  node.textContent = label.text;
  return node;
}

export function drawLabels(layer: SVGElement, figure: Figure, theme: PlotTheme): void {
  const nodes: SVGElement[] = [];
  for (const label of figure.annotations) {
    if (!label.leader) continue;
    nodes.push(
      element("line", {
        x1: figure.area.left + label.leader[0],
        y1: figure.area.top + label.leader[1],
        x2: figure.area.left + label.x - 2,
        y2: figure.area.top + label.y,
        stroke: label.color,
        "stroke-width": 1,
        opacity: 0.55,
      }),
    );
  }
  for (const label of figure.annotations) nodes.push(textElement(label, figure, theme));
  layer.replaceChildren(...nodes);
}

function markElement(mark: Mark, figure: Figure, theme: PlotTheme): SVGElement {
  const { left, top, width, height } = figure.area;
  if (mark.kind === "box") {
    return element("rect", {
      x: left + mark.x,
      y: top + mark.y,
      width: mark.width,
      height: Math.max(2, mark.height),
      fill: theme.accent,
      "fill-opacity": 0.12,
      stroke: theme.accent,
      "stroke-width": 1.25,
    });
  }
  const line =
    mark.kind === "vertical"
      ? {
          x1: left + mark.x,
          x2: left + mark.x,
          y1: top + (mark.y ?? 0),
          y2: top + (mark.y ?? 0) + (mark.length ?? height),
        }
      : {
          x1: left + (mark.x ?? 0),
          x2: left + (mark.x ?? 0) + (mark.length ?? width),
          y1: top + mark.y,
          y2: top + mark.y,
        };
  const held = mark.kind === "vertical" && mark.held === true;
  return element("line", {
    ...line,
    stroke: held ? theme.accent : theme.muted,
    "stroke-width": held ? 1.5 : 1,
    ...(held ? {} : { "stroke-dasharray": "3 3" }),
  });
}

export function drawMarks(layer: SVGElement, figure: Figure, marks: readonly Mark[], theme: PlotTheme): void {
  layer.replaceChildren(...marks.map((mark) => markElement(mark, figure, theme)));
}
