import { describe, expect, it } from "vitest";
import { overTime } from "./overTime";
import { drawn, steps, testFrame, testRun, testScale } from "./testing";
import { thresholdLevels } from "./thresholds";

const LINE = { metric: "sharpness", code: "gradient_descent", value: 20, numerator: 2 };

describe("thresholds of stability", () => {
  const [first, second] = [testRun(0), testRun(1)];

  it("stand once where variants share them, each where they differ", () => {
    const other = { ...LINE, code: "momentum", value: 38 };
    const levels = thresholdLevels([
      { run: first, line: LINE, rates: null },
      { run: second, line: LINE, rates: null },
      { run: second, line: other, rates: null },
    ]);
    expect(levels.map((level) => [level.text, level.value, level.color])).toEqual([
      ["2/η", 20, first.style.color],
      ["(2+2β)/η", 38, second.style.color],
    ]);
  });

  it("follow a schedule", () => {
    const rates = { run: first, steps: steps(3, 10), values: [0.1, 0.05, 0] };
    const [level] = thresholdLevels([{ run: first, line: { ...LINE, value: null }, rates }]);
    expect(Array.from(level?.curve?.values ?? [])).toEqual([20, 40, Number.NaN]);
  });

  it("are in view, named, and under the cursor", () => {
    const figure = overTime({
      frame: testFrame(),
      curves: [{ run: first, steps: steps(3, 50), values: [1, 2, 3] }],
      levels: thresholdLevels([{ run: first, line: LINE, rates: null }]),
      words: { name: "sharpness", subtitle: "", caption: "", readout: String },
      bands: "none",
      scale: testScale([first]),
      held: null,
      shownStep: 100,
      nameOf: (run) => run.label,
    });
    expect(drawn(figure.data[0], "y")).toEqual([20, 20]);
    expect(10 ** figure.y.range[1]).toBeGreaterThan(20);
    expect(figure.annotations.map((label) => label.text)).toContain("2/η");
    expect(figure.readout({ step: 50 })?.rows.map((row) => [row.label, row.values[0]])).toEqual([
      ["variant 0", "2.00"],
      ["2/η", "20.0"],
    ]);
  });
});
