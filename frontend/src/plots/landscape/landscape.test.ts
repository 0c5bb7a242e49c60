import { describe, expect, test } from "vitest";
import type { GrownLandscape } from "../../state/landscapes";
import type { Figure, Trace, Zoom } from "../figure";
import { testFrame } from "../testing";
import { landscapeFigure } from "./landscapeFigure";

const PATH = {
  steps: [0, 50, 100],
  coordinates: [
    [-2, 0],
    [-1, 1],
    [0, 0],
  ],
  distances: [0.5, 0.2, 0],
  losses: [4, 1, 0.1],
  projected: [2, 1.5, 0.1],
};

function landscape(more: Partial<GrownLandscape> = {}): GrownLandscape {
  return {
    id: "landscape_1",
    run: "run_1",
    request: { kind: "trajectory", dimensions: 2, resolution: 3, at: "final" },
    status: "succeeded",
    error: null,
    progress: { stage: "evaluating", done: 9, total: 9 },
    kind: "trajectory",
    dimensions: 2,
    split: "training",
    step: 100,
    unit: "nats",
    axes: [
      { coordinates: [-2, -1, 0], length: 1 },
      { coordinates: [-1, 0, 1], length: 1 },
    ],
    cosine: 0,
    centreLoss: 0.1,
    explained: [0.8, 0.15],
    path: PATH,
    values: [
      [10, 1, 1],
      [10, 1, 0.1],
      [10, Number.NaN, 1],
    ],
    rowsTotal: 3,
    ...more,
  };
}

function drawn(one: GrownLandscape, width = 900, zoom: Zoom | null = null): Figure {
  const frame = testFrame({ width, height: 320, zoom });
  const figure = landscapeFigure({
    frame,
    landscape: one,
    logarithmic: true,
    name: "adam",
    color: "#E76E04",
    held: null,
  });
  if (figure === null) throw new Error("nothing was drawn");
  return figure;
}

const numbers = (trace: Trace | undefined, axis: "x" | "y") => Array.from(trace?.[axis] ?? []);
const named = (figure: Figure, name: string) => figure.data.filter((trace) => trace.name === name);

describe("a plane", () => {
  test("is a contour with its first row at the bottom, and a gap where the loss is not finite", () => {
    const contour = drawn(landscape()).data[0];
    const rows = (contour?.z ?? []).map((row) => Array.from(row));
    expect(rows[0]?.[1]).toBeNaN();
    expect(rows[1]?.map((height) => Math.round(100 * height))).toEqual([100, 50, 0]);
    expect(numbers(contour, "x")).toEqual([...numbers(contour, "x")].sort((a, b) => a - b));
  });

  test("leaves blank what is not there yet", () => {
    const contour = drawn(landscape({ values: [[10, 1, 1]], status: "running" })).data[0];
    expect(contour?.z?.map((row) => Array.from(row).every(Number.isNaN))).toEqual([true, true, false]);
  });

  test("has the path from its left edge to the centre, and beside it the true loss and that on the plane", () => {
    const figure = drawn(landscape());
    const [walk, , gap] = named(figure, "landscape.path");
    const contour = numbers(figure.data[0], "x");
    expect(numbers(walk, "x")).toEqual([contour[0], contour[1], contour[2]]);
    const heights = numbers(gap, "y");
    const feet = numbers(named(figure, "landscape.onPlane")[0], "y");
    expect(heights[0]).toBeLessThan(feet[0] as number); // a higher loss lies higher, and pixels count downwards
    expect(heights[2]).toBeCloseTo(feet[2] as number);
    expect(Math.min(...numbers(gap, "x"))).toBeGreaterThan(contour[2] as number);
  });

  test("is never a strip: where the card is low, the gap lies beside it however narrow", () => {
    const frame = testFrame({ width: 560, height: 230 });
    const figure = landscapeFigure({
      frame,
      landscape: landscape(),
      logarithmic: true,
      name: "",
      color: "#E76E04",
      held: null,
    });
    const heights = numbers(figure?.data[0], "y");
    expect(Math.max(...heights) - Math.min(...heights)).toBeGreaterThan(120);
    expect(figure?.notes[0]?.items[0]?.text).toContain("landscape.stretched");
  });

  test("puts the gap below where there is no room beside it", () => {
    const figure = drawn(landscape(), 390);
    const [, , gap] = named(figure, "landscape.path");
    expect(Math.min(...numbers(gap, "y"))).toBeGreaterThan(Math.max(...numbers(figure.data[0], "y")));
  });

  test("says the largest gap with its sign and step, the share of the variance, and what is not finite", () => {
    const texts = drawn(landscape()).notes.flatMap((note) => note.items.map((item) => item.text));
    expect(texts.join()).toContain("landscape.explained(share=95.0 %)");
    expect(texts.join()).toContain("landscape.largestGap(gap=2.00,unit=nats,step=0)");
    expect(texts.join()).toContain("landscape.nonFinite(count=1)");
  });

  test("reads the snapshot under the pointer", () => {
    const figure = drawn(landscape());
    const [walk] = named(figure, "landscape.path");
    const hover = figure.locate((numbers(walk, "x")[1] as number) + 3, numbers(walk, "y")[1] as number);
    expect(hover).toEqual({ step: 50 });
    expect(figure.readout({ step: 50 })?.rows.map((row) => row.values[0])).toEqual([
      "1.00",
      "1.50",
      "−0.500",
      "0.200",
    ]);
    expect(figure.marks({ step: 50 })).toHaveLength(2);
  });

  test("smaller than the path cuts it at its edges, and says how many snapshots lie beyond", () => {
    const figure = drawn(
      landscape({
        axes: [
          { coordinates: [-0.5, 0, 0.5], length: 1 },
          { coordinates: [-0.5, 0, 0.5], length: 1 },
        ],
      }),
    );
    const contour = numbers(figure.data[0], "x");
    const [walk] = named(figure, "landscape.path");
    expect(numbers(walk, "x")).toHaveLength(2);
    expect(Math.min(...numbers(walk, "x"))).toBeCloseTo(contour[0] as number);
    expect(numbers(named(figure, "landscape.start")[0], "x")).toEqual([]);
    expect(figure.notes.flatMap((note) => note.items.map((item) => item.text)).join()).toContain(
      "landscape.beyond(count=2,number=2,total=3)",
    );
    expect(figure.marks({ step: 50 }).map((mark) => mark.kind)).toEqual(["vertical"]);
  });

  test("counts the losses of 0 that a logarithmic scale cannot show", () => {
    const values = [
      [10, 0, 1],
      [10, 1, 0.1],
      [10, 1, 1],
    ];
    expect(drawn(landscape({ values })).outside.nonPositive).toBe(1);
  });

  test("of random directions has the network in the centre alone", () => {
    const figure = drawn(landscape({ kind: "random", path: null, explained: null, cosine: 0.1 }));
    expect(named(figure, "landscape.path")).toEqual([]);
    expect(figure.locate(10, 10)).toEqual({});
    expect(figure.notes[0]?.items[0]?.text).toContain("landscape.cosine(cosine=0.10)");
  });
});

