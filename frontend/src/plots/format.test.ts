import { describe, expect, it } from "vitest";
import { formatCount, formatShare, formatTick, formatValue, powerOfTen } from "./format";

describe("numbers", () => {
  it.each([
    [0, "0"],
    [2.2951, "2.30"],
    [0.0123456, "0.0123"],
    [1234.5, "1,235"],
    [-0.5, "−0.500"],
    [3.2123e-7, "3.21×10⁻⁷"],
    [9.999e-4, "0.00100"],
    [1.5e9, "1.50×10⁹"],
    [Number.NaN, "NaN"],
    [Number.POSITIVE_INFINITY, "∞"],
    [Number.NEGATIVE_INFINITY, "−∞"],
  ])("reads %s as %s", (value, text) => {
    expect(formatValue(value)).toBe(text);
  });

  it("groups steps, and writes powers of ten with superscripts", () => {
    expect(formatCount(100000)).toBe("100,000");
    expect([-3, 0, 1, 12].map(powerOfTen)).toEqual(["10⁻³", "1", "10", "10¹²"]);
  });

  it("gives ticks as many decimals as their distance needs, and never k or µ", () => {
    expect(formatTick(0.25, 0.05)).toBe("0.25");
    expect(formatTick(20000, 5000)).toBe("20,000");
    expect(formatTick(2e-5, 1e-5)).toBe("2×10⁻⁵");
    expect(formatTick(3e6, 1e6)).toBe("3×10⁶");
  });

  it("does not round a small share to nothing", () => {
    expect([formatShare(0.1234), formatShare(0.00001), formatShare(0)]).toEqual([
      "12.3 %",
      "<0.01 %",
      "0.00 %",
    ]);
  });
});
