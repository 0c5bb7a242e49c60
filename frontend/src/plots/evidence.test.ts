import { describe, expect, it } from "vitest";
import type { EvidenceRow } from "../state/telemetry";
import { evidenceMarks } from "./evidence";
import { exportable } from "./exportFigure";
import { type Figure, toPixel } from "./figure";
import type { LayerRows } from "./layerGrid";
import { layerHeatmaps } from "./layerHeatmaps";
import { layerProfile } from "./layerProfile";
import { learningCurves } from "./learningCurves";
import { overTime } from "./overTime";
import { showKey, steps, testFrame, testRun, testScale } from "./testing";
import { severityColor, THEMES } from "./theme";

const run = testRun(0);
const layers = ["hidden_1", "hidden_2", "output"];

function row(more: Partial<EvidenceRow> = {}): EvidenceRow {
  return {
    run: run.id,
    metric: "gradient_norm",
    layer: "hidden_1",
    step: 10,
    value: 1e-6,
    threshold: 1e-3,
    severity: "error",
    ...more,
  };
}

function marksOf(figure: Figure, ...rows: EvidenceRow[]) {
  return evidenceMarks(figure, rows, "light", showKey);
}

/** The pixel, from the top, of a value on the figure's vertical axis. */
function heightOf(figure: Figure, value: number): number {
  return figure.area.height - toPixel(figure.y, value, figure.area.height);
}

const measured: LayerRows = {
  run,
  steps: steps(3, 10),
  values: [1, 1, 1, 1e-6, 1e-2, 1, 1e-5, 1e-2, 1],
  layers,
};

function profile(shownStep: number, zoom: [number, number] | null = null): Figure {
  return layerProfile({
    frame: testFrame({ zoom: zoom && { y: zoom } }),
    metric: "Gradient norm",
    unit: "",
    logarithmic: true,
    runs: [measured],
    shownStep,
    bands: "none",
    nameOf: (one) => one.label,
    predictions: [],
    ratio: false,
  });
}

function curves(values: readonly number[], axis: "log" | "linear" = "log"): Figure {
  const curve = { run, steps: steps(values.length, 50), values };
  return learningCurves({
    frame: testFrame(),
    quantity: "loss",
    unit: "nats",
    train: [curve],
    smoothed: [curve],
    validation: [],
    smoothing: 0,
    bands: "none",
    scale: testScale([run]),
    axis,
    held: null,
    shownStep: 100,
    nameOf: (one) => one.label,
  });
}

const loss = (more: Partial<EvidenceRow>) =>
  row({ metric: "loss/train", layer: null, step: 50, threshold: null, ...more });

