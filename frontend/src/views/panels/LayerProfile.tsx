import { useCallback } from "react";
import type { PlotFrame } from "../../plots/figure";
import { layerProfile } from "../../plots/layerProfile";
import { predictedProfile } from "../../plots/profile";
import { toNumber } from "../../protocol/numbers";
import type { PanelContext } from "../../state/telemetry";
import { layerRows } from "./layerRows";
import { MetricChoice } from "./MetricChoice";
import { PlotPanel } from "./PlotPanel";
import { TheoryWords } from "./TheoryWords";
import { curveWords } from "./theoryWords";
import {
  metricDefinition,
  metricTitle,
  namer,
  representatives,
  revisionOf,
  unitText,
  useChoice,
  useLayerMetrics,
  usePanelText,
  visibleRuns,
} from "./usePanel";
import { useTheory } from "./useTheory";

/** Metrics whose first layer over the output says whether a signal vanishes or explodes on its way down. */
const RATIOS = new Set(["gradient_norm", "gradient_rms", "backprop_rms", "update_norm", "update_ratio"]);

/** Metrics that the server predicts layer by layer (mean-field theory), where it can for a run's network. */
const PREDICTED = new Set(["preactivation_rms", "backprop_gain", "backprop_rms"]);

/** A layer metric over the layers at the shown step, all variants overlaid. */
export function LayerProfile({ context }: { readonly context: PanelContext }) {
  const t = usePanelText();
  const [metric, setMetric] = useChoice<string>(context, "profile.metric", "gradient_norm");
  const offered = useLayerMetrics(context);
  const { runs, source, metrics, shownStep, bands } = context;
  const info = metrics[metric];
  const predictable = PREDICTED.has(metric) ? representatives(visibleRuns(context), null) : [];
  const theories = useTheory(predictable);
  const build = useCallback(
    (frame: PlotFrame) => {
      const visible = runs.filter((run) => run.visible);
      const rows = layerRows(source, visible, metric);
      if (rows.length === 0) return null;
      const predictions = representatives(visible, null).flatMap((run) => {
        const curve = theories[run.id]?.curves.find((one) => one.metric === metric);
        const measured = rows.find((one) => one.run.id === run.id);
        if (curve === undefined || measured === undefined) return [];
        const { step, layers, relative_to: relativeTo } = curve;
        const values = curve.values.map(toNumber);
        return predictedProfile({ step, layers, values, relativeTo }, measured) ?? [];
      });
      return layerProfile({
        frame,
        metric: metricTitle(frame.t, metric),
        unit: unitText(info),
        logarithmic: info?.scale !== "linear",
        runs: rows,
        shownStep,
        bands,
        nameOf: namer(visible),
        predictions,
        ratio: RATIOS.has(metric),
      });
    },
    [runs, source, metric, info, theories, shownStep, bands],
  );
  return (
    <PlotPanel
      context={context}
      name="layer-profile"
      title={t("title.profile", { metric: metricTitle(t, metric) })}
      definition={metricDefinition(t, info)}
      theory={<TheoryWords kind="meanField" words={curveWords(predictable, theories, metric)} />}
      controls={<MetricChoice offered={offered} value={metric} onChange={setMetric} />}
      build={build}
      revision={revisionOf(context, metric, Object.keys(theories).join())}
      draws={{ metrics: [metric] }}
    />
  );
}
