import { useCallback } from "react";
import type { PlotFrame } from "../../plots/figure";
import { layerHeatmaps } from "../../plots/layerHeatmaps";
import type { PanelContext } from "../../state/telemetry";
import { layerRows } from "./layerRows";
import { MetricChoice } from "./MetricChoice";
import { PlotPanel } from "./PlotPanel";
import {
  metricDefinition,
  metricTitle,
  replicateText,
  representatives,
  revisionOf,
  scaleOf,
  unitText,
  useChoice,
  useLayerMetrics,
  usePanelText,
} from "./usePanel";

/** A layer metric over layers and time, one tile per variant, on one colour scale. */
export function LayerHeatmaps({ context }: { readonly context: PanelContext }) {
  const t = usePanelText();
  const [metric, setMetric] = useChoice<string>(context, "heatmap.metric", "gradient_norm");
  const offered = useLayerMetrics(context);
  const { runs, source, metrics, step, shownStep, xAxis, selectedRun } = context;
  const info = metrics[metric];
  const build = useCallback(
    (frame: PlotFrame) => {
      const visible = runs.filter((run) => run.visible);
      const shown = representatives(visible, selectedRun);
      const rows = layerRows(source, shown, metric);
      if (rows.length === 0) return null;
      const logarithmic = info?.scale !== "linear";
      return layerHeatmaps({
        frame,
        metric: metricTitle(frame.t, metric),
        unit: unitText(info),
        logarithmic,
        ...(metric.endsWith("_fraction") ? { limits: [0, 1] as const } : {}),
        tiles: rows.map((row) => ({ ...row, name: row.run.label })),
        scale: scaleOf({ xAxis, source }, visible, frame.t),
        held: step,
        shownStep,
        replicates: replicateText(visible, shown, frame.t),
      });
    },
    [runs, source, metric, info, step, shownStep, xAxis, selectedRun],
  );
  return (
    <PlotPanel
      context={context}
      name="layer-heatmaps"
      title={t("title.heatmaps", { metric: metricTitle(t, metric) })}
      definition={metricDefinition(t, info)}
      controls={<MetricChoice offered={offered} value={metric} onChange={setMetric} />}
      build={build}
      revision={revisionOf(context, metric)}
      draws={{ metrics: [metric] }}
    />
  );
}
