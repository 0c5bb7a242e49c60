import { useCallback, useMemo } from "react";
import type { Curve } from "../../plots/curves";
import type { PlotFrame } from "../../plots/figure";
import { formatCount } from "../../plots/format";
import { overTime } from "../../plots/overTime";
import { type Threshold, thresholdLevels } from "../../plots/thresholds";
import type { PanelContext, RunView, TelemetrySource } from "../../state/telemetry";
import { CURVATURE } from "./drawnMetrics";
import { MetricChoice } from "./MetricChoice";
import { PlotPanel } from "./PlotPanel";
import { TheoryWords } from "./TheoryWords";
import { lineWords } from "./theoryWords";
import {
  detailOf,
  metricDefinition,
  metricTitle,
  namer,
  representatives,
  revisionOf,
  scaleOf,
  unitText,
  useChoice,
  usePanelText,
  visibleRuns,
} from "./usePanel";
import { useTheory } from "./useTheory";

/** Sharpness with the thresholds of stability, trace and gradient noise, over time. */
export function Curvature({ context }: { readonly context: PanelContext }) {
  const t = usePanelText();
  const { runs, source, metrics, step, shownStep, xAxis, bands } = context;
  const offered = useMemo(() => CURVATURE.flatMap((name) => metrics[name] ?? []), [metrics]);
  const [metric, setMetric] = useChoice<string>(context, "curvature.metric", "sharpness");
  const shown = representatives(visibleRuns(context), null);
  const theories = useTheory(shown);
  const info = metrics[metric];
  const build = useCallback(
    (frame: PlotFrame) => {
      const visible = runs.filter((run) => run.visible);
      const curves = visible.flatMap((run) => curveOf(source, run, metric) ?? []);
      if (curves.length === 0) return null;
      const thresholds = representatives(visible, null).flatMap((run): Threshold[] => {
        const lines = theories[run.id]?.lines.filter((line) => line.metric === metric) ?? [];
        return lines.map(({ code, value, numerator }) => ({
          run,
          line: { metric, code, value: finite(value), numerator: finite(numerator) },
          rates: value === null ? curveOf(source, run, "learning_rate") : null,
        }));
      });
      const name = metricTitle(frame.t, metric);
      const levels = thresholdLevels(thresholds);
      return overTime({
        frame,
        detail: detailOf(visible),
        curves,
        levels,
        notes: levels.length === 0 ? [] : [{ kind: "plain", items: [{ text: frame.t("curvature.dashed") }] }],
        words: {
          name,
          subtitle: unitText(info),
          caption: frame.t("curvature.table", { metric: name, step: formatCount(shownStep) }),
          readout: (at) => frame.t("readout.step", { step: formatCount(at) }),
        },
        bands,
        scale: scaleOf({ xAxis, source }, visible, frame.t),
        held: step,
        shownStep,
        nameOf: namer(visible),
      });
    },
    [runs, source, metric, info, theories, step, shownStep, xAxis, bands],
  );
  return (
    <PlotPanel
      context={context}
      name="curvature"
      title={metricTitle(t, metric)}
      definition={metricDefinition(t, info)}
      theory={<TheoryWords kind="stability" words={lineWords(shown, theories, metric)} />}
      controls={<MetricChoice offered={offered} value={metric} onChange={setMetric} />}
      build={build}
      revision={revisionOf(context, metric, Object.keys(theories).join())}
      draws={{ metrics: [metric] }}
    />
  );
}

function curveOf(source: TelemetrySource, run: RunView, metric: string): Curve | null {
  const series = source.series(run.id, metric);
  return series && series.steps.length > 0 ? { run, steps: series.steps, values: series.values } : null;
}

function finite(value: number | string | null): number | null {
  return typeof value === "number" ? value : null;
}
