/** What lies over a chart, as SVG: direct labels and the linked cursor. Moving the cursor never redraws the chart. */

import { type EvidenceMarks, RING_RADIUS } from "./evidence";
import { type Dots, type Figure, type Label, type Layout, type Mark, type Trace, toPixel } from "./figure";
import { textWidth } from "./textWidth";
import { FONT, FONT_SIZE, type PlotTheme } from "./theme";

const SVG = "http://www.w3.org/2000/svg";
const PLATE_HEIGHT = 14;

function element(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  return node;
}

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

interface AxisTexts {
  readonly tickvals: readonly number[];
  readonly ticktext: readonly string[];
  readonly title?: { readonly text: string };
}

/** The pixel, from the top of the figure, of a value on the vertical axis. */
function rowOf(figure: Figure, value: number): number {
  const pixel = toPixel(figure.y, value, figure.area.height);
  return figure.area.top + (figure.y.reversed ? pixel : figure.area.height - pixel);
}

/** Tick texts and axis titles. Plotly would measure each; we know where they stand. */
export function drawTicks(layer: SVGElement, figure: Figure, theme: PlotTheme): void {
  const { area } = figure;
  const nodes: SVGElement[] = [];
  const text = (content: string, x: number, y: number, anchor: string) => {
    const node = element("text", {
      x,
      y,
      fill: theme.muted,
      "text-anchor": anchor,
      "dominant-baseline": "central",
      "font-family": FONT,
      "font-size": FONT_SIZE,
    });
    node.textContent = content;
    nodes.push(node);
  };
  const x = figure.layout["xaxis"] as AxisTexts;
  x.tickvals.forEach((value, index) => {
    const at = toPixel(figure.x, value, area.width);
    if (at > -1 && at < area.width + 1)
      text(x.ticktext[index] ?? "", area.left + at, area.top + area.height + 12, "middle");
  });
  if (x.title) text(x.title.text, area.left + area.width / 2, area.top + area.height + 29, "middle");
  const y = figure.layout["yaxis"] as AxisTexts;
  y.tickvals.forEach((value, index) => {
    const at = rowOf(figure, value);
    if (at > area.top - 1 && at < area.top + area.height + 1)
      text(y.ticktext[index] ?? "", area.left - 7, at, "end");
  });
  layer.replaceChildren(...nodes);
}

/** The layout without the texts that `drawTicks` draws. */
export function withoutTexts(layout: Layout): Layout {
  const bare = (axis: unknown) => ({
    ...(axis as Layout),
    showticklabels: false,
    ticks: "",
    title: { text: "" },
  });
  return {
    ...layout,
    xaxis: bare(layout["xaxis"]),
    yaxis: bare(layout["yaxis"]),
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
  };
}

/** The outline of a trace in pixels, as an SVG path; a gap wherever a point is not finite. */
export function pathOf(trace: Trace, figure: Figure): string {
  const { x = [], y = [] } = trace;
  let path = "";
  let down = false;
  for (let index = 0; index < x.length; index++) {
    const across = figure.area.left + toPixel(figure.x, x[index] as number, figure.area.width);
    const along = rowOf(figure, y[index] as number);
    if (!Number.isFinite(across) || !Number.isFinite(along)) {
      down = false;
      continue;
    }
    path += `${down ? "L" : "M"}${across.toFixed(1)} ${Math.max(-5000, Math.min(5000, along)).toFixed(1)}`;
    down = true;
  }
  return path;
}

/** What lies behind the data. */
export function drawUnder(layer: SVGElement, figure: Figure): void {
  const nodes = (figure.under ?? []).map((trace) => {
    const line = trace["line"] as { color: string; width: number; cap?: string };
    const fill = trace["fill"] === "toself" ? (trace["fillcolor"] as string) : "none";
    return element("path", {
      d: pathOf(trace, figure),
      fill,
      stroke: line.width > 0 ? line.color : "none",
      "stroke-width": line.width,
      "stroke-linecap": line.cap ?? "butt",
      opacity: (trace["opacity"] as number | undefined) ?? 1,
    });
  });
  layer.replaceChildren(...nodes);
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
  for (const label of figure.annotations) {
    if (label.plated) nodes.push(plate(label, figure, theme));
    nodes.push(textElement(label, figure, theme));
  }
  layer.replaceChildren(...nodes);
}

