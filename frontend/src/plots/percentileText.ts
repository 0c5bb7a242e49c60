/** A percentile of a histogram in words; one in an outer bin, where nothing is measured but its edge, as a bound. */

import { boundedPercentile, type Histogram } from "./binAxis";
import { formatValue } from "./format";

const SIGNS = { below: "≤ ", above: "≥ " } as const;

/** 0.31; "≤ 0" and "≥ 1" beyond the edges. */
export function percentileText(histogram: Histogram, share: number, digits = 3): string {
  const { value, beyond } = boundedPercentile(histogram, share);
  return (beyond === null ? "" : SIGNS[beyond]) + formatValue(value, digits);
}
