import { describe, expect, it } from "vitest";
import { folded } from "./binAxis";
import { distributionOverTime } from "./distributionOverTime";
import { distributionsByLayer } from "./distributionsByLayer";
import { percentileText } from "./percentileText";
import { testFrame, testRun, testScale } from "./testing";

const edges = Float64Array.from([-Infinity, 0, 0.25, 0.5, 0.75, 1, Infinity]);
/** 50 % below the edges, 32 % above them. */
const counts = [50, 0, 18, 0, 0, 32];
const layers = ["hidden_1"];
const input = {
  frame: testFrame(),
  quantity: "activation",
  runs: [
    {
      run: testRun(0, { layers }),
      distributions: {
        steps: Float64Array.from([0]),
        counts: Uint32Array.from(counts),
        nonfinite: new Uint32Array(1),
        edges,
        layers,
        version: 1,
      },
    },
  ],
  shownStep: 0,
  nameOf: (run: { label: string }) => run.label,
};

describe("a percentile in words", () => {
  it("is a bound where it falls beyond the edges", () => {
    const at = (share: number) => percentileText({ edges, counts }, share, 2);
    expect([0.05, 0.5, 0.59, 0.95].map(at)).toEqual(["≤ 0", "≤ 0", "0.38", "≥ 1.0"]);
    expect(percentileText({ edges, counts: [0, 0, 0, 0, 0, 0] }, 0.5)).toBe("NaN");
  });

  it("is a bound from below for magnitudes beyond the edges of either side", () => {
    const both = { edges: Float64Array.from([-Infinity, -2, -1, 1, 2, Infinity]), counts: [5, 1, 0, 1, 5] };
    expect(percentileText(folded(both), 0.5, 2)).toBe("≥ 2.0");
    expect(percentileText(folded(both), 0.1, 2)).toBe("1.6");
  });

  it("is read so off the distributions by layer", () => {
    const figure = distributionsByLayer(input);
    expect(figure.readout({ layer: "hidden_1" })?.rows[0]?.values).toEqual(["≤ 0", "≤ 0 – ≥ 1.0", "82"]);
    expect(figure.table?.rows[0]?.[1]).toBe("≤ 0 / ≤ 0 / ≥ 1.0");
  });

  it("is read so off the distribution over time", () => {
    const figure = distributionOverTime({ ...input, layer: "hidden_1", scale: testScale([]), held: null });
    const bounds = ["≤ 0", "≤ 0", "≤ 0", "≥ 1.0", "≥ 1.0"];
    expect(figure.readout({ step: 0 })?.rows[0]?.values).toEqual(bounds);
    expect(figure.table?.rows[0]?.slice(1)).toEqual(bounds);
  });
});
