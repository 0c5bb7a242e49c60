import { describe, expect, test } from "vitest";
import { testRun } from "../plots/testing";
import { comparedStep, suggestedTarget, targetOf } from "./comparison";
import type { TelemetrySource } from "./telemetry";

describe("the compared step", () => {
  const going = (step: number) => testRun(0, { status: "running", step });
  const over = (step: number) => testRun(1, { status: "succeeded", outcome: "completed", step });

  test("is the held one", () => {
    expect(comparedStep([going(70), over(100)], 30)).toBe(30);
  });

  test("is the one that all runs under way have reached: those that ended or wait hold nobody back", () => {
    expect(
      comparedStep([going(70), going(50), over(20), testRun(2, { status: "queued", step: 0 })], null),
    ).toBe(50);
  });

  test("is the end once all are over", () => {
    expect(comparedStep([over(20), over(100)], null)).toBe(100);
    expect(comparedStep([], null)).toBe(0);
  });
});

describe("a suggested target", () => {
  const runs = [testRun(0), testRun(1)];
  const suggest = (metric: string, ...curves: number[][]) => {
    const source = {
      series: (run: string) => {
        const values = curves[runs.findIndex((one) => one.id === run)];
        return values === undefined ? null : { values: Float32Array.from(values) };
      },
    } as unknown as TelemetrySource;
    return suggestedTarget(source, runs, metric);
  };

  test("is round, and one variant reaches it while the one that does not learn does not", () => {
    expect(suggest("loss/train", [2.3, 2.3, 2.3], [2.3, 0.3, 0.01])).toBe(0.2);
    expect(suggest("accuracy/train", [0.1, 0.1], [0.1, 0.6, 0.95])).toBe(0.75);
  });

  test("is short of the best even where hardly anything is learnt, and where all is", () => {
    expect(suggest("loss/train", [2.3, 2.2])).toBe(2.2);
    expect(suggest("accuracy/train", [0.1, 1])).toBe(0.95);
  });

  test("leaves out what is not finite, and waits for rows", () => {
    expect(suggest("loss/train", [2.3, Number.NaN], [2.3, 0.01, Number.POSITIVE_INFINITY])).toBe(0.2);
    expect(suggest("loss/train")).toBeNull();
    expect(suggest("loss/train", [Number.NaN])).toBeNull();
  });
});

test("a typed target is a number that a run could have", () => {
  expect([targetOf("loss", "0.25"), targetOf("loss", ""), targetOf("loss", undefined)]).toEqual([
    0.25,
    undefined,
    undefined,
  ]);
  expect([targetOf("accuracy", "0.9"), targetOf("accuracy", "90"), targetOf("accuracy", "0")]).toEqual([
    0.9,
    undefined,
    undefined,
  ]);
});
