/**
 * A metric over the layers at one step, all variants overlaid: where a gradient vanishes, the line falls towards the
 * input by orders of magnitude.
 */

import type { Bands, RunView, VariantStyle } from "../state/telemetry";
import { axisLayout, baseLayout, type Margins, plotArea, tickMargin } from "./axes";
import { byVariant, lineTrace, valueAxis } from "./curves";
import { endLabels, endRoom, type LineEnd } from "./endLabels";
import {
  type AxisScale,
  type Dots,
  type Figure,
  heightOn,
  type Key,
  type Mark,
  type Note,
  type Outside,
  type PlotArea,
  type PlotFrame,
  type Readout,
  type Trace,
  toPixel,
} from "./figure";
import { formatCount, formatValue } from "./format";
import type { LayerRows } from "./layerGrid";
import { layerName, shortLayer, thinned, unionOfLayers } from "./layers";
import { bandText } from "./learningCurvesText";
import { outsideNote } from "./outside";
import { type Center, center, type Profile, profileAt, stepText } from "./profile";
import { ratioNote } from "./ratioNote";
import { fade, THEORY_LINE } from "./theme";
import { linearTicks, logTicks } from "./ticks";

export interface LayerProfileInput {
  readonly frame: PlotFrame;
  readonly metric: string;
  readonly unit: string;
  readonly logarithmic: boolean;
  readonly runs: readonly LayerRows[];
  readonly shownStep: number;
  readonly bands: Bands;
  readonly nameOf: (run: RunView) => string;
  /** What theory predicts, for one run of a variant. */
  readonly predictions: readonly Profile[];
  /** Says the first hidden layer's value over the output's, per variant. */
  readonly ratio: boolean;
}

function polyline(values: readonly number[], usable: (value: number) => boolean) {
  return {
    x: Float64Array.from(values, (_, index) => index),
    y: Float64Array.from(values, (value) => (usable(value) ? value : Number.NaN)),
  };
}

/** A dot at each layer of a line. */
function nodes(
  values: readonly number[],
  usable: (value: number) => boolean,
  style: VariantStyle,
  place: { readonly x: AxisScale; readonly y: AxisScale; readonly area: PlotArea },
): Dots {
  const { x, y, area } = place;
  const across: number[] = [];
  const down: number[] = [];
  values.forEach((value, index) => {
    const pixelX = toPixel(x, index, area.width);
    const pixelY = usable(value) ? area.height - toPixel(y, value, area.height) : Number.NaN;
    if (!(pixelX >= 0 && pixelX <= area.width && pixelY >= -1 && pixelY <= area.height + 1)) return;
    across.push(pixelX);
    down.push(pixelY);
  });
  const shape = style.marker === "square" || style.marker === "diamond" ? "square" : "round";
  return {
    name: "",
    x: Float64Array.from(across),
    y: Float64Array.from(down),
    size: 5.5,
    color: style.color,
    shape,
    hollow: style.marker.startsWith("triangle") || style.marker === "diamond",
  };
}

