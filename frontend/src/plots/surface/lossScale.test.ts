// @vitest-environment node
import { describe, expect, test } from "vitest";
import { lossScale, shareOf } from "./lossScale";

describe("the axis of losses", () => {
  test("is logarithmic above the deepest minimum known", () => {
    const scale = lossScale([[922, 42, 2.5]], -78, [-78, 250], 200);
    expect(scale).toMatchObject({ kind: "log", floor: -78, outside: 0 });
    expect(shareOf(922, scale)).toBeGreaterThan(0.9);
    expect(shareOf(2.5, scale)).toBeLessThan(shareOf(42, scale));
  });

  test("says how many points it leaves out: what reached the minimum, and what is too small", () => {
    const scale = lossScale([[1, 1e-3, 1e-30, 0]], 0, [0, 1], 200);
    expect(scale.low).toBe(-12);
    expect(scale.outside).toBe(2);
  });

  test("has no room for a path that explodes", () => {
    const scale = lossScale(
      [
        [10, 1, 0.1],
        [10, 1e50, 1e150],
      ],
      0,
      [0, 100],
      200,
    );
    expect(10 ** scale.high).toBeLessThan(1000);
    expect(scale.outside).toBe(2);
  });

  test("shows values as they are where no minimum is known, within what is drawn of the surface", () => {
    const scale = lossScale([[2.25, 0, -1e6]], null, [-4, 4], 200);
    expect(scale).toMatchObject({ kind: "linear", floor: 0, outside: 1 });
    expect(scale.low).toBeGreaterThan(-5);
    expect(shareOf(2.25, scale)).toBeLessThanOrEqual(1);
  });

  test("is logarithmic for positive values that span decades", () => {
    expect(lossScale([[5000, 1]], null, [1, 5000], 200)).toMatchObject({ kind: "log", floor: 0 });
  });

  test("stands with nothing to show", () => {
    for (const deepest of [0, null]) {
      const scale = lossScale([], deepest, [0, 1], 200);
      expect(scale.high).toBeGreaterThan(scale.low);
      expect(scale.ticks.texts.every((text) => text.length < 6)).toBe(true);
    }
  });
});
