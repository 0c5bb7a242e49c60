/** Where the layers of a network stand in a slim drawing: the input at the bottom, the output on top. */

import { thinned } from "./layers";
import { textWidth } from "./textWidth";

export interface NetworkNode {
  readonly name: string;
  /** What it is called on the screen. */
  readonly label: string;
  readonly y: number;
}

export interface NetworkLayout {
  readonly nodes: readonly NetworkNode[];
  /** Distance between two layers, and the height and width of a layer's block, in pixels. */
  readonly pitch: number;
  readonly height: number;
  readonly width: number;
  readonly left: number;
  /** The indices of the layers whose names fit. */
  readonly labelled: ReadonlySet<number>;
  /** Where the input stands, below the first layer. */
  readonly foot: number;
  /** The line through all layers, as an SVG path. */
  readonly spine: string;
}

const FOOT = 24;
const HEAD = 4;

export function networkLayout(
  layers: readonly string[],
  width: number,
  height: number,
  labelOf: (layer: string) => string,
): NetworkLayout {
  const room = Math.max(1, height - FOOT - HEAD);
  const pitch = Math.min(64, room / Math.max(1, layers.length));
  const block = Math.max(1.5, Math.min(26, pitch * 0.72));
  const labels = layers.map(labelOf);
  const names = Math.max(0, ...labels.map(textWidth));
  const left = Math.min(names + 12, width * 0.45);
  const blockWidth = Math.max(18, Math.min(56, width - left - 62));
  const bottom = height - FOOT - Math.max(0, room - layers.length * pitch) / 2;
  const nodes = layers.map((name, index) => ({
    name,
    label: labels[index] as string,
    y: bottom - (index + 0.5) * pitch,
  }));
  const x = left + blockWidth / 2;
  const top = nodes[nodes.length - 1]?.y ?? bottom;
  return {
    nodes,
    pitch,
    height: block,
    width: blockWidth,
    left,
    labelled: new Set(thinned(layers.length, pitch, 14)),
    foot: bottom + 14,
    spine: `M${x} ${bottom + 5}V${top}`,
  };
}
