/** The loss along one direction; the path lies over it, so the gap is what lies between its points and the curve. */

import { axisLayout, baseLayout, plotArea } from "../axes";
import { valueAxis } from "../curves";
import { type AxisScale, type Figure, type Mark, type Trace, toPixel } from "../figure";
import { valuesOutside } from "../outside";
import { THEMES } from "../theme";
import { linearTicks, logTicks } from "../ticks";
import type { LandscapeInput } from "./landscapeFigure";
import { axisTitle, notesOf, readoutOf, snapshotAt, subtitleOf, tableOf } from "./words";

const REACH = 16;

export function lineFigure(input: LandscapeInput): Figure {
  const { frame, landscape, color } = input;
  const { t } = frame;
  const theme = THEMES[frame.scheme];
  const margins = { left: 52, right: 14, top: 10, bottom: 40 };
  const area = plotArea(frame, margins);
  const coordinates = landscape.axes?.[0]?.coordinates ?? [];
  const losses = landscape.values.map((row) => row[0] ?? Number.NaN);
  const path = landscape.path;
  const along = path?.coordinates.map((point) => point[0] ?? 0) ?? [];
  const kind = input.logarithmic ? "log" : "linear";
  const [first = -1, last = 1] = [coordinates[0], coordinates.at(-1)];
  const isOn = (coordinate = Number.NaN) => coordinate >= first && coordinate <= last;
  const beyond = along.filter((coordinate) => !isOn(coordinate)).length;
  const walkedLosses = path?.losses.filter((_, index) => isOn(along[index])) ?? [];
  const shown = [...losses, ...walkedLosses].filter(
    (loss) => Number.isFinite(loss) && (kind === "linear" || loss > 0),
  );
  const x: AxisScale = {
    kind: "linear",
    range: frame.zoom?.x ?? [first, last],
  };
  const y: AxisScale = frame.zoom?.y
    ? { kind, range: frame.zoom.y }
    : valueAxis(shown.length > 0 ? [Math.min(...shown), Math.max(...shown)] : null, kind);
  const curve: Trace = {
    type: "scatter",
    mode: "lines",
    name: t("landscape.onLine"),
    x: coordinates.slice(0, losses.length),
    y: losses,
    line: { color: theme.muted, width: 2 },
    hoverinfo: "skip",
  };
  const walked: Trace[] =
    path === null
      ? []
      : [
          {
            type: "scatter",
            mode: "lines+markers",
            name: t("landscape.path"),
            x: along,
            y: path.losses,
            line: { color, width: 1.5 },
            marker: { color, size: 4 },
            hoverinfo: "skip",
          },
        ];
  const ticksOf = (axis: AxisScale, count: number) =>
    (axis.kind === "log" ? logTicks : linearTicks)(axis.range[0], axis.range[1], Math.max(2, count));
  const pixels = along.map((coordinate) => toPixel(x, coordinate, area.width));
  const inView = (coordinate = Number.NaN) => coordinate >= x.range[0] && coordinate <= x.range[1];
  const drawn = [
    ...losses.filter((_, index) => inView(coordinates[index])),
    ...(path?.losses ?? []).filter((_, index) => inView(along[index])),
  ];
  const outside = valuesOutside(drawn, y);
  const markAt = (step: number | null | undefined, held: boolean): Mark[] => {
    const at = step === null || step === undefined ? -1 : snapshotAt(landscape, step);
    const pixel = pixels[at];
    return pixel === undefined || !inView(along[at]) ? [] : [{ kind: "vertical", x: pixel, held }];
  };
  return {
    data: [curve, ...walked],
    layout: baseLayout(
      frame,
      margins,
      axisLayout(frame, x, ticksOf(x, area.width / 70), { title: axisTitle(landscape, 0, t, area.width) }),
      axisLayout(frame, y, ticksOf(y, area.height / 42)),
    ),
    annotations: [],
    outside,
    area,
    x,
    y,
    zoomable: true,
    subtitle: subtitleOf(input),
    keys: [
      { shape: "line", color: theme.muted, text: t("landscape.onLine") },
      ...(path === null ? [] : [{ shape: "marked" as const, color, text: t("landscape.path") }]),
    ],
    notes: notesOf(input, { outside, beyond }),
    table: tableOf(input),
    locate: (pixelX) => {
      const at = nearest(along, (coordinate) =>
        inView(coordinate) ? Math.abs(toPixel(x, coordinate, area.width) - pixelX) : Number.POSITIVE_INFINITY,
      );
      return path === null || at < 0 ? {} : { step: path.steps[at] ?? 0 };
    },
    marks: (hover) => [...markAt(input.held, true), ...markAt(hover?.step, false)],
    readout: (hover) => (hover.step === undefined ? null : readoutOf(input, hover.step)),
  };
}

/** The index of what lies nearest, within reach; −1 where nothing does. */
export function nearest<Item>(items: readonly Item[], distance: (item: Item) => number): number {
  const found = items.reduce<{ at: number; by: number }>(
    (best, item, at) => (distance(item) < best.by ? { at, by: distance(item) } : best),
    { at: -1, by: REACH },
  );
  return found.at;
}
