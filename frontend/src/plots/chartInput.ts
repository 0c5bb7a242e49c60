/** What the pointer and the keyboard mean to a chart. */

import type { Hover } from "../state/telemetry";
import type { Zoom } from "./figure";

/** The new zoom after Plotly's relayout event, or null where it says nothing of ranges. */
export function zoomOf(change: Readonly<Record<string, unknown>>, before: Zoom | null): Zoom | null {
  const read = (axis: string): readonly [number, number] | undefined => {
    const low = change[`${axis}.range[0]`];
    const high = change[`${axis}.range[1]`];
    return typeof low === "number" && typeof high === "number" ? [low, high] : undefined;
  };
  const x = read("xaxis") ?? before?.x;
  const y = read("yaxis") ?? before?.y;
  if (!x && !y) return null;
  return { ...(x ? { x } : {}), ...(y ? { y } : {}) };
}

/** Where an arrow key moves the cursor: steps by a hundredth of the run (a tenth with Shift), layers by one. */
export function keyboardHover(
  key: string,
  shift: boolean,
  hover: Hover | null,
  maxStep: number,
  layers: readonly string[],
): Hover | null {
  if (key === "ArrowLeft" || key === "ArrowRight") {
    const direction = key === "ArrowLeft" ? -1 : 1;
    const stride = Math.max(1, Math.round(maxStep / (shift ? 10 : 100)));
    const from = hover?.step ?? (direction > 0 ? -stride : maxStep + stride);
    return { ...hover, step: Math.max(0, Math.min(maxStep, from + direction * stride)) };
  }
  if ((key === "ArrowUp" || key === "ArrowDown") && layers.length > 0) {
    const index = hover?.layer === undefined ? -1 : layers.indexOf(hover.layer);
    const next = key === "ArrowUp" ? index + 1 : index < 0 ? layers.length - 1 : index - 1;
    return { ...hover, layer: layers[Math.max(0, Math.min(layers.length - 1, next))] as string };
  }
  return null;
}
