import { describe, expect, it } from "vitest";
import type { Curve } from "./curves";
import { stopMarks } from "./stopMarks";
import { drawn, testFrame, testRun, testScale } from "./testing";

function curve(variant: number, stoppedAt: number | null, restoredStep: number | null): Curve {
  const run = testRun(variant, { stoppedAt, restoredStep, step: stoppedAt ?? 100 });
  const steps = [0, 10, 20, 30, 40].filter((step) => step <= run.step);
  return { run, steps, values: steps.map((step) => 1 + step / 10) };
}

function marks(...curves: Curve[]) {
  return stopMarks(curves, testScale(curves.map((one) => one.run)), testFrame());
}

describe("the marks of early stopping", () => {
  it("stand at the step that stopped and at the one that was restored", () => {
    const { trace, notes } = marks(curve(0, 40, 20));
    expect(drawn(trace ?? undefined, "x")).toEqual([40, 20]);
    expect(drawn(trace ?? undefined, "y")).toEqual([5, 3]);
    expect((trace?.["marker"] as { symbol: string[] } | undefined)?.symbol).toEqual(["square", "diamond"]);
    expect(notes[0]?.items[0]?.text).toBe("curves.stoppedRestored(run=variant 0,step=40,restored=20)");
  });

  it("tell a run that restored without stopping from one that stopped without restoring", () => {
    const { notes } = marks(curve(0, null, 10), curve(1, 30, null));
    expect(notes.map((note) => note.items[0]?.text)).toEqual([
      "curves.restored(run=variant 0,restored=10)",
      "curves.stopped(run=variant 1,step=30)",
    ]);
  });

  it("are not there where nothing stopped", () => {
    expect(marks(curve(0, null, null))).toEqual({ trace: null, notes: [] });
  });

  it("count the runs that there is no room to name", () => {
    const many = Array.from({ length: 7 }, (_, index) => curve(index, 40, 20));
    const { notes } = marks(...many);
    expect(notes).toHaveLength(4);
    expect(notes.at(-1)?.items[0]?.text).toBe("curves.moreStopped(count=4)");
  });
});
