import { describe, expect, it } from "vitest";
import { layerName, shortLayer, thinned, unionOfLayers } from "./layers";
import { networkLayout } from "./networkLayout";
import { showKey } from "./testing";

describe("layers", () => {
  it("of nets of different depth stand on one axis, the output last", () => {
    expect(
      unionOfLayers([
        ["hidden_1", "output"],
        ["hidden_1", "hidden_2", "hidden_3", "output"],
      ]),
    ).toEqual(["hidden_1", "hidden_2", "hidden_3", "output"]);
  });

  it("have short names", () => {
    expect(["hidden_12", "output", "conv_1", "block_1"].map((name) => shortLayer(name, showKey))).toEqual([
      "12",
      "layer.output",
      "layer.conv(index=1)",
      "block 1",
    ]);
  });

  it("have whole names, but for those that are not ours", () => {
    expect(["hidden_12", "output", "conv_1", "block_1"].map((name) => layerName(name, showKey))).toEqual([
      "layerName.hidden(index=12)",
      "layerName.output",
      "layerName.conv(index=1)",
      "block_1",
    ]);
  });

  it("are thinned evenly, with both ends and without overlap", () => {
    const shown = thinned(100, 2, 13);
    expect(shown[0]).toBe(0);
    expect(shown.at(-1)).toBe(99);
    for (let index = 1; index < shown.length; index++) {
      expect(((shown[index] as number) - (shown[index - 1] as number)) * 2).toBeGreaterThanOrEqual(13);
    }
    expect(thinned(0, 5, 5)).toEqual([]);
    expect(thinned(1, 5, 50)).toEqual([0]);
  });

  it("of a hundred-layer net fit into the drawing, input at the bottom", () => {
    const names = [...Array.from({ length: 99 }, (_, index) => `hidden_${index + 1}`), "output"];
    const layout = networkLayout(names, 180, 300, String);
    expect(layout.nodes[0]?.y).toBeGreaterThan(layout.nodes[99]?.y ?? 0);
    expect(layout.nodes.every((node) => node.y > 0 && node.y < 300)).toBe(true);
  });
});
