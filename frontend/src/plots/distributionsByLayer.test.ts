import { describe, expect, it } from "vitest";
import { distributionOverTime, thinnedSteps } from "./distributionOverTime";
import { pooled } from "./distributions";
import { distributionsByLayer, rowTop } from "./distributionsByLayer";
import { drawn, testFrame, testRun, testScale } from "./testing";
import { textWidth } from "./textWidth";

const edges = Float64Array.from([-Infinity, 0, 0.25, 0.5, 0.75, 1, Infinity]);

function found(variant: number, rows: readonly (readonly number[])[][], seed = "0") {
  const layers = ["hidden_1", "output"];
  return {
    run: testRun(variant, { seed, layers }),
    distributions: {
      steps: Float64Array.from(rows, (_, index) => index * 50),
      counts: Uint32Array.from(rows.flat(2)),
      nonfinite: new Uint32Array(rows.length * 2).fill(seed === "7" ? 2 : 0),
      edges,
      layers,
      version: 1,
    },
  };
}

const first = [
  [
    [0, 10, 0, 0, 0, 0],
    [0, 0, 0, 0, 10, 0],
  ],
  [
    [0, 0, 10, 0, 0, 0],
    [1, 0, 0, 8, 0, 1],
  ],
];
const input = {
  frame: testFrame(),
  quantity: "activation",
  runs: [found(0, first), found(1, first)],
  shownStep: 60,
  nameOf: (run: { label: string }) => run.label,
};

describe("distributions by layer", () => {
  it("pool replicates: their counts add up", () => {
    const histogram = pooled([found(0, first, "0"), found(0, first, "1")], "output", 50);
    expect(Array.from(histogram?.counts ?? [])).toEqual([2, 0, 0, 16, 0, 2]);
    expect(pooled([found(0, first)], "output", -1)).toBeNull();
  });

  it("overlay the variants in one row for each layer, the input's at the bottom", () => {
    const figure = distributionsByLayer(input);
    expect(figure.data).toHaveLength(2);
    expect(figure.layers).toEqual(["hidden_1", "output"]);
    const y = figure.data[0]?.y as Float64Array;
    expect(Math.max(...[...y].filter(Number.isFinite))).toBeCloseTo(1.9, 9);
    expect(figure.subtitle).toBe("subtitle.step(step=50)");
  });

  it("say what lies beyond the edges and what is not finite", () => {
    const figure = distributionsByLayer({ ...input, runs: [found(0, first, "7")] });
    const texts = figure.notes.map((note) => note.items[0]?.text ?? "");
    expect(texts[0]).toContain("distributions.nonfinite(name=variant 0,number=4");
    expect(texts[1]).toContain("distributions.outside(name=variant 0,low=0,high=1.0,layers=");
  });

  it("say what is not finite before what lies beyond the edges, where not all fits", () => {
    const runs = [0, 1, 2, 3].map((variant) => found(variant, first, variant === 3 ? "7" : "0"));
    const { notes } = distributionsByLayer({ ...input, runs });
    const [note] = notes;
    expect(notes.map((one) => one.items[0]?.text)).toContain("distributions.moreNotes(count=2)");
    expect([note?.kind, note?.items[0]?.text]).toEqual([
      "warning",
      expect.stringContaining("distributions.nonfinite(name=variant 3"),
    ]);
  });

  it("name each layer that has values beyond the edges, with its own share, the largest first", () => {
    const both = [[[1, 9, 0, 0, 0, 0], ...(first[1] as number[][]).slice(1)]];
    const outside = (rows: readonly (readonly number[])[][], shownStep: number) =>
      distributionsByLayer({ ...input, runs: [found(0, rows)], shownStep }).notes.map(
        (note) => note.items[0]?.text ?? "",
      )[0];
    const layer = (name: string, number: number, share: string) =>
      `distributions.outsideLayer(layer=${name},number=${number},share=${share})`;
    expect(outside(first, 50)).toContain(`layers=${layer("layerName.output", 2, "20.0 %")})`);
    expect(outside(first, 50)).not.toContain("layerName.hidden");
    expect(outside(both, 0)).toContain(
      `layers=${layer("layerName.output", 2, "20.0 %")} · ${layer("layerName.hidden(index=1)", 1, "10.0 %")})`,
    );
    expect(outside(first, 0)).toBe("distributions.height");
  });

  it("change with the step", () => {
    const at = (shownStep: number) => [...drawn(distributionsByLayer({ ...input, shownStep }).data[0], "y")];
    expect(at(0)).not.toEqual(at(50));
  });

  it("keep a lone spike from flattening the rest of its row", () => {
    const outlineOf = (density: number[]) => ({
      positions: new Float64Array(0),
      density: Float64Array.from(density),
      left: 0,
      right: 0,
    });
    expect(rowTop([outlineOf([0, 60, 1, 1, 0])])).toBeCloseTo(1.6, 12);
    expect(rowTop([outlineOf([0, 12, 9]), outlineOf([0, 1, 0.9])])).toBeCloseTo(6, 12);
    expect(rowTop([outlineOf([0, 90, 60]), outlineOf([0, 1, 0.9])])).toBeCloseTo(30, 12);
    expect(rowTop([])).toBe(1);
  });
});

describe("a layer's distribution over time", () => {
  it("draws the median and two bands for each variant", () => {
    const figure = distributionOverTime({
      ...input,
      layer: "hidden_1",
      scale: testScale([testRun(0)]),
      held: null,
    });
    expect(figure.data).toHaveLength(2);
    expect(figure.under).toHaveLength(4);
    expect([...drawn(figure.data[0], "y")]).toEqual([0.125, 0.375]);
    expect([...drawn(figure.data[0], "x")]).toEqual([0, 50]);
  });

  it("makes room for ticks that are wider than a power of ten", () => {
    const one = found(0, first);
    const small = { ...one.distributions, edges: edges.map((edge) => (edge + 4) * 1e-7) };
    const { area, layout } = distributionOverTime({
      ...input,
      runs: [{ ...one, distributions: small }],
      layer: "hidden_1",
      scale: testScale([testRun(0)]),
      held: null,
    });
    const texts = (layout["yaxis"] as { ticktext: string[] }).ticktext;
    expect(Math.max(...texts.map(textWidth))).toBeGreaterThan(40);
    expect(area.left).toBeGreaterThanOrEqual(Math.max(...texts.map(textWidth)) + 8);
  });

  it("thins steps evenly and keeps the last", () => {
    expect(thinnedSteps([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 4)).toEqual([0, 4, 8, 9]);
  });
});
