/** The clock of a run: seconds of training at some steps, which come as a series of their own. */
import type { Series, WallClock } from "./telemetry";

/** The series' name. No run has it among its metrics: how long a run takes is not said by its spec. */
export const CLOCK = "train_seconds";

const clocks = new WeakMap<Series, WallClock>();

/**
 * A series of seconds as the axis reads it, forwards and backwards: it begins at step 0, and rows at which it does not
 * go on (a producer's clock may stand still, or be set back) are left out.
 */
export function clockOf(series: Series): WallClock {
  const known = clocks.get(series);
  if (known !== undefined) return known;
  const clock = { steps: [] as number[], seconds: [] as number[] };
  let last = -1;
  if (series.steps[0] !== 0) {
    clock.steps.push(0);
    clock.seconds.push(0);
    last = 0;
  }
  series.values.forEach((seconds, row) => {
    if (!(seconds > last) || seconds === Number.POSITIVE_INFINITY) return;
    clock.steps.push(series.steps[row] as number);
    clock.seconds.push(seconds);
    last = seconds;
  });
  clocks.set(series, clock);
  return clock;
}
