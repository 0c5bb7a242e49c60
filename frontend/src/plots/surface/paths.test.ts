// @vitest-environment node
import { describe, expect, test } from "vitest";
import { contourOf } from "./contour";
import { heightAt, isInside, lineOf, nearest, nudgeOf, rounded, tipOf, toPixels, toPlane } from "./paths";

const FRAME = { domain: [-2, 2, 0, 10], width: 400, height: 200 } as const;
const STYLE = { color: "#000000", dash: "solid", marker: "circle" } as const;

describe("places", () => {
  test("come back from their pixels", () => {
    expect(toPixels([-2, 0], FRAME)).toEqual([0, 200]);
    expect(toPixels([2, 10], FRAME)).toEqual([400, 0]);
    expect(toPlane(toPixels([0.5, 7.5], FRAME), FRAME)).toEqual([0.5, 7.5]);
  });

  test("are rounded to what a pixel can tell, and moved by round steps", () => {
    expect(rounded([0.123456, 3.98765], FRAME.domain)).toEqual([0.12, 3.99]);
    expect(nudgeOf(FRAME.domain)).toEqual([0.1, 0.1]);
    expect(rounded([-0.0001, 0], FRAME.domain)).toEqual([0, 0]);
  });

  test("lie inside of what is drawn, or do not", () => {
    expect(isInside([2, 10], FRAME.domain)).toBe(true);
    expect(isInside([2.01, 5], FRAME.domain)).toBe(false);
  });

  test("have a nearest minimum where one is known", () => {
    const places = [
      { x: 0, y: 0 },
      { x: 3, y: 4 },
    ];
    expect(nearest([3, 3], places)).toBe(1);
    expect(nearest([3, 3], [])).toBeNull();
  });
});

describe("a line", () => {
  test("keeps every step that can be seen, the first and the last", () => {
    const x = Array.from({ length: 200 }, (_, step) => 1 - 0.9 ** step);
    const line = lineOf({ x, y: x.map(() => 5), diverged_at: null }, FRAME, STYLE);
    expect(line.kept[0]).toBe(0);
    expect(line.kept[line.kept.length - 1]).toBe(199);
    expect(line.kept.length).toBeLessThan(70);
    expect([...line.dots]).toEqual([1, 2, 3, 4]);
  });

  test("stays within what a canvas can draw however far it goes", () => {
    const line = lineOf({ x: [0, 1e300], y: [0, -1e300], diverged_at: 2 }, FRAME, STYLE);
    expect(Math.max(...line.x, ...line.y)).toBeLessThanOrEqual(1e5);
  });

  test("has its head between two steps while it moves, and at its end for good", () => {
    const line = lineOf({ x: [-2, 0, 2], y: [0, 10, 10], diverged_at: null }, FRAME, STYLE);
    expect(tipOf(line, 0.5)).toEqual([100, 100]);
    expect(tipOf(line, 1)).toEqual([200, 0]);
    expect(tipOf(line, 99)).toEqual([400, 0]);
    expect(tipOf(lineOf({ x: [], y: [], diverged_at: 0 }, FRAME, STYLE), 0)).toBeNull();
  });
});

describe("heights", () => {
  const grid = {
    x: [0, 1],
    y: [0, 2],
    z: [
      [0, 1],
      [2, 3],
    ],
  };

  test("are read between the nodes, and nowhere else", () => {
    expect(heightAt([0.5, 1], grid)).toBe(1.5);
    expect(heightAt([1, 2], grid)).toBe(3);
    expect(heightAt([1.1, 1], grid)).toBeNull();
  });
});

describe("a contour", () => {
  test("encloses what lies above each level, and marks what has no height", () => {
    const axis = Array.from({ length: 21 }, (_, index) => index - 10);
    const z = axis.map((y) => axis.map((x) => (x === 10 && y === -10 ? Number.NaN : Math.hypot(x, y))));
    const { bands, missing } = contourOf(z, { kind: "linear", values: [3, 6], floor: 0, soft: 1 });
    expect(bands.map((band) => band.share)).toEqual([0, 1]);
    expect(missing).toEqual([[20, 0]]);
    const hole =
      bands[0]?.rings.find((ring) => ring.every(([x, y]) => Math.hypot(x - 10.5, y - 10.5) < 4)) ?? [];
    expect(hole.length).toBeGreaterThan(8);
    for (const [x, y] of hole) expect(Math.hypot(x - 10.5, y - 10.5)).toBeCloseTo(3, 0);
  });
});
