/** The loss over a plane as a contour, the path on it, and beside it (below, where it is narrow) the gap over time. */

import { pixelLayout, plotArea } from "../axes";
import { COLOR_BAR_WIDTH, colorBar } from "../colorBar";
import { colorLimits, heightOf } from "../colorScale";
import type { Figure, Label, Mark, PlotFrame, Trace } from "../figure";
import { THEMES, VIRIDIS } from "../theme";
import { linearTicks } from "../ticks";
import { clipped, isIn } from "./clip";
import { type Box, gapChart } from "./gapChart";
import type { LandscapeInput } from "./landscapeFigure";
import { nearest } from "./lineFigure";
import { axisTitle, finiteLosses, notesOf, readoutOf, snapshotAt, subtitleOf, tableOf } from "./words";

/** From this width on the gap lies beside the plane; below a lower plane it would be too low to be read. */
const WIDE = 620;
const NARROWEST = 430;
const LOWEST = 120;
const LINES = 14;
const START_SIZE = 9;

export function planeFigure(input: LandscapeInput): Figure {
  const { frame, landscape } = input;
  const { t } = frame;
  const theme = THEMES[frame.scheme];
  const [across, up] = (landscape.axes ?? []).map((axis) => axis.coordinates);
  const margins = { left: 46, right: 8, top: 20, bottom: 38 };
  const area = plotArea(frame, margins);
  const { plane, gap } = boxes(area.width, area.height, landscape.path !== null);
  const limits = colorLimits(
    Float64Array.from(finiteLosses(landscape)),
    input.logarithmic ? "log" : "linear",
  );
  const inPlane = (coordinate: number, axis: readonly number[] | undefined, length: number) => {
    const [first = -1, last = 1] = [axis?.[0], axis?.at(-1)];
    return ((coordinate - first) / (last - first)) * length;
  };
  const placeOf = (point: readonly number[]): [number, number] => [
    plane.left + inPlane(point[0] ?? 0, across, plane.width),
    plane.top + plane.height - inPlane(point[1] ?? 0, up, plane.height),
  ];
  const bar = colorBar(frame, { ...area, width: plane.width, height: plane.height }, limits, landscape.unit);
  const path = landscape.path?.coordinates.map(placeOf) ?? [];
  const beyond = path.filter((place) => !isIn(place, plane)).length;
  const losses = landscape.path === null ? [] : [...landscape.path.losses, ...landscape.path.projected];
  const unseen = (values: readonly number[]) =>
    input.logarithmic ? values.filter((value) => value <= 0).length : 0;
  const outside = {
    above: 0,
    below: 0,
    nonPositive: unseen(landscape.values.flat()) + unseen(losses),
    nonFinite: losses.filter((loss) => !Number.isFinite(loss)).length,
  };
  const side = landscape.rowsTotal;
  const height = (value: number) => {
    const found = heightOf(value, limits);
    return Number.isFinite(value) ? Math.max(0, found) : Number.NaN;
  };
  const blank = Array.from({ length: across?.length ?? 0 }, () => Number.NaN);
  const contour: Trace = {
    type: "contour",
    name: t("landscape.title"),
    x: Array.from(
      { length: across?.length ?? 0 },
      (_, column) => plane.left + (column / (side - 1)) * plane.width,
    ),
    y: Array.from({ length: side }, (_, row) => plane.top + (row / (side - 1)) * plane.height),
    z: Array.from({ length: side }, (_, row) => landscape.values[side - 1 - row]?.map(height) ?? blank),
    zmin: 0,
    zmax: 1,
    zauto: false,
    autocontour: false,
    contours: { start: 0, end: 1, size: 1 / LINES, coloring: "heatmap" },
    line: { color: "rgba(255, 255, 255, 0.35)", width: 0.8, smoothing: 0.8 },
    colorscale: VIRIDIS.map((color, index) => [index / (VIRIDIS.length - 1), color]),
    showscale: false,
    connectgaps: false,
    hoverinfo: "skip",
  };
  const chart = gap && landscape.path ? gapChart(input, landscape.path, gap) : null;
  const x = { kind: "linear" as const, range: [0, area.width] as const };
  const y = { kind: "linear" as const, range: [0, area.height] as const, reversed: true };
  const stepMarks = (step: number | null | undefined, held: boolean): Mark[] => {
    const at = step === null || step === undefined ? -1 : snapshotAt(landscape, step);
    const place = path[at];
    if (!place) return [];
    const box: Mark = { kind: "box", x: place[0] - 5, y: place[1] - 5, width: 10, height: 10 };
    const boxes = isIn(place, plane) ? [box] : [];
    return chart && gap
      ? [...boxes, { kind: "vertical", x: chart.pixelOf(at), y: gap.top, length: gap.height, held }]
      : boxes;
  };
  return {
    data: [contour, bar.trace, ...walk(path, placeOf([0, 0]), plane, t), ...(chart?.traces ?? [])],
    ...(chart ? { under: chart.under } : {}),
    layout: pixelLayout(frame, margins, x, y),
    annotations: [
      ...bar.labels,
      ...tickLabels(plane, across, up, theme.muted),
      {
        x: plane.left + plane.width / 2,
        y: plane.top + plane.height + 29,
        text: axisTitle(landscape, 0, t, plane.width),
        color: theme.muted,
        anchor: "middle",
      },
      {
        x: 0,
        y: -10,
        text: `↑ ${axisTitle(landscape, 1, t, plane.width)}`,
        color: theme.muted,
        anchor: "start",
      },
      ...(chart?.labels ?? []),
    ],
    outside,
    area,
    x,
    y,
    zoomable: false,
    subtitle: subtitleOf(input),
    keys: chart?.keys ?? [],
    notes: notesOf(input, {
      outside,
      beyond,
      clamped: limits.beyond,
      stretched: isStretched(plane, across, up),
    }),
    table: tableOf(input),
    locate: (pixelX, pixelY) => {
      if (landscape.path === null) return {};
      const over = chart?.snapshotAt(pixelX, pixelY) ?? -1;
      const at =
        over >= 0
          ? over
          : nearest(path, (place) =>
              isIn(place, plane)
                ? Math.hypot(place[0] - pixelX, place[1] - pixelY)
                : Number.POSITIVE_INFINITY,
            );
      return at < 0 ? {} : { step: landscape.path.steps[at] ?? 0 };
    },
    marks: (hover) => [...stepMarks(input.held, true), ...stepMarks(hover?.step, false)],
    readout: (hover) => (hover.step === undefined ? null : readoutOf(input, hover.step)),
  };
}

