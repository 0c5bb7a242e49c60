import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ApiError } from "../api/problem";
import { Asker, PAUSE, SETTLE } from "./asker";

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
