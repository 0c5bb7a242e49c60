import { describe, expect, it } from "vitest";
import { createScheduler } from "./scheduler";

function stage(cost = 0) {
  let time = 0;
  let pending: (() => void) | null = null;
  const scheduler = createScheduler(
    {
      now: () => time,
      nextFrame: (callback) => {
        pending = callback;
      },
    },
    160,
  );
  const drawn: string[] = [];
  const painter = (name: string) => ({
    paint: () => {
      drawn.push(name);
      time += cost;
    },
  });
  const frame = () => {
    time += 16;
    const callback = pending;
    pending = null;
    callback?.();
    return pending !== null;
  };
  return { scheduler, drawn, painter, frame };
}

describe("the scheduler", () => {
  it("draws one panel a frame, however often it is asked", () => {
    const { scheduler, drawn, painter, frame } = stage();
    const [a, b] = [painter("a"), painter("b")];
    scheduler.request(a);
    scheduler.request(b);
    scheduler.request(a);
    frame();
    expect(drawn).toEqual(["a"]);
    frame();
    expect(drawn).toEqual(["a", "b"]);
    expect(frame()).toBe(false);
  });

  it("waits for a panel's interval, but not where the user asked", () => {
    const { scheduler, drawn, painter, frame } = stage();
    const a = painter("a");
    scheduler.request(a);
    frame();
    scheduler.request(a);
    frame();
    expect(drawn).toEqual(["a"]);
    scheduler.request(a, true);
    frame();
    expect(drawn).toEqual(["a", "a"]);
    scheduler.request(a);
    for (let count = 0; count < 11; count++) frame();
    expect(drawn).toEqual(["a", "a", "a"]);
  });

  it("rests for a frame after a long drawing", () => {
    const { scheduler, drawn, painter, frame } = stage(30);
    scheduler.request(painter("a"));
    scheduler.request(painter("b"));
    frame();
    frame();
    expect(drawn).toEqual(["a"]);
    frame();
    expect(drawn).toEqual(["a", "b"]);
  });

  it("forgets a panel that went away", () => {
    const { scheduler, drawn, painter, frame } = stage();
    const a = painter("a");
    scheduler.request(a);
    scheduler.cancel(a);
    frame();
    expect(drawn).toEqual([]);
  });
});
