// @vitest-environment node
import { expect, test } from "vitest";
import type { Preview } from "../../plots/previewFigure";
import { HEIGHT, thumbnail, WIDTH } from "./thumbnail";

function preview(change: Partial<Preview>): Preview {
  return {
    kind: "activation",
    x: [-1, 0, 1],
    y: [-1, 0, 1],
    dy: null,
    classes: null,
    layers: null,
    figures: {},
    ...change,
  };
}

test("a line runs from corner to corner, 0 in the middle", () => {
  expect(thumbnail(preview({}))).toEqual({ path: "M4 48L46 26L88 4", dots: [], zero: HEIGHT / 2 });
});

test("what is the same everywhere is drawn in the middle", () => {
  expect(thumbnail(preview({ kind: "schedule", y: [0.1, 0.1, 0.1] })).path).toBe("M4 26L46 26L88 26");
});

test("a single value is a stem", () => {
  expect(thumbnail(preview({ kind: "weights", x: [0.1], y: [1] })).path).toBe(`M${WIDTH / 2} ${HEIGHT}V0`);
});

test("of many points some are drawn, with their classes", () => {
  const many = Array.from({ length: 400 }, (_, index) => index);
  const { dots, path } = thumbnail(
    preview({ kind: "points", x: many, y: many, classes: many.map((one) => one % 2) }),
  );
  expect(path).toBe("");
  expect(dots.length).toBe(120);
  expect(new Set(dots.map(({ group }) => group))).toEqual(new Set([0, 1]));
});
