import { useCallback, useMemo } from "react";
import { type Threshold, thresholdLevels } from "../../plots/thresholds";
import type { PanelContext } from "../../state/telemetry";
import { curvesOf } from "./curvesOf";
import { CURVATURE } from "./drawnMetrics";
import { OverStepsPanel } from "./OverStepsPanel";
import { TheoryWords } from "./TheoryWords";
import { lineWords } from "./theoryWords";
import { representatives, useChoice, usePanelText, visibleRuns } from "./usePanel";
import { useTheory } from "./useTheory";

/** Sharpness with the thresholds of stability, trace and gradient noise, over time. */
export function Curvature({ context }: { readonly context: PanelContext }) {
  const t = usePanelText();
  const { runs, source, metrics } = context;
  const offered = useMemo(() => CURVATURE.flatMap((name) => metrics[name] ?? []), [metrics]);
  const [metric, setMetric] = useChoice<string>(context, "curvature.metric", "sharpness");
  const shown = representatives(visibleRuns(context), null);
  const theories = useTheory(shown);
  const levels = useCallback(() => {
    const visible = runs.filter((run) => run.visible);
    const thresholds = representatives(visible, null).flatMap((run): Threshold[] => {
      const lines = theories[run.id]?.lines.filter((line) => line.metric === metric) ?? [];
      return lines.map(({ code, value, numerator }) => ({
        run,
        line: { metric, code, value: finite(value), numerator: finite(numerator) },
        rates: value === null ? (curvesOf(source, [run], "learning_rate")[0] ?? null) : null,
      }));
    });
    return thresholdLevels(thresholds);
  }, [runs, source, metric, theories]);
  return (
    <OverStepsPanel
      context={context}
      name="curvature"
      offered={offered}
      metric={metric}
      onMetric={setMetric}
      guides={{ levels, note: t("curvature.dashed") }}
      theory={<TheoryWords kind="stability" words={lineWords(shown, theories, metric)} />}
      revision={Object.keys(theories).join()}
    />
  );
}

function finite(value: number | string | null): number | null {
  return typeof value === "number" ? value : null;
}
