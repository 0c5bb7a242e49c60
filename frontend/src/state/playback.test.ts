// @vitest-environment node
import { beforeEach, describe, expect, test, vi } from "vitest";
import {
  advanced,
  hold,
  moveBy,
  pause,
  play,
  positionOf,
  setLastStep,
  togglePlay,
  usePlayback,
  useToldPosition,
} from "./playback";

let tick: (now: number) => void = () => {};

beforeEach(() => {
  vi.stubGlobal("requestAnimationFrame", (callback: (now: number) => void) => {
    tick = callback;
    return 1;
  });
  vi.stubGlobal("cancelAnimationFrame", () => {
    tick = () => {};
  });
  vi.spyOn(performance, "now").mockReturnValue(0);
  pause();
  setLastStep(200);
  usePlayback.setState({ position: null, speed: 1 });
});

describe("the animation", () => {
  test("takes the same time for a path of any length", () => {
    expect(advanced(0, 8000, 200, 1)).toBe(200);
    expect(advanced(0, 8000, 5000, 1)).toBe(5000);
    expect(advanced(10, 4000, 200, 2)).toBe(210);
  });

  test("starts over at the end, moves with the clock and stops at the last step", () => {
    play();
    expect(usePlayback.getState()).toMatchObject({ playing: true, position: 0 });
    tick(2000);
    expect(usePlayback.getState().position).toBe(50);
    tick(9000);
    expect(usePlayback.getState()).toMatchObject({ playing: false, position: null });
  });

  test("holds whole steps, and the last one is wherever the end is", () => {
    play();
    tick(2010);
    togglePlay();
    expect(usePlayback.getState()).toMatchObject({ playing: false, position: 50 });
    moveBy(-60);
    expect(usePlayback.getState().position).toBe(0);
    hold(1e9);
    expect(usePlayback.getState().position).toBeNull();
    expect(positionOf({ position: null }, 321)).toBe(321);
    expect(positionOf({ position: 400 }, 321)).toBe(321);
  });

  test("goes on from a held step", () => {
    hold(100);
    play();
    tick(2000);
    expect(usePlayback.getState().position).toBe(150);
  });

  test("has nothing to play where there are no steps", () => {
    setLastStep(0);
    play();
    expect(usePlayback.getState().playing).toBe(false);
  });

  test("tells figures the position ten times a second, and at once when it is held", () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    hold(0);
    play();
    tick(40);
    expect(useToldPosition.getState().position).toBe(0);
    vi.advanceTimersByTime(100);
    expect(useToldPosition.getState().position).toBe(1);
    tick(80);
    hold(7);
    expect(useToldPosition.getState().position).toBe(7);
    vi.advanceTimersByTime(1000);
    expect(useToldPosition.getState().position).toBe(7);
    vi.useRealTimers();
  });
});
