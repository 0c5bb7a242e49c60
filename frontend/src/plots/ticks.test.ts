import { describe, expect, it } from "vitest";
import { linearTicks, logTicks } from "./ticks";

describe("ticks", () => {
  it("are round and inside", () => {
    expect(linearTicks(0, 1000, 4).texts).toEqual(["0", "500", "1,000"]);
    expect(linearTicks(0, 1, 5).texts).toEqual(["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
  });

  it("stay at whole steps on a short axis of steps", () => {
    expect(linearTicks(0, 2, 8, true).texts).toEqual(["0", "1", "2"]);
  });

  it("stand at powers of ten where an axis spans decades", () => {
    expect(logTicks(-6.2, 0.3, 4).texts).toEqual(["10⁻⁶", "10⁻⁴", "10⁻²", "1"]);
  });

  it("are real values of a log axis within one decade", () => {
    const ticks = logTicks(0, 1, 6);
    expect(ticks.values).toEqual([1, 2, 5, 10]);
    expect(
      logTicks(Math.log10(2.1), Math.log10(2.6), 5).values.every((value) => value >= 2.1 && value <= 2.6),
    ).toBe(true);
  });
});