/** Whether a unit along one axis is longer than along the other, by more than anyone would see. */
function isStretched(plane: Box, across: readonly number[] = [], up: readonly number[] = []): boolean {
  const lengthOf = (axis: readonly number[]) => (axis.at(-1) ?? 1) - (axis[0] ?? -1);
  const ratio = plane.width / lengthOf(across) / (plane.height / lengthOf(up));
  return ratio > 1.05 || ratio < 1 / 1.05;
}

/** Where the plane lies, and where the gap over time. */
function boxes(width: number, height: number, hasPath: boolean): { plane: Box; gap: Box | null } {
  const whole = { left: 0, top: 0, width: width - COLOR_BAR_WIDTH, height };
  if (!hasPath) return { plane: { ...whole, width: Math.min(whole.width, 2.4 * height) }, gap: null };
  const stacked = 0.6 * (height - 58);
  if (width >= WIDE || (width >= NARROWEST && stacked < LOWEST)) {
    const share = width >= WIDE ? 0.52 : 0.56;
    const plane = { ...whole, width: share * width - COLOR_BAR_WIDTH };
    const left = share * width + 58;
    return { plane, gap: { left, top: 0, width: width - left - 6, height } };
  }
  const plane = { ...whole, height: stacked };
  return { plane, gap: { ...whole, top: plane.height + 58, height: 0.4 * (height - 58) } };
}

/** The path as far as it lies in the plane, white with a dark rim so that it stands out from every colour of the scale,
 * its start hollow; without a path, the network in the centre alone. */
function walk(
  path: readonly (readonly [number, number])[],
  centre: readonly [number, number],
  plane: Box,
  t: PlotFrame["t"],
): Trace[] {
  const pieces = clipped(path, plane);
  const line = (color: string, width: number): Trace => ({
    type: "scatter",
    mode: "lines",
    name: t("landscape.path"),
    x: pieces.map(([left]) => left),
    y: pieces.map(([, top]) => top),
    line: { color, width },
    hoverinfo: "skip",
  });
  const mark = (place: readonly [number, number], symbol: string, name: string): Trace => ({
    type: "scatter",
    mode: "markers",
    name,
    x: isIn(place, plane) ? [place[0]] : [],
    y: isIn(place, plane) ? [place[1]] : [],
    marker: { symbol, size: START_SIZE, color: "#ffffff", line: { color: "#111111", width: 1.5 } },
    hoverinfo: "skip",
  });
  const last = mark(path.at(-1) ?? centre, "circle", t("landscape.centre", { step: "" }));
  const first = path[0];
  if (!first) return [last];
  const start = mark(first, "circle-open-dot", t("landscape.start"));
  return [line("rgba(10, 14, 20, 0.75)", 4.5), line("#ffffff", 2), start, last];
}

function tickLabels(
  plane: Box,
  across: readonly number[] | undefined,
  up: readonly number[] | undefined,
  color: string,
): Label[] {
  const labels: Label[] = [];
  for (const [axis, isAcross] of [
    [across, true],
    [up, false],
  ] as const) {
    const [first = -1, last = 1] = [axis?.[0], axis?.at(-1)];
    const ticks = linearTicks(first, last, Math.max(2, isAcross ? plane.width / 64 : plane.height / 40));
    ticks.values.forEach((value, index) => {
      const share = (value - first) / (last - first);
      const text = ticks.texts[index] ?? "";
      labels.push(
        isAcross
          ? {
              x: plane.left + share * plane.width,
              y: plane.top + plane.height + 12,
              text,
              color,
              anchor: "middle",
            }
          : { x: plane.left - 7, y: plane.top + (1 - share) * plane.height, text, color, anchor: "end" },
      );
    });
  }
  return labels;
}
