import { describe, expect, it } from "vitest";
import { BLANK, BROKEN, colorAt, colorLimits, heightOf, ZERO } from "./colorScale";
import { layerGrid } from "./layerGrid";
import { type HeatmapTile, layerHeatmaps } from "./layerHeatmaps";
import { shortLayer } from "./layers";
import { cells, steps, testFrame, testRun, testScale } from "./testing";
import { THEMES } from "./theme";

const layers = ["hidden_1", "hidden_2", "output"];

function tile(variant: number, rows: readonly (readonly number[])[], every = 1): HeatmapTile {
  return {
    run: testRun(variant),
    name: `variant ${variant}`,
    steps: steps(rows.length, every),
    values: rows.flat(),
    layers,
  };
}

describe("the colour scale", () => {
  it("reaches the smallest values that the figure is about", () => {
    const values = Float64Array.from([
      ...Array.from({ length: 50 }, () => 5e-7),
      ...Array.from({ length: 50 }, () => 0.8),
    ]);
    const limits = colorLimits(values, "log");
    expect([limits.low, limits.high, limits.beyond]).toEqual([-7, 0, 0]);
  });

  it("is not stretched by one straggler, and counts it", () => {
    const values = Float64Array.from([1e-30, ...Array.from({ length: 2000 }, (_, index) => 1 + (index % 9))]);
    const limits = colorLimits(values, "log");
    expect(limits.low).toBeGreaterThan(-1);
    expect(limits.beyond).toBe(1);
  });

  it("has places of its own for 0 and for what is not finite", () => {
    const limits = colorLimits(Float64Array.from([0.1, 1]), "log");
    expect([
      heightOf(Number.NaN, limits),
      heightOf(Number.POSITIVE_INFINITY, limits),
      heightOf(0, limits),
    ]).toEqual([BROKEN, BROKEN, ZERO]);
    expect([colorAt(BROKEN, "dark"), colorAt(ZERO, "dark"), colorAt(BLANK, "dark")]).toEqual([
      THEMES.dark.broken,
      THEMES.dark.zero,
      THEMES.dark.blank,
    ]);
    expect([colorAt(0, "light"), colorAt(1, "light")]).toEqual(["#440154", "#fde725"]);
  });

  it("is of some height for one value, and for none", () => {
    expect(colorLimits(Float64Array.from([2]), "linear").high).toBeGreaterThan(2);
    expect(colorLimits(new Float64Array(0), "log")).toEqual({ kind: "log", low: -1, high: 1, beyond: 0 });
  });
});

describe("the grid of a tile", () => {
  const scale = testScale([testRun(0, { steps: 99 })]);

  it("takes the geometric mean of the rows in a column", () => {
    const rows = {
      run: testRun(0),
      steps: steps(100),
      values: Float64Array.from({ length: 100 }, (_, i) => 10 ** -(i % 2)),
      layers: ["output"],
    };
    const grid = layerGrid(rows, scale, 50, true);
    expect(grid.cells[0]?.[10]).toBeCloseTo(10 ** -0.5, 12);
    expect(layerGrid(rows, scale, 50, false).cells[0]?.[10]).toBeCloseTo(0.55, 12);
  });

  it("shows a row until the next, and nothing after the last", () => {
    const rows = { run: testRun(0), steps: [0, 40], values: [1, 2], layers: ["output"] };
    const grid = layerGrid(rows, scale, 10, true);
    expect([...grid.recorded]).toEqual([1, 1, 1, 1, 1, 0, 0, 0, 0, 0]);
    expect([...(grid.cells[0] ?? [])].slice(0, 5)).toEqual([1, 1, 1, 1, 2]);
  });

  it("never hides a value that is not finite in a mean", () => {
    const values = new Float64Array(100).fill(1);
    values[57] = Number.NaN;
    const grid = layerGrid(
      { run: testRun(0), steps: steps(100), values, layers: ["output"] },
      scale,
      5,
      true,
    );
    expect([...(grid.cells[0] ?? [])].map(Number.isNaN)).toEqual([false, false, true, false, false]);
  });
});

