/** A panel of what networks predict over the space of their inputs, with the samples; nothing for other data. */

import { useCallback } from "react";
import type { Figure, PlotFrame } from "../../plots/figure";
import type { PredictedCells } from "../../plots/predictedCells";
import type { PanelContext, Points, RunView, TelemetrySource } from "../../state/telemetry";
import { PlotPanel } from "./PlotPanel";
import { metricDefinition, replicateText, representatives, revisionOf, usePanelText } from "./usePanel";

export interface Predicted {
  readonly frame: PlotFrame;
  /** Of each metric, the runs that have rows of it. */
  readonly rows: readonly (readonly PredictedCells[])[];
  /** The samples of the first run that has rows; null while they are not there. */
  readonly points: Points | null;
  readonly shownStep: number;
  readonly replicates: string;
}

export interface PredictedPanelProps {
  readonly context: PanelContext;
  readonly name: string;
  readonly title: string;
  /** What is drawn, above all the first; the panel stands where the server has that. The same list at every call. */
  readonly drawn: readonly [string, ...string[]];
  readonly draw: (predicted: Predicted) => Figure | null;
}

export function PredictedPanel({ context, name, title, drawn, draw }: PredictedPanelProps) {
  const t = usePanelText();
  const { runs, source, metrics, shownStep, selectedRun } = context;
  const build = useCallback(
    (frame: PlotFrame) => {
      const visible = runs.filter((run) => run.visible);
      const shown = representatives(visible, selectedRun);
      const rows = drawn.map((metric) => cellsOf(source, shown, metric));
      const first = rows[0]?.[0];
      if (first === undefined) return null;
      const points = source.points?.(first.run.id) ?? null;
      return draw({ frame, rows, points, shownStep, replicates: replicateText(visible, shown, frame.t) });
    },
    [runs, source, shownStep, selectedRun, drawn, draw],
  );
  if (metrics[drawn[0]] === undefined) return null;
  return (
    <PlotPanel
      context={context}
      name={name}
      title={title}
      definition={drawn.map((metric) => metricDefinition(t, metrics[metric])).join(" ")}
      build={build}
      revision={revisionOf(context)}
      draws={{ metrics: drawn }}
    />
  );
}

function cellsOf(source: TelemetrySource, runs: readonly RunView[], metric: string): PredictedCells[] {
  return runs.flatMap((run) => {
    const series = source.series(run.id, metric);
    if (!series || series.steps.length === 0) return [];
    return [{ run, steps: series.steps, values: series.values, cells: series.width }];
  });
}
