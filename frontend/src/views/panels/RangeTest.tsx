import { useCallback } from "react";
import type { PlotFrame } from "../../plots/figure";
import { rangeTest, withRates } from "../../plots/rangeTest";
import type { PanelContext } from "../../state/telemetry";
import { PlotPanel } from "./PlotPanel";
import { namer, revisionOf, unitText, usePanelText } from "./usePanel";

export const RANGE_TEST = "range_test";

/** The loss over the learning rate of the runs that test a range of it, with the rate that this suggests. */
export function RangeTest({ context }: { readonly context: PanelContext }) {
  const t = usePanelText();
  const { runs, source, metrics, step, shownStep } = context;
  const build = useCallback(
    (frame: PlotFrame) => {
      const shown = runs.filter((run) => run.visible && run.schedule === RANGE_TEST);
      const curves = shown.flatMap((run) => {
        const loss = source.series(run.id, "loss/train");
        const rate = source.series(run.id, "learning_rate");
        if (!loss || !rate || rate.steps.length === 0) return [];
        return [withRates({ run, steps: loss.steps, values: loss.values }, rate)];
      });
      if (curves.length === 0) return null;
      return rangeTest({
        frame,
        unit: unitText(metrics["loss/train"]),
        curves,
        held: step,
        shownStep,
        nameOf: namer(shown),
      });
    },
    [runs, source, metrics, step, shownStep],
  );
  return (
    <PlotPanel
      context={context}
      name="range-test"
      title={t("title.range")}
      definition={t("range.definition")}
      build={build}
      revision={revisionOf(context)}
      draws={{ metrics: ["loss/train", "learning_rate"] }}
    />
  );
}
