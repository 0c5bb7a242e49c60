import { describe, expect, it } from "vitest";
import { endLabels, endRoom, labelMargin } from "./endLabels";
import { spread } from "./labels";

describe("direct labels", () => {
  it("stay where they are when there is room", () => {
    expect(spread([10, 60, 110], 200, 14)).toEqual([10, 60, 110]);
  });

  it("spread around their middle, in order", () => {
    const placed = spread([100, 101, 99], 200, 14);
    expect(placed[2]).toBeCloseTo(86, 5);
    expect(placed[0]).toBeCloseTo(100, 5);
    expect(placed[1]).toBeCloseTo(114, 5);
  });

  it.each([3, 8, 12])("never overlap nor leave the plot: %i at the very bottom", (count) => {
    const placed = spread(new Array<number>(count).fill(199), 200, 14);
    const sorted = [...placed].sort((a, b) => a - b);
    for (let index = 1; index < count; index++) {
      expect((sorted[index] as number) - (sorted[index - 1] as number)).toBeGreaterThanOrEqual(14 - 1e-9);
    }
    expect(sorted[0]).toBeGreaterThanOrEqual(0);
    expect(sorted.at(-1)).toBeLessThanOrEqual(200);
  });

  it("are cut to the margin that they have, and led to where they moved", () => {
    const area = { left: 40, top: 0, width: 200, height: 100 };
    const text = "leaky_relu · negative_slope 0.2";
    const margin = labelMargin([text], 300);
    const placed = endLabels(
      [
        { x: 200, y: 50, text, color: "#000000" },
        { x: 200, y: 50, text: "b", color: "#000000" },
      ],
      area,
      margin,
    );
    expect(margin).toBeLessThanOrEqual(108);
    expect(placed[0]?.text.endsWith("…")).toBe(true);
    expect(Math.abs((placed[0]?.y ?? 0) - (placed[1]?.y ?? 0))).toBeGreaterThanOrEqual(14 - 1e-9);
  });

  it("leave out lines without an end", () => {
    expect(
      endLabels(
        [{ x: 1, y: Number.NaN, text: "a", color: "#000000" }],
        { left: 0, top: 0, width: 9, height: 9 },
        9,
      ),
    ).toEqual([]);
  });
});

describe("the room for names at lines' ends", () => {
  it("is not taken for a single line", () => {
    expect(endRoom(["relu"], 400)).toMatchObject({ named: false, right: 27 });
    expect(endRoom(["relu", "relu"], 400).named).toBe(false);
  });

  it("is at most three tenths of the figure", () => {
    const names = ["leaky_relu · he_normal", "sigmoid · xavier_uniform"];
    const { named, right } = endRoom(names, 400);
    expect(named).toBe(true);
    expect(right).toBeLessThanOrEqual(120);
  });

  it("is as narrow as what stands there, however narrow the figure is", () => {
    const { named, right } = endRoom(["relu", "tanh"], 200);
    expect(named).toBe(true);
    expect(right).toBeLessThanOrEqual(50);
  });

  it("is not taken where less than eight characters would be left, or all names would read the same", () => {
    expect(endRoom(["sigmoid · he_normal", "relu · he_normal"], 210).named).toBe(false);
    expect(endRoom(["Digits · 12 × 64 · relu", "Digits · 12 × 64 · tanh"], 400).named).toBe(false);
  });
});
