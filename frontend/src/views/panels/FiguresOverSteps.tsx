import { useCallback, useMemo } from "react";
import type { PlotFrame } from "../../plots/figure";
import { formatCount } from "../../plots/format";
import { overTime } from "../../plots/overTime";
import type { PanelContext } from "../../state/telemetry";
import { curvesOf } from "./curvesOf";
import { globalMetrics, usualMetric } from "./globalMetrics";
import { MetricChoice } from "./MetricChoice";
import { PlotPanel } from "./PlotPanel";
import {
  detailOf,
  metricDefinition,
  metricTitle,
  namer,
  revisionOf,
  scaleOf,
  unitText,
  useChoice,
  usePanelText,
} from "./usePanel";

/** Values that an axis shows in any case: a scale of 1 is a gradient that was left as it is. */
const LIMITS: Readonly<Record<string, readonly [number, number]>> = { gradient_clip_scale: [0, 1] };

/** One figure of the whole network over time: learning rate, norms, clipping, penalty, how sure curvature is. */
export function FiguresOverSteps({ context }: { readonly context: PanelContext }) {
  const t = usePanelText();
  const { runs, source, metrics, step, shownStep, xAxis, bands } = context;
  const visible = useMemo(() => runs.filter((run) => run.visible), [runs]);
  const offered = useMemo(() => globalMetrics(metrics, visible), [metrics, visible]);
  const [chosen, setMetric] = useChoice<string>(context, "figures.metric", "");
  const metric = offered.some((one) => one.name === chosen) ? chosen : usualMetric(offered, visible);
  const info = metrics[metric];
  const build = useCallback(
    (frame: PlotFrame) => {
      const curves = curvesOf(source, visible, metric);
      if (curves.length === 0) return null;
      const name = metricTitle(frame.t, metric);
      const limits = LIMITS[metric];
      return overTime({
        frame,
        axis: info?.scale ?? "log",
        ...(limits === undefined ? {} : { limits }),
        detail: detailOf(visible),
        curves,
        levels: [],
        words: {
          name,
          subtitle: unitText(info),
          caption: frame.t("figures.table", { metric: name, step: formatCount(shownStep) }),
          readout: (at) => frame.t("readout.step", { step: formatCount(at) }),
        },
        bands,
        scale: scaleOf({ xAxis, source }, visible, frame.t),
        held: step,
        shownStep,
        nameOf: namer(visible),
      });
    },
    [visible, source, metric, info, step, shownStep, xAxis, bands],
  );
  return (
    <PlotPanel
      context={context}
      name="figures"
      title={metricTitle(t, metric)}
      definition={metricDefinition(t, info)}
      controls={<MetricChoice offered={offered} value={metric} onChange={setMetric} />}
      build={build}
      revision={revisionOf(context, metric)}
      draws={{ metrics: [metric] }}
    />
  );
}