describe("the evidence of a finding", () => {
  it("is ringed in the profile at its layer and value, with the limit as a line", () => {
    const figure = profile(10);
    const marks = marksOf(figure, row(), row({ layer: "output", value: 1, threshold: null }));
    const color = severityColor("error", "light");
    expect(marks?.rings).toEqual([
      { x: toPixel(figure.x, 0, figure.area.width), y: heightOf(figure, 1e-6), color },
      { x: toPixel(figure.x, 2, figure.area.width), y: heightOf(figure, 1), color },
    ]);
    expect(marks?.limits).toEqual([{ y: heightOf(figure, 1e-3), color }]);
    expect(marks?.labels.map((label) => label.text)).toEqual([
      "1.00×10⁻⁶",
      "1.00",
      "app:findings.threshold(threshold=0.00100)",
    ]);
  });

  it("is in the profile of its own step alone, of its own run alone", () => {
    expect(marksOf(profile(20), row())).toBeNull();
    expect(marksOf(profile(10), row({ run: "another" }))).toBeNull();
    expect(marksOf(profile(10), row({ layer: "conv_1" }))).toBeNull();
    // The page may hold fewer rows than the rule has read.
    expect(marksOf(profile(14), row({ step: 14 }))?.rings).toHaveLength(1);
  });

  it("says where the limit is that the axis does not reach", () => {
    const marks = marksOf(profile(10, [-6.5, -4]), row());
    expect(marks?.limits).toEqual([]);
    expect(marks?.labels.at(-1)?.text).toMatch(/^↑ app:findings.threshold/);
    expect(marksOf(profile(10, [-3, 0]), row())).toBeNull();
  });

  it("is ringed in its cell of the heatmap, in its run's tile", () => {
    const other = testRun(1);
    const figure = layerHeatmaps({
      frame: testFrame({ width: 600 }),
      metric: "Gradient norm",
      unit: "",
      logarithmic: true,
      tiles: [
        { ...measured, run: other, name: "other" },
        { ...measured, name: "its own" },
      ],
      scale: testScale([run]),
      held: null,
      shownStep: 20,
      replicates: "",
    });
    const marks = marksOf(figure, row());
    const [ring] = marks?.rings ?? [];
    expect(ring && figure.locate(ring.x, ring.y)).toEqual({ step: 10, layer: "hidden_1", variant: 0 });
    expect(marks?.limits, "a colour has no height").toEqual([]);
  });

  it("is ringed on the curve at its step, one limit for rows that share it", () => {
    const figure = curves([2, 8, 4]);
    const marks = marksOf(
      figure,
      loss({ step: 50, value: 8, threshold: 4 }),
      loss({ step: 100, value: 4, threshold: 4, severity: "warning" }),
    );
    expect(marks?.rings.map(({ x, y }) => [x, y])).toEqual([
      [figure.area.width / 2, heightOf(figure, 8)],
      [figure.area.width, heightOf(figure, 4)],
    ]);
    expect(marks?.rings[1]?.color).toBe(severityColor("warning", "light"));
    expect(marks?.limits).toHaveLength(1);
    expect(marks?.labels[1]?.anchor, "beside the curve's end there is no room").toBe("end");
  });

  it("that is not finite is ringed where the curve breaks off", () => {
    const figure = curves([2, 8, Number.NaN]);
    const marks = marksOf(figure, loss({ step: 100, value: Number.NaN }));
    expect(marks?.rings[0]?.y).toBeCloseTo(heightOf(figure, 8), 9);
    expect(marks?.labels[0]?.text).toBe("NaN");
    expect(marksOf(figure, loss({ value: 0 })), "a logarithm has no 0").toBeNull();
  });

  it("is ringed over time, and its text is left out where it would cover another", () => {
    const figure = overTime({
      frame: testFrame(),
      curves: [{ run, steps: steps(3, 50), values: [1, 20, 30] }],
      levels: [],
      words: { name: "sharpness", subtitle: "", caption: "", readout: String },
      bands: "none",
      scale: testScale([run]),
      held: null,
      shownStep: 100,
      nameOf: (one) => one.label,
    });
    const sharp = (step: number) => row({ metric: "sharpness", layer: null, step, value: 20, threshold: 10 });
    const marks = marksOf(figure, sharp(50), sharp(51));
    expect(marks?.rings).toHaveLength(2);
    expect(marks?.rings[0]?.y).toBeCloseTo(heightOf(figure, 20), 9);
    expect(marks?.labels.map((label) => label.text)).toEqual([
      "20.0",
      "app:findings.threshold(threshold=10.0)",
    ]);
  });

  it("is part of the downloaded picture", () => {
    const figure = profile(10);
    const plain = exportable(figure, "Profile", THEMES.light);
    const { layout, data } = exportable(figure, "Profile", THEMES.light, marksOf(figure, row()));
    expect(data).toEqual(plain.data);
    const shapes = layout["shapes"] as { type: string; xanchor?: number; y0: number }[];
    expect(shapes.map((shape) => shape.type)).toEqual(["line", "circle"]);
    expect(shapes[0]?.y0).toBeCloseTo(1 - heightOf(figure, 1e-3) / figure.area.height, 9);
    const texts = (layout["annotations"] as { text: string }[]).map((one) => one.text);
    expect(texts).toContain("1.00×10⁻⁶");
  });
});
