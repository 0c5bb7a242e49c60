import { useCallback } from "react";
import type { PlotFrame } from "../../plots/figure";
import { type Predictions as Predicted, predictionCurves } from "../../plots/predictionCurves";
import { predictionSurfaces } from "../../plots/predictionSurfaces";
import type { PanelContext } from "../../state/telemetry";
import { PlotPanel } from "./PlotPanel";
import { metricDefinition, replicateText, representatives, revisionOf, usePanelText } from "./usePanel";

const VALUE = "prediction/value";

/** What regressions predict over their one or two features, with the samples; nothing for other data. */
export function Predictions({ context }: { readonly context: PanelContext }) {
  const t = usePanelText();
  const { runs, source, metrics, shownStep, selectedRun } = context;
  const build = useCallback(
    (frame: PlotFrame) => {
      const visible = runs.filter((run) => run.visible);
      const shown = representatives(visible, selectedRun);
      const all: Predicted[] = shown.flatMap((run) => {
        const series = source.series(run.id, VALUE);
        if (!series || series.steps.length === 0) return [];
        return [{ run, steps: series.steps, values: series.values, cells: series.width }];
      });
      const first = all[0];
      const points = first ? (source.points?.(first.run.id) ?? null) : null;
      if (!first || !points) return null;
      const draw = points.grid.length === 2 ? predictionCurves : predictionSurfaces;
      return draw({
        frame,
        // A line and a plane have no common picture.
        predictions: all.filter((one) => one.cells === first.cells),
        points,
        shownStep,
        replicates: replicateText(visible, shown, frame.t),
      });
    },
    [runs, source, shownStep, selectedRun],
  );
  if (metrics[VALUE] === undefined) return null;
  return (
    <PlotPanel
      context={context}
      name="predictions"
      title={t("title.predictions")}
      definition={metricDefinition(t, metrics[VALUE])}
      build={build}
      revision={revisionOf(context)}
      draws={{ metrics: [VALUE] }}
    />
  );
}
