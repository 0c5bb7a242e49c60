/**
 * What a range test finds: the learning rate at which the smoothed loss falls fastest.
 *
 * Smith (2017), Cyclical learning rates for training neural networks, section 3.3; the steepest point as the choice:
 * Gugger (2018), How do you find a good learning rate. The learning rate grows by one factor a step, so all is counted in
 * decades of it: the loss is averaged within bins of a fiftieth of a decade, then by a Gaussian over a tenth of a decade.
 */

/** Bins a decade. */
const BINS = 50;
/** Standard deviation of the smoothing, in decades. */
export const SMOOTHING = 0.1;
/** Beyond this distance, in decades, a loss has no weight left. */
const REACH = 4 * SMOOTHING;
/** A loss so many times the lowest before it has diverged: what comes then no longer counts. */
const DIVERGED = 4;
/** The smoothed loss must fall by this share of its first value to suggest anything. */
const LEAST_FALL = 0.05;

export interface RatePoint {
  readonly rate: number;
  readonly loss: number;
}

export interface RateFinder {
  /** The smoothed loss over the learning rate, as far as training held. */
  readonly smoothed: readonly RatePoint[];
  /** Where the smoothed loss falls fastest; null where it does not fall. */
  readonly suggested: RatePoint | null;
  /** Where the smoothed loss is lowest. */
  readonly lowest: RatePoint | null;
}

/** The finder's answer for the learning rates (increasing, above 0) and the losses of the same rows. */
export function findRate(rates: ArrayLike<number>, losses: ArrayLike<number>): RateFinder {
  const smoothed = smooth(binned(rates, losses));
  const best = indexOfLowest(smoothed);
  const lowest = smoothed[best] ?? null;
  const steepest = indexOfSteepest(smoothed, best);
  const start = smoothed[0]?.loss ?? 0;
  const falls = lowest !== null && start - lowest.loss >= LEAST_FALL * Math.abs(start);
  return { smoothed, lowest, suggested: falls ? (smoothed[steepest] ?? null) : null };
}

interface Bin {
  readonly decade: number;
  readonly loss: number;
  readonly count: number;
}

/** Mean learning rate (of its logarithm) and mean loss of each bin, up to where the loss diverges. */
function binned(rates: ArrayLike<number>, losses: ArrayLike<number>): Bin[] {
  const bins: Bin[] = [];
  let least = Number.POSITIVE_INFINITY;
  let row = 0;
  while (row < rates.length && Number.isFinite(losses[row])) {
    const first = Math.floor(Math.log10(rates[row] as number) * BINS);
    let [decade, loss, count] = [0, 0, 0];
    while (row < rates.length && Number.isFinite(losses[row])) {
      const here = Math.log10(rates[row] as number);
      if (count > 0 && Math.floor(here * BINS) !== first) break;
      decade += here;
      loss += losses[row] as number;
      count++;
      row++;
    }
    const bin = { decade: decade / count, loss: loss / count, count };
    if (bin.loss > DIVERGED * least) break;
    least = Math.min(least, bin.loss);
    bins.push(bin);
  }
  return bins;
}

function smooth(bins: readonly Bin[]): RatePoint[] {
  let first = 0;
  return bins.map(({ decade }) => {
    while ((bins[first] as Bin).decade < decade - REACH) first++;
    let [sum, total] = [0, 0];
    for (let index = first; index < bins.length; index++) {
      const other = bins[index] as Bin;
      if (other.decade > decade + REACH) break;
      const weight = other.count * Math.exp(-(((other.decade - decade) / SMOOTHING) ** 2) / 2);
      sum += weight * other.loss;
      total += weight;
    }
    return { rate: 10 ** decade, loss: sum / total };
  });
}

function indexOfLowest(points: readonly RatePoint[]): number {
  let best = 0;
  points.forEach((point, index) => {
    if (point.loss < (points[best] as RatePoint).loss) best = index;
  });
  return best;
}

/** The steepest fall per decade before the lowest point, by central differences. */
function indexOfSteepest(points: readonly RatePoint[], end: number): number {
  let [steepest, least] = [-1, 0];
  for (let index = 1; index < Math.min(end + 1, points.length - 1); index++) {
    const [before, after] = [points[index - 1] as RatePoint, points[index + 1] as RatePoint];
    const slope = (after.loss - before.loss) / Math.log10(after.rate / before.rate);
    if (slope < least) [steepest, least] = [index, slope];
  }
  return steepest;
}
