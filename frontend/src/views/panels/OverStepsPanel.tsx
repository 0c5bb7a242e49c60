/** A panel of one metric over time, which the user chooses among several. */

import { type ReactNode, useCallback } from "react";
import type { PlotFrame } from "../../plots/figure";
import { formatCount } from "../../plots/format";
import { type Level, overTime } from "../../plots/overTime";
import type { MetricInfo, PanelContext } from "../../state/telemetry";
import { curvesOf } from "./curvesOf";
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
  usePanelText,
} from "./usePanel";

export interface OverStepsPanelProps {
  readonly context: PanelContext;
  readonly name: "figures" | "curvature";
  readonly offered: readonly MetricInfo[];
  readonly metric: string;
  readonly onMetric: (metric: string) => void;
  /** Values that the vertical axis shows in any case. */
  readonly limits?: readonly [number, number] | undefined;
  /** What the metric is held against, and what is said of that under the figure; a new function `levels` asks for a redraw. */
  readonly guides?: { readonly levels: () => readonly Level[]; readonly note: string };
  readonly theory?: ReactNode;
  readonly revision?: string;
}

const NO_LEVELS = () => [];

export function OverStepsPanel({
  context,
  name,
  offered,
  metric,
  onMetric,
  limits,
  guides,
  theory,
  revision = "",
}: OverStepsPanelProps) {
  const t = usePanelText();
  const { runs, source, metrics, step, shownStep, xAxis, bands } = context;
  const info = metrics[metric];
  const { levels: levelsOf = NO_LEVELS, note = "" } = guides ?? {};
  const build = useCallback(
    (frame: PlotFrame) => {
      const visible = runs.filter((run) => run.visible);
      const curves = curvesOf(source, visible, metric);
      if (curves.length === 0) return null;
      const title = metricTitle(frame.t, metric);
      const levels = levelsOf();
      return overTime({
        frame,
        axis: info?.scale ?? "log",
        ...(limits === undefined ? {} : { limits }),
        detail: detailOf(visible),
        curves,
        levels,
        notes: levels.length === 0 ? [] : [{ kind: "plain", items: [{ text: note }] }],
        words: {
          name: title,
          subtitle: unitText(info),
          caption: frame.t(`${name}.table`, { metric: title, step: formatCount(shownStep) }),
          readout: (at) => frame.t("readout.step", { step: formatCount(at) }),
        },
        bands,
        scale: scaleOf({ xAxis, source }, visible, frame.t),
        held: step,
        shownStep,
        nameOf: namer(visible),
      });
    },
    [runs, source, name, metric, info, limits, levelsOf, note, step, shownStep, xAxis, bands],
  );
  return (
    <PlotPanel
      context={context}
      name={name}
      title={metricTitle(t, metric)}
      definition={metricDefinition(t, info)}
      theory={theory}
      controls={<MetricChoice offered={offered} value={metric} onChange={onMetric} />}
      build={build}
      revision={revisionOf(context, metric, revision)}
      draws={{ metrics: [metric] }}
    />
  );
}
