// @vitest-environment node
import { describe, expect, test } from "vitest";
import { suitableKind } from "./functionFigure";
import { layersFigure, type Preview, previewFigure } from "./previewFigure";
import { drawn, testFrame } from "./testing";

const words = (kind: string, part: string) => `${kind}.${part}`;

function preview(change: Partial<Preview>): Preview {
  return {
    kind: "activation",
    x: [-1, 0, 1],
    y: [0, 0, 1],
    dy: null,
    classes: null,
    layers: null,
    figures: {},
    ...change,
  };
}

function input(change: Partial<Preview>) {
  return {
    frame: testFrame(),
    preview: preview(change),
    words,
    label: "ReLU",
    columns: ["class", "points"] as const,
  };
}

describe("a function", () => {
  const figure = previewFigure(input({ dy: [0, 0, 1] }));

  test("is drawn with its derivative, each labelled at its end", () => {
    const [value, slope] = figure.data.slice(-2);
    expect(drawn(value, "y")).toEqual([0, 0, 1]);
    expect(drawn(slope, "y")).toEqual([0, 0, 1]);
    expect(figure.annotations.map(({ text }) => text)).toEqual(["activation.y", "activation.dy"]);
  });

  test("tells its values where the cursor stands, and in words", () => {
    const middle = figure.locate(figure.area.width / 2 + 2, 0);
    expect(middle).toEqual({ step: 1 });
    expect(figure.readout({ step: 2 })).toMatchObject({
      title: "activation.at = 1.00",
      rows: [{ values: ["1.00"] }, { values: ["1.00"] }],
    });
    expect(figure.table.rows).toHaveLength(3);
  });
});

test("a density keeps its axis while its width changes a little, so that the change is seen", () => {
  const ranges = [0.3, 0.4, 0.6].map(
    (sigma) => previewFigure(input({ kind: "weights", x: [-sigma, 0, sigma], y: [0, 1, 0] })).x.range,
  );
  expect(ranges).toEqual([
    [-0.5, 0.5],
    [-0.5, 0.5],
    [-1, 1],
  ]);
});

test("a weight of one value is a stem", () => {
  const figure = previewFigure(input({ kind: "weights", x: [0.1], y: [1] }));
  expect(drawn(figure.data.at(-1), "x").slice(0, 2)).toEqual([0.1, 0.1]);
  expect(drawn(figure.data.at(-1), "y").slice(0, 2)).toEqual([0, 1]);
});

test("points are coloured by class, and a circle is round", () => {
  const figure = previewFigure(
    input({ kind: "points", x: [-1, 1, 0, 0], y: [0, 0, 1, -1], classes: [0, 0, 1, 1] }),
  );
  expect(figure.data.map((trace) => trace.x?.length)).toEqual([2, 2]);
  const perPixel = (range: readonly [number, number], pixels: number) => (range[1] - range[0]) / pixels;
  expect(perPixel(figure.x.range, figure.area.width)).toBeCloseTo(
    perPixel(figure.y.range, figure.area.height),
    9,
  );
});

test("variances by layer are drawn by powers of ten, without what is no number", () => {
  const figure = layersFigure(input({ layers: { forward: [1, 10, "Infinity"], backward: [1e-6, 1e-3, 1] } }));
  expect(figure.y.kind).toBe("log");
  expect(figure.y.range[0]).toBeLessThan(-6);
  expect(figure.y.range[1]).toBeLessThan(3);
});

test.each<[number[], string]>([
  [[0.1, 0.1], "linear"],
  [[0.1, 0.01], "linear"],
  [[1, 0.5, 1e-6], "linear"],
  [[1e-5, 1e-4, 1e-3, 1e-2, 1], "log"],
  [[1, 0], "linear"],
])("rates of %j are drawn on a %s axis", (values, kind) => {
  expect(suitableKind(values)).toBe(kind);
});
