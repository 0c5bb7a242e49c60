/** Layers as an axis: names in order from input to output, short texts, and as many as fit. */

import type { RunView, Series } from "../state/telemetry";
import type { Translate } from "./figure";

/** What stands on an axis: the number of a hidden layer, "c1" for a convolution, "out" for the output, else the name. */
export function shortLayer(name: string, t: Translate): string {
  if (name === "output") return t("layer.output");
  const inner = /^(hidden|conv)_(\d+)$/.exec(name);
  if (!inner) return name.replace("_", " ");
  return inner[1] === "conv" ? t("layer.conv", { index: inner[2] as string }) : (inner[2] as string);
}

/** The whole name: "hidden 3", "conv 1", "output"; another keeps its own. */
export function layerName(name: string, t: Translate): string {
  const inner = /^(hidden|conv)_(\d+)$/.exec(name);
  if (inner) return t(`layerName.${inner[1]}`, { index: inner[2] as string });
  return name === "output" ? t("layerName.output") : name;
}

/** The layers of a series of a run: all, the hidden ones, or those that the series names. */
export function layersOf(run: RunView, series: Series): readonly string[] {
  if (series.layers && series.layers.length === series.width) return series.layers;
  return run.layers.slice(0, series.width);
}

/** Every layer that any run has, from input to output: hidden layers by number, the output last. */
export function unionOfLayers(lists: readonly (readonly string[])[]): string[] {
  const names: string[] = [];
  for (const list of [...lists].sort((a, b) => b.length - a.length)) {
    list.forEach((name, index) => {
      if (names.includes(name)) return;
      const before = index > 0 ? names.indexOf(list[index - 1] as string) : -1;
      names.splice(before + 1, 0, name);
    });
  }
  const output = names.indexOf("output");
  if (output >= 0) names.push(...names.splice(output, 1));
  return names;
}

/** Which of `count` texts to show where each has `room` pixels and needs `size`: evenly spaced, both ends included. */
export function thinned(count: number, room: number, size: number): number[] {
  if (count === 0) return [];
  const stride = Math.max(1, Math.ceil(size / Math.max(0.1, room)));
  const shown: number[] = [];
  for (let index = 0; index < count - 1; index += stride) shown.push(index);
  const last = shown[shown.length - 1];
  if (last !== undefined && shown.length > 1 && (count - 1 - last) * room < size) shown.pop();
  shown.push(count - 1);
  return shown;
}
