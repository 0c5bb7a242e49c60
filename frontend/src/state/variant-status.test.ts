import { describe, expect, test } from "vitest";
import { testRun } from "../plots/testing";
import type { RunView } from "./telemetry";
import { statusParts, toneOf } from "./variant-status";

const runs = (...changes: Partial<RunView>[]) => changes.map((change) => testRun(0, change));

const of = (...changes: Partial<RunView>[]) =>
  statusParts(runs(...changes)).map(({ state, count, from, to }) => [state, count, from, to]);

describe("the status of a variant", () => {
  test("needs no words while all runs train, nor once all have completed", () => {
    expect(of({ status: "running" }, { status: "running" })).toEqual([]);
    expect(of({ status: "succeeded", outcome: "completed" })).toEqual([]);
    expect(toneOf([])).toBe("plain");
  });

  test.each(["queued", "starting", "paused", "failed", "lost", "cancelled"])("says %s", (status) => {
    expect(of({ status })).toEqual([[status, 1, null, null]]);
  });

  test("counts the runs of each kind, the worst first, and colours by it", () => {
    const parts = statusParts(
      runs(
        { status: "queued" },
        { status: "running" },
        { status: "succeeded", outcome: "diverged", divergedAt: 40 },
        { status: "failed" },
        { status: "succeeded", outcome: "diverged", divergedAt: 90 },
      ),
    );
    expect(parts.map(({ state, count }) => `${count} ${state}`)).toEqual([
      "1 failed",
      "2 diverged",
      "1 queued",
    ]);
    expect([parts[1]?.from, parts[1]?.to]).toEqual([40, 90]);
    expect(toneOf(parts)).toBe("serious");
    expect(toneOf(statusParts(runs({ status: "paused" })))).toBe("held");
  });

  test("takes those that wait along with the one that starts", () => {
    expect(of({ status: "queued" }, { status: "starting" })).toEqual([["starting", 2, null, null]]);
    expect(of({ status: "queued" }, { status: "running" })).toEqual([["queued", 1, null, null]]);
  });

  test("takes the end of a range test as one, and early stopping as no fault", () => {
    const range = { outcome: "diverged", divergedAt: 70, schedule: "range_test" } as const;
    expect(of(range)).toEqual([["rangeEnded", 1, 70, 70]]);
    const stopped = { status: "succeeded", outcome: "stopped_early", stoppedAt: 300 } as const;
    expect(of(stopped)).toEqual([["stopped", 1, 300, 300]]);
    expect(toneOf(statusParts(runs(stopped)))).toBe("plain");
  });
});
