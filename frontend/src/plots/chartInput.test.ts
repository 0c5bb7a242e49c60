import { describe, expect, it } from "vitest";
import { keyboardHover, zoomOf } from "./chartInput";

describe("a chart's zoom", () => {
  it("is what Plotly reports, axis by axis", () => {
    const first = zoomOf({ "xaxis.range[0]": 10, "xaxis.range[1]": 20 }, null);
    expect(first).toEqual({ x: [10, 20] });
    expect(zoomOf({ "yaxis.range[0]": -2, "yaxis.range[1]": 0 }, first)).toEqual({ x: [10, 20], y: [-2, 0] });
  });

  it("is none where nothing was said", () => {
    expect(zoomOf({ dragmode: "zoom" }, null)).toBeNull();
  });
});

describe("the keyboard", () => {
  const layers = ["hidden_1", "output"];

  it("walks along the steps, and stays in the run", () => {
    expect(keyboardHover("ArrowRight", false, { step: 500 }, 1000, layers)).toEqual({ step: 510 });
    expect(keyboardHover("ArrowLeft", true, { step: 50 }, 1000, layers)).toEqual({ step: 0 });
    expect(keyboardHover("ArrowLeft", false, null, 1000, layers)).toEqual({ step: 1000 });
  });

  it("walks along the layers", () => {
    expect(keyboardHover("ArrowUp", false, null, 10, layers)).toEqual({ layer: "hidden_1" });
    expect(keyboardHover("ArrowUp", false, { layer: "output" }, 10, layers)).toEqual({ layer: "output" });
    expect(keyboardHover("ArrowDown", false, { layer: "output", step: 3 }, 10, layers)).toEqual({
      layer: "hidden_1",
      step: 3,
    });
  });

  it("leaves other keys alone", () => {
    expect(keyboardHover("Tab", false, null, 10, layers)).toBeNull();
  });
});
