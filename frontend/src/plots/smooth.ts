/**
 * Exponential moving average of `values` with weight `weight` (0 to below 1) of the past, without the bias towards
 * 0 of the first values. A non-finite value stays as it is and leaves the average untouched.
 */
export function exponentialMovingAverage(values: ArrayLike<number>, weight: number): Float64Array {
  return new SmoothingCache().smooth("", values, values, weight).slice();
}

interface Running {
  weight: number;
  average: number;
  remaining: number;
  length: number;
  lastStep: number;
  smoothed: Float64Array;
}

/**
 * The same average for a series that grows: only new rows are worked on. `key` names the series; one whose rows are
 * not those of before with more at the end is averaged anew.
 */
export class SmoothingCache {
  private readonly running = new Map<string, Running>();

  smooth(key: string, steps: ArrayLike<number>, values: ArrayLike<number>, weight: number): Float64Array {
    let state = this.running.get(key);
    const grown =
      state !== undefined &&
      state.weight === weight &&
      state.length <= steps.length &&
      (state.length === 0 || steps[state.length - 1] === state.lastStep);
    if (state === undefined || !grown) {
      state = {
        weight,
        average: 0,
        remaining: 1,
        length: 0,
        lastStep: Number.NaN,
        smoothed: new Float64Array(0),
      };
      this.running.set(key, state);
    }
    if (state.smoothed.length < values.length) {
      const larger = new Float64Array(Math.max(values.length, 2 * state.smoothed.length));
      larger.set(state.smoothed.subarray(0, state.length));
      state.smoothed = larger;
    }
    for (let index = state.length; index < values.length; index++) {
      const value = values[index] as number;
      if (Number.isFinite(value)) {
        state.average = weight * state.average + (1 - weight) * value;
        state.remaining *= weight;
        state.smoothed[index] = state.average / (1 - state.remaining);
      } else {
        state.smoothed[index] = value;
      }
    }
    state.length = values.length;
    state.lastStep = values.length > 0 ? (steps[values.length - 1] as number) : Number.NaN;
    return state.smoothed.subarray(0, values.length);
  }
}
