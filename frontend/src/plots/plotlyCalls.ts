/** Plotly, as this page uses it: loaded once, drawn into, and asked for pictures. */

import { type exportable, fileName, saveAs } from "./exportFigure";
import type { Figure } from "./figure";
import { withoutTexts } from "./overlay";

export type Plotly = typeof import("plotly.js-cartesian-dist-min").default;

let loading: Promise<Plotly> | null = null;

/** Plotly, loaded once, beside the page. */
export function loadPlotly(): Promise<Plotly> {
  loading ??= import("plotly.js-cartesian-dist-min").then((module) => module.default);
  return loading;
}

// No cloud, no share button, no logo: nothing on the page leads out of it. The buttons are the card's own.
const CONFIG = {
  displayModeBar: false,
  displaylogo: false,
  showSendToCloud: false,
  showTips: false,
  doubleClick: false,
  scrollZoom: false,
  responsive: false,
} as const;

/** Draws the figure in place of what is there. */
export function react(plotly: Plotly, target: HTMLElement, { data, layout }: Figure) {
  return plotly.react(target, data, withoutTexts(layout), CONFIG);
}

/** Saves a picture under the title's name. */
export async function saveImage(
  { data, layout, width, height }: ReturnType<typeof exportable>,
  title: string,
  format: "png" | "svg",
): Promise<void> {
  const plotly = await loadPlotly();
  const scale = format === "png" ? 2 : 1;
  saveAs(
    await plotly.toImage({ data, layout, config: CONFIG }, { format, width, height, scale }),
    fileName(title, format),
  );
}
