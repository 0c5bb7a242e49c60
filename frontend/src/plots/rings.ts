/** A few hollow rings along a line of validation, so that it cannot be taken for one of training. */

import type { RunView } from "../state/telemetry";
import type { Points } from "./curves";
import { type AxisScale, type Dots, type PlotArea, toPixel } from "./figure";

// Rings nearer than this run together.
const RING_GAP = 18;

export function rings(points: Points, run: RunView, x: AxisScale, y: AxisScale, area: PlotArea): Dots {
  const across: number[] = [];
  const down: number[] = [];
  const stride = Math.max(1, Math.floor(points.x.length / 7));
  for (let index = Math.floor(stride / 2); index < points.x.length; index += stride) {
    const pixelX = toPixel(x, points.x[index] as number, area.width);
    const pixelY = area.height - toPixel(y, points.y[index] as number, area.height);
    if (!(pixelX >= 0 && pixelX <= area.width && pixelY >= 0 && pixelY <= area.height)) continue;
    const last = across.length - 1;
    if (
      last >= 0 &&
      Math.hypot(pixelX - (across[last] as number), pixelY - (down[last] as number)) < RING_GAP
    )
      continue;
    across.push(pixelX);
    down.push(pixelY);
  }
  return {
    name: run.label,
    x: Float64Array.from(across),
    y: Float64Array.from(down),
    size: 6,
    color: run.style.color,
    shape: "round",
    hollow: true,
  };
}
