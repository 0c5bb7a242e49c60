import { describe, expect, it } from "vitest";
import { overTime } from "./overTime";
import { drawn, steps, testFrame, testRun, testScale } from "./testing";
import { textWidth } from "./textWidth";

const run = testRun(0);

function figure(values: readonly number[], more: Partial<Parameters<typeof overTime>[0]> = {}) {
  return overTime({
    frame: testFrame(),
    curves: [{ run, steps: steps(values.length, 50), values }],
    levels: [],
    words: { name: "name", subtitle: "", caption: "caption", readout: (step) => `step ${step}` },
    bands: "none",
    scale: testScale([run]),
    held: null,
    shownStep: 100,
    nameOf: (one) => one.label,
    ...more,
  });
}

describe("a figure over time", () => {
  it("spans decades on a logarithmic axis, and says what that cannot show", () => {
    const rates = figure([0.1, 0.001, 0]);
    expect(rates.y.kind).toBe("log");
    expect(rates.outside.nonPositive).toBe(1);
    expect(rates.notes).toHaveLength(1);
  });

  it("names its levels beside them, or on them where they do not fit there", () => {
    const levels = [{ text: "a rule of thumb", color: "#000000", value: 0.05, curve: null }];
    const at = (width: number) => figure([0.1, 0.01], { levels, frame: testFrame({ width }) });
    const [wide, narrow] = [at(480), at(280)];
    expect(wide.annotations).toMatchObject([{ text: "a rule of thumb", anchor: "start" }]);
    expect(narrow.annotations).toMatchObject([{ text: "a rule of thumb", anchor: "end" }]);
    expect(280 - narrow.area.left - narrow.area.width).toBeLessThan(40);
  });

  it("shows 0 on a linear axis, which holds its limits whatever the values are", () => {
    const scale = figure([1, 0.98, 1], { axis: "linear", limits: [0, 1] });
    expect(scale.y.kind).toBe("linear");
    expect(scale.y.range[0]).toBeLessThan(0);
    expect(scale.y.range[1]).toBeGreaterThan(1);
    expect([...drawn(scale.data[0], "y")]).toEqual([1, 0.98, 1]);
    expect(figure([0.5, 0, 0.2], { axis: "linear" }).outside.nonPositive).toBe(0);
  });

  it("makes room for ticks that are wider than a power of ten", () => {
    const wide = figure([1.2e-7, 2.1e-7, 1.4e-7]);
    const texts = (wide.layout["yaxis"] as { ticktext: string[] }).ticktext;
    expect(texts).toContain("1.2×10⁻⁷");
    expect(wide.area.left).toBeGreaterThanOrEqual(Math.max(...texts.map(textWidth)) + 8);
    expect(figure([1, 1e-7, 1e-3]).area.left).toBe(48);
  });

  it("puts its own notes before what lies outside", () => {
    const { notes } = figure([0.1, 0.1, 0], { notes: [{ kind: "plain", items: [{ text: "own" }] }] });
    expect(notes.map((note) => note.items[0]?.text)).toEqual(["own", expect.stringContaining("outside")]);
  });
});
