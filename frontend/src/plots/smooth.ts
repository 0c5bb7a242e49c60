/**
 * Exponential moving average of `values` with weight `weight` (0 to below 1) of the past, without the bias towards
 * 0 of the first values. A non-finite value stays as it is and leaves the average untouched.
 */
export function exponentialMovingAverage(values: ArrayLike<number>, weight: number): Float64Array {
  const smoothed = new Float64Array(values.length);
  let average = 0;
  let remaining = 1;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (Number.isFinite(value)) {
      average = weight * average + (1 - weight) * value;
      remaining *= weight;
      smoothed[index] = average / (1 - remaining);
    } else {
      smoothed[index] = value;
    }
  }
  return smoothed;
}
