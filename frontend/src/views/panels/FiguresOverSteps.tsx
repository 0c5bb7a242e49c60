import { useMemo } from "react";
import type { PanelContext } from "../../state/telemetry";
import { globalMetrics, usualMetric } from "./globalMetrics";
import { OverStepsPanel } from "./OverStepsPanel";
import { useChoice } from "./usePanel";

/** Values that an axis shows in any case: a scale of 1 is a gradient that was left as it is. */
const LIMITS: Readonly<Record<string, readonly [number, number]>> = { gradient_clip_scale: [0, 1] };

/** One figure of the whole network over time: learning rate, norms, clipping, penalty, how sure curvature is. */
export function FiguresOverSteps({ context }: { readonly context: PanelContext }) {
  const { runs, metrics } = context;
  const visible = useMemo(() => runs.filter((run) => run.visible), [runs]);
  const offered = useMemo(() => globalMetrics(metrics, visible), [metrics, visible]);
  const [chosen, setMetric] = useChoice<string>(context, "figures.metric", "");
  const metric = offered.some((one) => one.name === chosen) ? chosen : usualMetric(offered, visible);
  return (
    <OverStepsPanel
      context={context}
      name="figures"
      offered={offered}
      metric={metric}
      onMetric={setMetric}
      limits={LIMITS[metric]}
    />
  );
}