function dotPath(dots: Dots, figure: Figure): string {
  let path = "";
  for (let index = 0; index < dots.x.length; index++) {
    const x = figure.area.left + (dots.x[index] as number);
    const y = figure.area.top + (dots.y[index] as number);
    path += `M${x.toFixed(1)} ${y.toFixed(1)}h0`;
  }
  return path;
}

/** Dots as strokes of no length with caps: one element for each kind, two for hollow ones. */
export function drawDots(layer: SVGElement, figure: Figure, theme: PlotTheme): void {
  const nodes: SVGElement[] = [];
  for (const dots of figure.dots ?? []) {
    const path = dotPath(dots, figure);
    const stroke = (color: string, width: number) =>
      element("path", {
        d: path,
        stroke: color,
        "stroke-width": width,
        "stroke-linecap": dots.shape,
        fill: "none",
      });
    // A rim parts large dots from what lies below.
    if (dots.size >= 3) nodes.push(stroke(theme.card, dots.size + 1.4));
    nodes.push(stroke(dots.color, dots.size));
    if (dots.hollow) nodes.push(stroke(theme.card, dots.size - 2));
  }
  layer.replaceChildren(...nodes);
}

function sameNumbers(one: Float64Array, other: Float64Array): boolean {
  return one.length === other.length && one.every((value, index) => value === other[index]);
}

/** Whether two figures have the same dots in the same places, so that these need not be drawn again. */
export function sameDots(one: Figure | null, other: Figure): boolean {
  const before = one?.dots ?? [];
  const after = other.dots ?? [];
  if (one?.area.left !== other.area.left || one.area.top !== other.area.top) return false;
  return (
    before.length === after.length &&
    after.every((dots, index) => {
      const last = before[index] as Dots;
      return last.color === dots.color && sameNumbers(last.x, dots.x) && sameNumbers(last.y, dots.y);
    })
  );
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

/** The ground that a text stands on where anything may lie below it: lines, or the colours of a heatmap. */
function plate(label: Label, { area }: Figure, theme: PlotTheme): SVGElement {
  const width = textWidth(label.text) + 8;
  const before = { start: 4, middle: width / 2, end: width - 4 }[label.anchor];
  return element("rect", {
    x: area.left + label.x - before,
    y: area.top + label.y - PLATE_HEIGHT / 2,
    width,
    height: PLATE_HEIGHT,
    rx: 3,
    fill: theme.card,
    "fill-opacity": 0.92,
  });
}

/** The evidence of the finding on show: rings with a rim, so that they stand out from any colour below. */
export function drawEvidence(
  layer: SVGElement,
  figure: Figure,
  marks: EvidenceMarks | null,
  theme: PlotTheme,
): void {
  if (marks === null) {
    layer.replaceChildren();
    return;
  }
  const { left, top, width } = figure.area;
  const ring = (x: number, y: number, color: string, stroke: number) =>
    element("circle", {
      cx: left + x,
      cy: top + y,
      r: RING_RADIUS,
      fill: "none",
      stroke: color,
      "stroke-width": stroke,
    });
  layer.replaceChildren(
    ...marks.limits.map(({ y, color }) =>
      element("line", {
        x1: left,
        x2: left + width,
        y1: top + y,
        y2: top + y,
        stroke: color,
        "stroke-width": 1,
        "stroke-dasharray": "5 4",
      }),
    ),
    ...marks.rings.flatMap(({ x, y, color }) => [ring(x, y, theme.card, 4.5), ring(x, y, color, 2)]),
    ...marks.labels.flatMap((label) => [plate(label, figure, theme), textElement(label, figure, theme)]),
  );
}

/** Cuts what lies behind the data at the plot's edges. */
export function clipTo(box: SVGRectElement | null, { area }: Figure): void {
  box?.setAttribute("x", String(area.left));
  box?.setAttribute("y", String(area.top));
  box?.setAttribute("width", String(area.width));
  box?.setAttribute("height", String(area.height));
}
