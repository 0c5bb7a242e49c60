/** The animation of the paths: where it stands, and the clock that moves it. */
import { create } from "zustand";

export const SPEEDS = [0.25, 0.5, 1, 2, 4] as const;

/** At speed 1 a path of any length takes so long. */
const SECONDS = 8;

export interface Playback {
  /** Between 0 and the last step, fractions while it moves; null is the last step, wherever that is. */
  readonly position: number | null;
  readonly playing: boolean;
  readonly speed: number;
}

export const usePlayback = create<Playback>()(() => ({ position: null, playing: false, speed: 1 }));

/** Milliseconds between two positions that figures are told. */
const EVERY = 100;

/** The position for what is too slow to follow each frame: figures, which so all tell the same step. */
export const useToldPosition = create<Pick<Playback, "position">>()(() => ({ position: null }));

let telling: ReturnType<typeof setTimeout> | null = null;

usePlayback.subscribe(({ playing, position }) => {
  if (playing) {
    telling ??= setTimeout(() => {
      telling = null;
      useToldPosition.setState({ position: usePlayback.getState().position });
    }, EVERY);
    return;
  }
  if (telling !== null) clearTimeout(telling);
  telling = null;
  useToldPosition.setState({ position });
});

/** The last step of the paths that are shown. */
let last = 0;
let frame = 0;

/** The position in steps. */
export function positionOf({ position }: Pick<Playback, "position">, steps: number): number {
  return position === null ? steps : Math.min(position, steps);
}

/** Paths of so many steps are shown. */
export function setLastStep(steps: number): void {
  last = steps;
}

/** Goes on from where it stands, from the start where it stands at the end. */
export function play(): void {
  if (last === 0 || usePlayback.getState().playing) return;
  const from = positionOf(usePlayback.getState(), last);
  usePlayback.setState({ playing: true, position: from >= last ? 0 : from });
  let before = performance.now();
  const tick = (now: number) => {
    const state = usePlayback.getState();
    const moved = advanced(positionOf(state, last), now - before, last, state.speed);
    before = now;
    if (moved >= last) {
      usePlayback.setState({ playing: false, position: null });
      return;
    }
    usePlayback.setState({ position: moved });
    frame = requestAnimationFrame(tick);
  };
  frame = requestAnimationFrame(tick);
}

/** The position after some milliseconds. */
export function advanced(from: number, milliseconds: number, steps: number, speed: number): number {
  return from + (Math.max(0, milliseconds) / 1000) * (steps / SECONDS) * speed;
}

export function pause(): void {
  if (!usePlayback.getState().playing) return;
  cancelAnimationFrame(frame);
  usePlayback.setState(({ position }) => ({
    playing: false,
    position: position === null ? null : Math.floor(position),
  }));
}

export function togglePlay(): void {
  if (usePlayback.getState().playing) pause();
  else play();
}

/** Holds a step; the last one is followed when paths grow longer. */
export function hold(step: number): void {
  pause();
  usePlayback.setState({ position: step >= last ? null : Math.max(0, Math.round(step)) });
}

export function moveBy(steps: number): void {
  hold(Math.floor(positionOf(usePlayback.getState(), last)) + steps);
}

/** A tenth of the whole, at least one step. */
export function tenth(): number {
  return Math.max(1, Math.round(last / 10));
}

export function rewind(): void {
  hold(0);
}

export function toEnd(): void {
  hold(last);
}