describe("heatmaps", () => {
  const rows = Array.from({ length: 101 }, (_, step) => [1e-6, 1e-3, step === 50 ? Number.NaN : 1]);
  const input = {
    frame: testFrame({ width: 600 }),
    metric: "Gradient norm",
    unit: "",
    logarithmic: true,
    tiles: [
      tile(0, rows),
      tile(
        1,
        rows.map(() => [1, 1, 0]),
      ),
    ],
    scale: testScale([testRun(0)]),
    held: null,
    shownStep: 100,
    replicates: "",
  };
  const figure = layerHeatmaps(input);

  it("have the input's layer at the bottom and one scale for all tiles", () => {
    const z = cells(figure.data[0]);
    expect(z).toHaveLength(3);
    expect([z[2]?.[0], z[1]?.[0], z[0]?.[0]]).toEqual([0, 0.5, 1]);
    expect(figure.data.every((trace) => trace["zmin"] === figure.data[0]?.["zmin"])).toBe(true);
  });

  it("name the rows of each tile where the networks have other layers", () => {
    const other = { ...tile(1, rows), layers: ["conv_1", "hidden_1", "output"] };
    const texts = (tiles: typeof input.tiles) =>
      layerHeatmaps({ ...input, tiles }).annotations.map((label) => label.text);
    const own = other.layers.map((layer) => shortLayer(layer, input.frame.t));
    expect(texts([tile(0, rows), other])).toEqual(expect.arrayContaining(own));
    expect(texts(input.tiles)).not.toEqual(expect.arrayContaining([own[2]]));
  });

  it("mark what is not finite and what is 0, with a legend", () => {
    const z = cells(figure.data[0]);
    expect(Array.from(z[0] ?? [])).toContain(BROKEN);
    expect([...(cells(figure.data[1])[0] ?? [])].every((height) => height === ZERO)).toBe(true);
    expect(figure.keys.map((key) => key.text)).toEqual(["heatmap.broken", "heatmap.zero"]);
  });

  it("tell the tile, the layer and the step under a pixel", () => {
    const first = figure.data[0] as unknown as { x0: number; y0: number; dy: number };
    const found = figure.locate(first.x0, first.y0 + 2 * first.dy);
    expect(found).toMatchObject({ layer: "hidden_1", variant: 0 });
    expect(found?.step).toBeLessThan(3);
    expect(figure.locate(figure.area.width - 1, 0)).toBeNull();
  });

  it("mark a layer and a step in every tile", () => {
    const marks = figure.marks({ step: 30, layer: "hidden_2" });
    expect(marks.map((mark) => mark.kind).sort()).toEqual(["box", "box", "vertical", "vertical"]);
  });

  it("say the range of the scale and give the values at the shown step", () => {
    expect(figure.notes[0]?.items[0]?.text).toContain("heatmap.range(low=10⁻⁶,high=1)");
    expect(figure.table.rows[0]).toEqual(["layerName.hidden(index=1)", "1.00×10⁻⁶", "1.00"]);
  });

  it("stay within the budget of cells with 8 variants of 100 layers", () => {
    const names = Array.from({ length: 100 }, (_, index) => `hidden_${index + 1}`);
    const deep = Array.from({ length: 8 }, (_, variant) => ({
      run: testRun(variant),
      name: "",
      steps: steps(101),
      values: new Float32Array(101 * 100).fill(0.5),
      layers: names,
    }));
    const drawn = layerHeatmaps({ ...input, tiles: deep });
    const cells = drawn.data.reduce(
      (sum, trace) => sum + (trace.z ?? []).reduce((count, row) => count + row.length, 0),
      0,
    );
    expect(cells).toBeLessThan(20_000);
  });
});
