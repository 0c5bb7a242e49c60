import { describe, expect, it } from "vitest";
import { type RateCurve, rangeTest, withRates } from "./rangeTest";
import { drawn, testFrame, testRun } from "./testing";
import { textWidth } from "./textWidth";

const STEPS = 300;
const steps = Float64Array.from({ length: STEPS + 1 }, (_, step) => step);
const rates = steps.map((step) => 1e-5 * 1e6 ** (step / STEPS));

function curve(variant: number, centre: number, brokenAt = STEPS): RateCurve {
  const values = rates.map((rate, step) => {
    if (step > brokenAt) return Number.NaN;
    const decade = Math.log10(rate);
    return 2.3 - 2 / (1 + Math.exp(-6 * (decade - centre))) + (decade > 0 ? 10 ** (8 * decade) : 0);
  });
  return {
    run: testRun(variant, { step: brokenAt, steps: STEPS, schedule: "range_test" }),
    steps,
    values,
    rates,
  };
}

function figure(...curves: RateCurve[]) {
  return rangeTest({
    frame: testFrame(),
    unit: "nats",
    curves,
    held: null,
    shownStep: STEPS,
    nameOf: (run) => run.label,
  });
}

describe("the figure of a range test", () => {
  it("has the learning rate and the loss on logarithmic axes", () => {
    const { x, y } = figure(curve(0, -2));
    expect([x.kind, y.kind]).toEqual(["log", "log"]);
    expect(x.range).toEqual([-5, 1].map((power) => expect.closeTo(power, 9)));
  });

  it("keeps the raw losses behind the smoothed ones, also those that diverged", () => {
    const one = figure(curve(0, -2, 280));
    expect(drawn(one.under?.[0], "y").filter(Number.isFinite).length).toBeGreaterThan(200);
    expect(drawn(one.data[0], "x").at(-1)).toBeLessThan(2);
    expect(10 ** one.y.range[1]).toBeLessThan(10);
    expect(one.outside).toMatchObject({ above: expect.any(Number), nonFinite: STEPS - 280 });
    expect(one.outside.above).toBeGreaterThan(0);
    expect(one.notes.at(-1)?.items[0]?.text).toContain("outside.above");
  });

  it("marks and says the rate where the smoothed loss falls fastest", () => {
    const one = figure(curve(0, -2));
    const [rate] = drawn(
      one.data.find((trace) => trace.name === "range.suggested"),
      "x",
    );
    expect(Math.log10(rate ?? 0)).toBeCloseTo(-2, 1);
    expect(one.notes[0]?.items[0]?.text).toMatch(/^range\.note\(run=variant 0,rate=0\.0(09\d|1\d?),lowest=/);
    expect(one.notes[0]?.kind).toBe("plain");
  });

  it("makes room for ticks that are wider than a power of ten", () => {
    const falling = curve(0, -2);
    const values = rates.map((_, step) => 1e-7 * (2.1 - step / STEPS));
    const { area, layout } = figure({ ...falling, values });
    const texts = (layout["yaxis"] as { ticktext: string[] }).ticktext;
    expect(texts).toContain("1.5×10⁻⁷");
    expect(area.left).toBeGreaterThanOrEqual(Math.max(...texts.map(textWidth)) + 8);
    expect(figure(falling).area.left).toBe(48);
  });

  it("says where there is nothing to suggest", () => {
    const flat = { ...curve(0, -2), values: rates.map(() => 2.3) };
    const one = figure(flat);
    expect(one.notes[0]?.items[0]?.text).toBe("range.none(run=variant 0)");
    expect(one.data.some((trace) => trace.name === "range.suggested")).toBe(false);
  });

  it("finds the step of a rate, and the rate of a step", () => {
    const one = figure(curve(0, -2));
    expect(one.locate(one.area.width / 2, 10)?.step).toBe(150);
    expect(one.marks({ step: 150 })[0]).toMatchObject({ x: expect.closeTo(one.area.width / 2, 3) });
    expect(one.readout({ step: 0 })?.title).toBe("range.readout(step=0,rate=1.00×10⁻⁵)");
  });

  it("joins losses and rates by their steps", () => {
    const loss = { run: testRun(0), steps: [0, 1, 2, 3], values: [4, 3, 2, 1] };
    const joined = withRates(loss, { steps: [0, 2, 3], values: [0.1, 0.2, 0.3] });
    expect([...(joined.steps as Float64Array)]).toEqual([0, 2, 3]);
    expect([...(joined.values as Float64Array)]).toEqual([4, 2, 1]);
    expect([...(joined.rates as Float64Array)]).toEqual([0.1, 0.2, 0.3]);
  });
});