describe("a line", () => {
  const line = landscape({
    dimensions: 1,
    axes: [{ coordinates: [-2, -1, 0], length: 1 }],
    values: [[2], [1.5], [0.1]],
    path: { ...PATH, coordinates: [[-2], [-1], [0]] },
    explained: [0.8],
    cosine: null,
  });

  test("is a curve with the true losses of the path over it", () => {
    const figure = drawn(line);
    expect(numbers(figure.data[0], "y")).toEqual([2, 1.5, 0.1]);
    expect(numbers(figure.data[1], "y")).toEqual([4, 1, 0.1]);
    expect(numbers(figure.data[1], "x")).toEqual([-2, -1, 0]);
    expect(figure.y.kind).toBe("log");
  });

  test("counts what a zoom and a logarithmic axis leave out, of the drawn part of the line", () => {
    const zero = { ...line, values: [[2], [0], [0.1]] };
    expect(drawn(zero).outside).toEqual({ above: 0, below: 0, nonPositive: 1, nonFinite: 0 });
    const zoomed = drawn(zero, 900, { x: [-1.5, 0], y: [-0.5, 0.5] });
    // The losses 4 and 2 at −2 are not in the drawn part; 0.1 lies below twice, on the line and on the path.
    expect(zoomed.outside).toEqual({ above: 0, below: 2, nonPositive: 1, nonFinite: 0 });
    expect(zoomed.notes.flatMap((note) => note.items.map((item) => item.text)).join()).toContain(
      "outside.below(count=2",
    );
  });

  test("says how many snapshots lie beyond its ends, and reads none of them", () => {
    const short = { ...line, axes: [{ coordinates: [-1.2, -0.6, 0], length: 1 }] };
    const figure = drawn(short);
    expect(figure.notes.flatMap((note) => note.items.map((item) => item.text)).join()).toContain(
      "landscape.beyond(count=1,number=1,total=3)",
    );
    expect(figure.marks({ step: 0 })).toEqual([]);
  });

  test("is not drawn before its axes are known", () => {
    const frame = testFrame();
    const input = {
      frame,
      landscape: { ...line, axes: null },
      logarithmic: true,
      name: "",
      color: "",
      held: null,
    };
    expect(landscapeFigure(input)).toBeNull();
  });
});
