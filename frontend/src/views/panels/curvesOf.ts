import type { Curve } from "../../plots/curves";
import type { RunView, TelemetrySource } from "../../state/telemetry";

/** A metric over the steps of the runs that have rows of it. */
export function curvesOf(source: TelemetrySource, runs: readonly RunView[], metric: string): Curve[] {
  return runs.flatMap((run) => {
    const series = source.series(run.id, metric);
    return series && series.steps.length > 0 ? [{ run, steps: series.steps, values: series.values }] : [];
  });
}
