/** Small stand-ins for tests of figures: runs, a frame, and texts that show their keys. */

import type { RunView } from "../state/telemetry";
import type { PlotFrame, Trace, Translate } from "./figure";
import { type StepScale, stepScale } from "./stepScale";
import { variantStyle } from "./theme";

/** Shows the key and its parameters, so that a test sees what would be said. */
export const showKey: Translate = (key, params) =>
  params ? `${key}(${Object.entries(params).map(([name, value]) => `${name}=${value}`)})` : key;

export function testFrame(more: Partial<PlotFrame> = {}): PlotFrame {
  return { width: 480, height: 260, scheme: "light", zoom: null, t: showKey, ...more };
}

export function testRun(variant: number, more: Partial<RunView> = {}): RunView {
  return {
    id: `run-${variant}-${more.seed ?? 0}`,
    label: `variant ${variant}`,
    variant,
    seed: "0",
    layers: ["hidden_1", "hidden_2", "output"],
    status: "running",
    outcome: null,
    divergedAt: null,
    stoppedAt: null,
    restoredStep: null,
    schedule: "constant",
    step: 100,
    steps: 100,
    visible: true,
    style: variantStyle(variant, "light"),
    ...more,
  };
}

export function testScale(runs: readonly RunView[]): StepScale {
  return stepScale("step", runs, () => null, showKey);
}

export const steps = (count: number, every = 1) =>
  Float64Array.from({ length: count }, (_, index) => index * every);

/** The numbers of a trace, as an array that can be compared. */
export function drawn(trace: Trace | undefined, axis: "x" | "y"): number[] {
  const values = trace?.[axis];
  if (!values) throw new Error(`the trace has no ${axis}`);
  return Array.from(values);
}

/** The rows of a heatmap. */
export function cells(trace: Trace | undefined): readonly number[][] {
  if (!trace?.z) throw new Error("the trace has no z");
  return trace.z.map((row) => Array.from(row));
}
