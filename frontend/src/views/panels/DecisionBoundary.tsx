import { useCallback } from "react";
import { type DecisionTile, decisionBoundary } from "../../plots/decisionBoundary";
import type { PlotFrame } from "../../plots/figure";
import type { PanelContext } from "../../state/telemetry";
import { PlotPanel } from "./PlotPanel";
import { metricDefinition, replicateText, representatives, revisionOf, usePanelText } from "./usePanel";

const CLASS = "decision/class";
const CONFIDENCE = "decision/confidence";

/** What the network predicts over the plane of a two-dimensional data set; nothing for other data. */
export function DecisionBoundary({ context }: { readonly context: PanelContext }) {
  const t = usePanelText();
  const { runs, source, metrics, shownStep, selectedRun } = context;
  const build = useCallback(
    (frame: PlotFrame) => {
      const visible = runs.filter((run) => run.visible);
      const shown = representatives(visible, selectedRun);
      const tiles: DecisionTile[] = shown.flatMap((run) => {
        const classes = source.series(run.id, CLASS);
        const confidence = source.series(run.id, CONFIDENCE);
        if (!classes || classes.steps.length === 0) return [];
        return [
          {
            run,
            name: run.label,
            steps: classes.steps,
            classes: classes.values,
            confidence: confidence?.values ?? null,
            confidenceSteps: confidence?.steps ?? [],
            cells: classes.width,
          },
        ];
      });
      const first = tiles[0];
      if (!first) return null;
      const points = source.points?.(first.run.id) ?? null;
      return decisionBoundary({
        frame,
        tiles,
        points,
        shownStep,
        replicates: replicateText(visible, shown, frame.t),
      });
    },
    [runs, source, shownStep, selectedRun],
  );
  if (metrics[CLASS] === undefined) return null;
  return (
    <PlotPanel
      context={context}
      name="decision-boundary"
      title={t("title.decision")}
      definition={[metricDefinition(t, metrics[CLASS]), metricDefinition(t, metrics[CONFIDENCE])].join(" ")}
      build={build}
      revision={revisionOf(context)}
      draws={{ metrics: [CLASS, CONFIDENCE] }}
    />
  );
}
