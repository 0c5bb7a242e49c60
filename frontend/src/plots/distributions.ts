/** Histograms of a variant at a step: its replicates pooled, layer by layer. */

import type { Distributions, RunView } from "../state/telemetry";
import type { Histogram } from "./binAxis";
import { indexAtOrBefore } from "./decimate";

export interface RunDistributions {
  readonly run: RunView;
  readonly distributions: Distributions;
}

export interface PooledHistogram extends Histogram {
  readonly run: RunView;
  readonly layer: string;
  readonly step: number;
  readonly nonfinite: number;
}

/**
 * The histogram of one layer over the replicates of a variant, at the row of the step or the last before it. Counts
 * add up, since the bins are the same. Null where no replicate has a row.
 */
export function pooled(
  replicates: readonly RunDistributions[],
  layer: string,
  step: number,
): PooledHistogram | null {
  const first = replicates[0];
  if (!first) return null;
  const bins = first.distributions.edges.length - 1;
  const counts = new Float64Array(bins);
  let nonfinite = 0;
  let drawn = -1;
  for (const { distributions } of replicates) {
    const row = indexAtOrBefore(distributions.steps, step);
    const index = distributions.layers.indexOf(layer);
    if (row < 0 || index < 0 || distributions.edges.length - 1 !== bins) continue;
    const layers = distributions.layers.length;
    const offset = (row * layers + index) * bins;
    for (let bin = 0; bin < bins; bin++) {
      counts[bin] = (counts[bin] as number) + (distributions.counts[offset + bin] as number);
    }
    nonfinite += distributions.nonfinite[row * layers + index] as number;
    drawn = Math.max(drawn, distributions.steps[row] as number);
  }
  if (drawn < 0) return null;
  return { run: first.run, layer, step: drawn, edges: first.distributions.edges, counts, nonfinite };
}