export function layerProfile(input: LayerProfileInput): Figure {
  const { frame, logarithmic } = input;
  const { t } = frame;
  const profiles = input.runs
    .map((rows) => profileAt(rows, input.shownStep))
    .filter((profile) => profile !== null);
  const layers = unionOfLayers(profiles.map((profile) => profile.layers));
  const groups = byVariant(profiles);
  const names = groups.map((group) => input.nameOf((group[0] as Profile).run));
  const { named, right } = endRoom(names, frame.width);
  const usable = (value: number) => Number.isFinite(value) && (!logarithmic || value > 0);
  const outside = { above: 0, below: 0, nonPositive: 0, nonFinite: 0 } satisfies Outside;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  const predictions = input.predictions.map((one) => ({
    run: one.run,
    step: one.step,
    values: layers.map((layer) => one.values[one.layers.indexOf(layer)] ?? Number.NaN),
  }));
  for (const value of predictions.flatMap((one) => one.values).filter(usable)) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  for (const profile of profiles) {
    for (const value of profile.values) {
      if (!Number.isFinite(value)) outside.nonFinite++;
      else if (!usable(value)) outside.nonPositive++;
      else {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
  }
  const kind: AxisScale["kind"] = logarithmic ? "log" : "linear";
  const y = frame.zoom?.y
    ? { kind, range: frame.zoom.y }
    : valueAxis(least <= most ? [least, most] : null, kind);
  const upright = { right, top: 10, bottom: 38 };
  const yCount = Math.max(2, plotArea(frame, { ...upright, left: 0 }).height / 36);
  const yTicks = logarithmic
    ? logTicks(y.range[0], y.range[1], yCount)
    : linearTicks(y.range[0], y.range[1], yCount);
  const margins: Margins = { ...upright, left: tickMargin(yTicks, 48) };
  const area = plotArea(frame, margins);
  const count = layers.length;
  const x: AxisScale = { kind: "linear", range: frame.zoom?.x ?? [-0.3, Math.max(0.3, count - 0.7)] };
  const banded = input.bands !== "none" && groups.some((group) => group.length > 1);
  const centers = groups.map((group) => center(group, layers, logarithmic, input.bands));
  const under: Trace[] = [];
  const dots: Dots[] = [];
  const lines: Trace[] = [];
  const ends: LineEnd[] = [];
  groups.forEach((group, which) => {
    const { style } = (group[0] as Profile).run;
    const middle = centers[which] as Center;
    if (input.bands !== "none" && group.length > 1) {
      const kept = layers
        .map((_, index) => index)
        .filter((i) => usable(middle.low[i] as number) && usable(middle.high[i] as number));
      const back = [...kept].reverse();
      const outline = {
        x: Float64Array.from([...kept, ...back]),
        y: Float64Array.from([
          ...kept.map((i) => middle.high[i] as number),
          ...back.map((i) => middle.low[i] as number),
        ]),
      };
      under.push(
        lineTrace(
          `${names[which]} · ${t(`bands.${input.bands}`)}`,
          outline,
          { color: style.color, width: 0 },
          {
            fill: "toself",
            fillcolor: fade(style.color, 0.18),
          },
        ),
      );
    }
    lines.push(
      lineTrace(names[which] as string, polyline(middle.values, usable), {
        color: style.color,
        width: 2,
        dash: style.dash,
      }),
    );
    if (count <= 24) dots.push(nodes(middle.values, usable, style, { x, y, area }));
    const last = layers
      .map((_, index) => index)
      .filter((index) => usable(middle.values[index] as number))
      .pop();
    if (last === undefined) return;
    ends.push({
      x: toPixel(x, last, area.width),
      y: area.height - toPixel(y, middle.values[last] as number, area.height),
      text: names[which] as string,
      color: style.color,
    });
  });
  const predicted = (one: { readonly run: RunView; readonly step: number }) =>
    t("profile.predicted", { step: formatCount(one.step), label: input.nameOf(one.run) });
  for (const one of predictions) {
    const { color } = one.run.style;
    lines.push(
      lineTrace(predicted(one), polyline(one.values, usable), {
        color,
        ...THEORY_LINE,
      }),
    );
  }
  const shorts = layers.map((name) => shortLayer(name, t));
  const shown = thinned(count, area.width / Math.max(1, count), 24);
  const layout = baseLayout(
    frame,
    margins,
    axisLayout(
      frame,
      x,
      { values: shown, texts: shown.map((index) => shorts[index] as string) },
      { title: t("axis.layer"), grid: count <= 24 },
    ),
    axisLayout(frame, y, yTicks),
  );
  const steps = [...new Set(profiles.map((profile) => profile.step))];
  const out = outsideNote(outside, t);
  const pixel = (layer: string) => toPixel(x, layers.indexOf(layer), area.width);
  const keys: Key[] = banded ? [{ shape: "square", text: bandText(input.bands, kind, t) }] : [];
  const { step: predictedStep } = predictions[0] ?? {};
  if (predictedStep !== undefined) keys.push({ shape: "dotted", text: t("profile.theoryKey") });
  const notes: Note[] = [];
  if (input.ratio && groups.length > 0 && count > 1)
    notes.push(ratioNote(groups, names, layerName(layers[0] ?? "", t), frame));
  if (predictedStep !== undefined) {
    const text = t("profile.theory", { step: formatCount(predictedStep) });
    notes.push({ kind: "plain", items: [{ text }] });
  }
  if (out) notes.push(out);
  return {
    data: lines,
    under,
    dots,
    layout,
    annotations: endLabels(named ? ends : [], area, right),
    outside,
    area,
    x,
    y,
    zoomable: true,
    subtitle: stepText(steps, t),
    keys,
    notes,
    table: table(input, layers, groups, names, centers),
    layers,
    locate: (pixelX) => {
      const at = Math.round(x.range[0] + (pixelX / area.width) * (x.range[1] - x.range[0]));
      const layer = layers[Math.max(0, Math.min(count - 1, at))];
      return layer === undefined ? null : { layer };
    },
    marks: (hover) => {
      if (hover?.layer === undefined || !layers.includes(hover.layer)) return [];
      return [{ kind: "vertical", x: pixel(hover.layer) } satisfies Mark];
    },
    place: (row) => {
      const profile = profiles.find((one) => one.run.id === row.run);
      const height = heightOn(y, row, area.height);
      if (profile === undefined || height === null) return null;
      if (row.layer === null || !layers.includes(row.layer)) return null;
      // Of a long run the page may hold fewer rows than the rule has read.
      if (row.step !== profile.step && row.step !== input.shownStep) return null;
      return { x: pixel(row.layer), ...height };
    },
    readout: (hover) => {
      if (hover.layer === undefined || !layers.includes(hover.layer)) return null;
      const index = layers.indexOf(hover.layer);
      const rows: Readout["rows"] = groups.map((group, which) => ({
        color: (group[0] as Profile).run.style.color,
        label: names[which] as string,
        values: [formatValue((centers[which] as Center).values[index] as number)],
      }));
      const expected: Readout["rows"] = predictions
        .filter((one) => Number.isFinite(one.values[index]))
        .map((one) => ({
          color: one.run.style.color,
          label: predicted(one),
          values: [formatValue(one.values[index] as number)],
        }));
      return { title: layerName(hover.layer, t), rows: [...rows, ...expected] };
    },
  };
}

function table(
  input: LayerProfileInput,
  layers: readonly string[],
  groups: Profile[][],
  names: readonly string[],
  centers: readonly Center[],
): Figure["table"] {
  const { t } = input.frame;
  const steps = stepText([...new Set(groups.flat().map((profile) => profile.step))], t);
  return {
    caption: `${input.metric}, ${steps}`,
    columns: [t("table.layer"), ...names],
    rows: layers.map((layer, index) => [
      layerName(layer, t),
      ...centers.map((middle) => formatValue(middle.values[index] as number)),
    ]),
  };
}
