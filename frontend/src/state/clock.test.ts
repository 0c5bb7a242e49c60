import { describe, expect, it } from "vitest";
import { clockOf } from "./clock";
import type { Series } from "./telemetry";

function seconds(steps: readonly number[], values: readonly number[]): Series {
  return { steps: Float64Array.from(steps), values: Float32Array.from(values), width: 1, version: 1 };
}

describe("the clock of a run", () => {
  it("is what was recorded, beginning at step 0", () => {
    expect(clockOf(seconds([0, 10, 40], [0.25, 1, 1.5]))).toEqual({
      steps: [0, 10, 40],
      seconds: [0.25, 1, 1.5],
    });
    expect(clockOf(seconds([10, 40], [1, 1.5]))).toEqual({ steps: [0, 10, 40], seconds: [0, 1, 1.5] });
  });

  it("leaves out where it stands still, goes back or shows no time", () => {
    const { NaN: none, POSITIVE_INFINITY: endless } = Number;
    const clock = clockOf(seconds([0, 1, 2, 3, 4, 5, 6], [0, 1, 1, 0.5, none, endless, 2]));
    expect(clock).toEqual({ steps: [0, 1, 6], seconds: [0, 1, 2] });
  });

  it("is read once from the same rows", () => {
    const rows = seconds([0, 1], [0, 1]);
    expect(clockOf(rows)).toBe(clockOf(rows));
  });
});
