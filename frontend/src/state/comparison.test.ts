import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ApiError } from "../api/problem";
import { testRun } from "../plots/testing";
import { Asker, comparedStep, PAUSE, SETTLE, suggestedTarget, targetOf } from "./comparison";
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

describe("the server is asked", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function asker(ask: () => Promise<string> = () => Promise.resolve("answer")) {
    const asking = vi.fn(ask);
    const told: string[] = [];
    const failed: unknown[] = [];
    const one = new Asker(
      asking,
      (answer) => told.push(answer),
      (error) => failed.push(error),
    );
    return { one, asking, told, failed };
  }

  test("at once, then while rows come once in two seconds, then no more", async () => {
    const { one, asking, told } = asker();
    one.want("loss", "0");
    await vi.advanceTimersByTimeAsync(0);
    expect(told).toEqual(["answer"]);
    for (let step = 1; step <= 39; step += 1) {
      one.want("loss", String(step));
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(asking).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(10 * PAUSE);
    expect(asking).toHaveBeenCalledTimes(3);
  });

  test("soon after a choice has settled, once for all that was passed by", async () => {
    const { one, asking } = asker();
    one.want("loss", "0");
    await vi.advanceTimersByTimeAsync(0);
    for (const key of ["a", "b", "c"]) {
      one.want(key, "0");
      await vi.advanceTimersByTimeAsync(SETTLE / 2);
    }
    await vi.advanceTimersByTimeAsync(SETTLE);
    expect(asking).toHaveBeenCalledTimes(2);
  });

  test("one question at a time, and what was answered to another choice is left aside", async () => {
    const answers: ((answer: string) => void)[] = [];
    const { one, asking, told } = asker(() => new Promise((resolve) => answers.push(resolve)));
    one.want("loss", "0");
    await vi.advanceTimersByTimeAsync(0);
    one.want("accuracy", "0");
    await vi.advanceTimersByTimeAsync(SETTLE);
    expect(asking).toHaveBeenCalledTimes(1);
    answers[0]?.("of the loss");
    await vi.advanceTimersByTimeAsync(SETTLE);
    answers[1]?.("of the accuracy");
    await vi.advanceTimersByTimeAsync(0);
    expect(told).toEqual(["of the accuracy"]);
  });

  test("again where it did not answer, and not where it refused", async () => {
    let error: unknown = new ApiError(0, "unreachable", "gone");
    const { one, asking, failed, told } = asker(() =>
      error === null ? Promise.resolve("answer") : Promise.reject(error),
    );
    one.want("loss", "0");
    await vi.advanceTimersByTimeAsync(0);
    expect(failed).toEqual([error]);
    error = null;
    await vi.advanceTimersByTimeAsync(2 * PAUSE);
    expect(told).toEqual(["answer"]);
    error = new ApiError(422, "unknown_metric", "no such metric");
    one.want("other", "0");
    await vi.advanceTimersByTimeAsync(20 * PAUSE);
    expect(failed).toHaveLength(2);
    expect(asking).toHaveBeenCalledTimes(3);
  });

  test("no more once nobody wants to know", async () => {
    const { one, asking } = asker();
    one.want("loss", "0");
    one.stop();
    await vi.advanceTimersByTimeAsync(10 * PAUSE);
    expect(asking).not.toHaveBeenCalled();
  });
});
