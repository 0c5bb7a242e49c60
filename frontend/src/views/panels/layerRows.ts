import type { LayerRows } from "../../plots/layerGrid";
import { layersOf } from "../../plots/layers";
import type { RunView, TelemetrySource } from "../../state/telemetry";

/** The rows of a layer metric of the runs that have some. */
export function layerRows(source: TelemetrySource, runs: readonly RunView[], metric: string): LayerRows[] {
  return runs.flatMap((run) => {
    const series = source.series(run.id, metric);
    if (!series || series.steps.length === 0 || series.width === 0) return [];
    return [{ run, steps: series.steps, values: series.values, layers: layersOf(run, series) }];
  });
}
