import { describe, expect, it } from "vitest";
import { findRate } from "./rateFinder";

const STEPS = 700;
const rates = Array.from({ length: STEPS + 1 }, (_, step) => 1e-6 * 1e7 ** (step / STEPS));

/** A loss that falls along a logistic curve in log₁₀ η, centred at `centre`, and explodes beyond `end`. */
function loss(centre: number, end: number, noise = 0): number[] {
  return rates.map((rate, index) => {
    const decade = Math.log10(rate);
    const fall = 2.3 - 2 / (1 + Math.exp(-6 * (decade - centre)));
    return (decade > end ? fall + 10 ** (6 * (decade - end)) : fall) + noise * Math.sin(7919 * index);
  });
}

describe("the learning-rate finder", () => {
  it("suggests where the loss falls fastest", () => {
    const { suggested, lowest } = findRate(rates, loss(-2, 0));
    expect(Math.log10(suggested?.rate ?? 0)).toBeCloseTo(-2, 1);
    expect(lowest?.rate).toBeGreaterThan(0.3);
    expect(lowest?.rate).toBeLessThan(1.1);
  });

  it("finds it behind noise", () => {
    const { suggested } = findRate(rates, loss(-3, -1, 0.3));
    expect(Math.abs(Math.log10(suggested?.rate ?? 0) + 3)).toBeLessThan(0.2);
  });

  it("ends at the first loss that is not finite", () => {
    const broken = loss(-2, 0);
    const end = rates.findIndex((rate) => rate > 0.5);
    broken.fill(Number.NaN, end);
    const { smoothed, suggested } = findRate(rates, broken);
    expect(smoothed.at(-1)?.rate).toBeLessThan(0.5);
    expect(Math.log10(suggested?.rate ?? 0)).toBeCloseTo(-2, 1);
  });

  it("leaves out what has diverged", () => {
    const { smoothed } = findRate(rates, loss(-2, -1));
    expect(smoothed.at(-1)?.rate).toBeLessThan(0.3);
    expect(smoothed.every((point) => point.loss < 4)).toBe(true);
  });

  it("suggests nothing where the loss does not fall", () => {
    const flat = rates.map(() => 2.3);
    expect(findRate(rates, flat).suggested).toBeNull();
    const rising = rates.map((_, index) => 2.3 + index / 1000);
    expect(findRate(rates, rising).suggested).toBeNull();
    expect(findRate([], [])).toEqual({ smoothed: [], suggested: null, lowest: null });
    expect(findRate([1e-3], [2]).suggested).toBeNull();
  });

  it("smooths by a weighted mean that keeps a constant", () => {
    const { smoothed } = findRate(rates.slice(0, 40), new Float64Array(40).fill(1.5));
    expect(smoothed.every((point) => Math.abs(point.loss - 1.5) < 1e-12)).toBe(true);
  });
});
