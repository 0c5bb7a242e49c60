import { describe, expect, it } from "vitest";
import { testRun } from "../../plots/testing";
import type { MetricInfo } from "../../state/telemetry";
import { globalMetrics, usualMetric } from "./globalMetrics";

function infos(...names: readonly string[]): Record<string, MetricInfo> {
  const info = (name: string): MetricInfo => ({
    name,
    unit: "1",
    axes: name === "gradient_norm" ? ["step", "layer"] : ["step"],
    scale: "log",
    definition: "",
  });
  return Object.fromEntries(names.map((name) => [name, info(name)]));
}

const EVERY_RUN = ["loss/train", "accuracy/validation", "learning_rate", "gradient_norm/global"];
const CLIPPED = [...EVERY_RUN, "gradient_clip_scale", "gradient_norm"];
const names = (offered: readonly MetricInfo[]) => offered.map((one) => one.name);

describe("figures over steps", () => {
  it("are those that no other panel draws", () => {
    const run = testRun(0);
    expect(names(globalMetrics(infos(...CLIPPED), [run]))).toEqual([
      "learning_rate",
      "gradient_norm/global",
      "gradient_clip_scale",
    ]);
    const curvature = ["sharpness", "sharpness_residual", "hessian_trace", "hessian_trace_error"];
    expect(names(globalMetrics(infos(...curvature), [run]))).toEqual([
      "sharpness_residual",
      "hessian_trace_error",
    ]);
    expect(
      names(globalMetrics(infos("gradient_noise_scale"), [run])),
      "no panel of curvature, so it stands here",
    ).toEqual(["gradient_noise_scale"]);
  });

  it("leave out what only hidden runs offer", () => {
    const metrics = infos("learning_rate", "loss/penalty");
    const run = testRun(0, { offered: new Set(["learning_rate"]) });
    expect(names(globalMetrics(metrics, [run]))).toEqual(["learning_rate"]);
  });

  it("begin with the learning rate of a schedule, else with clipping, else with the gradient", () => {
    const offered = globalMetrics(infos(...CLIPPED), [testRun(0)]);
    const first = (...runs: readonly ReturnType<typeof testRun>[]) => usualMetric(offered, runs);
    const clipped = testRun(1, { clips: true });
    expect(first(testRun(0))).toBe("gradient_norm/global");
    expect(first(testRun(0), clipped)).toBe("gradient_clip_scale");
    expect(first(clipped, testRun(2, { schedule: "performance" }))).toBe("learning_rate");
  });

  it("begin with what there is where somebody's own training reports other figures", () => {
    const offered = globalMetrics(infos("loss/train", "perplexity"), [testRun(0)]);
    expect(usualMetric(offered, [testRun(0)])).toBe("perplexity");
  });
});
