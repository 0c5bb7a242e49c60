import { useCallback } from "react";
import type { PlotFrame } from "../../plots/figure";
import { layerProfile } from "../../plots/layerProfile";
import type { PanelContext } from "../../state/telemetry";
import { layerRows } from "./layerRows";
import { MetricChoice } from "./MetricChoice";
import { PlotPanel } from "./PlotPanel";
import {
  metricDefinition,
  metricTitle,
  namer,
  revisionOf,
  unitText,
  useChoice,
  useLayerMetrics,
  usePanelText,
} from "./usePanel";

/** Metrics whose first layer over the output says whether a signal vanishes or explodes on its way down. */
const RATIOS = new Set(["gradient_norm", "gradient_rms", "backprop_rms", "update_norm", "update_ratio"]);

/** A layer metric over the layers at the shown step, all variants overlaid. */
export function LayerProfile({ context }: { readonly context: PanelContext }) {
  const t = usePanelText();
  const [metric, setMetric] = useChoice<string>(context, "profile.metric", "gradient_norm");
  const offered = useLayerMetrics(context);
  const { runs, source, metrics, shownStep, bands } = context;
  const info = metrics[metric];
  const build = useCallback(
    (frame: PlotFrame) => {
      const visible = runs.filter((run) => run.visible);
      const rows = layerRows(source, visible, metric);
      if (rows.length === 0) return null;
      return layerProfile({
        frame,
        metric: metricTitle(frame.t, metric),
        unit: unitText(info),
        logarithmic: info?.scale !== "linear",
        runs: rows,
        shownStep,
        bands,
        nameOf: namer(visible),
        ratio: RATIOS.has(metric),
      });
    },
    [runs, source, metric, info, shownStep, bands],
  );
  return (
    <PlotPanel
      context={context}
      name="layer-profile"
      title={t("title.profile", { metric: metricTitle(t, metric) })}
      definition={metricDefinition(t, info)}
      controls={<MetricChoice offered={offered} value={metric} onChange={setMetric} />}
      build={build}
      revision={revisionOf(context, metric)}
    />
  );
}
