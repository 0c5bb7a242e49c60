import { describe, expect, it } from "vitest";
import { stepScale, stepTicks } from "./stepScale";
import { showKey, testRun } from "./testing";

describe("the axis of time", () => {
  const run = testRun(0, { epochSteps: 20, batchSize: 64 });

  it("counts epochs and examples", () => {
    expect(stepScale("epoch", [run], () => null, showKey).position(run, 50)).toBe(2.5);
    expect(stepScale("examples", [run], () => null, showKey).end).toBe(6400);
  });

  it("interpolates the clock, and back", () => {
    const clock = { steps: [0, 10, 100], seconds: [0, 5, 14] };
    const scale = stepScale("wall", [run], () => clock, showKey);
    expect(scale.position(run, 55)).toBeCloseTo(9.5, 12);
    expect(scale.step(run, 9.5)).toBeCloseTo(55, 12);
    expect(scale.end).toBe(14);
  });

  it("ends where the clocks do, however late the steps are told", () => {
    const other = testRun(1, { step: 0 });
    const clock = (id: string) => (id === run.id ? { steps: [0, 10, 200], seconds: [0, 5, 8] } : null);
    const scale = stepScale("wall", [run, other], clock, showKey);
    expect([scale.missing, scale.end, scale.position(other, 0)]).toEqual([false, 8, 0]);
  });

  it("has no seconds where a run that trains has no clock", () => {
    const scale = stepScale("wall", [run], () => null, showKey);
    expect([scale.axis, scale.title]).toEqual(["step", "axis.missing(wanted=axis.wall)"]);
  });

  it("falls back to steps, and says so", () => {
    const scale = stepScale("epoch", [testRun(1)], () => null, showKey);
    expect([scale.axis, scale.missing, scale.title]).toEqual([
      "step",
      true,
      "axis.missing(wanted=axis.epoch)",
    ]);
  });

  it("has whole steps as ticks", () => {
    expect(
      stepTicks(
        stepScale("step", [testRun(0, { steps: 1 })], () => null, showKey),
        [0, 1],
        400,
      ).texts,
    ).toEqual(["0", "1"]);
  });
});
