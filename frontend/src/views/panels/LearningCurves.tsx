import { useCallback, useRef } from "react";
import type { PlotFrame } from "../../plots/figure";
import { learningCurves } from "../../plots/learningCurves";
import { SmoothingCache } from "../../plots/smooth";
import { TARGETS, targetOf } from "../../state/comparison";
import type { PanelContext } from "../../state/telemetry";
import { Toggle } from "./Controls";
import { curvesOf } from "./curvesOf";
import { EVALUATION_MODE, LEARNING } from "./drawnMetrics";
import { PlotPanel } from "./PlotPanel";
import {
  detailOf,
  metricDefinition,
  namer,
  revisionOf,
  scaleOf,
  unitText,
  useChoice,
  usePanelText,
  visibleRuns,
} from "./usePanel";

/**
 * Loss or accuracy over time, of the training and the validation split; where the network computes something else in
 * evaluation mode, also the loss of the same batch in both modes.
 */
export function LearningCurves({ context }: { readonly context: PanelContext }) {
  const t = usePanelText();
  const [chosen, setQuantity] = useChoice<keyof typeof LEARNING>(context, "curves.quantity", "loss");
  const [scale, setScale] = useChoice<"log" | "linear">(context, "curves.scale", "log");
  const cache = useRef(new SmoothingCache());
  const { runs, source, metrics, step, shownStep, xAxis, smoothing, bands } = context;
  const has = (metric: string) => metrics[metric] !== undefined;
  const offered = (["loss", "accuracy", "modes"] as const).filter(
    (choice) =>
      choice === "loss" ||
      (choice === "modes" ? has(EVALUATION_MODE) : LEARNING[choice].some((one) => has(one))),
  );
  const quantity = offered.includes(chosen) ? chosen : "loss";
  const [train, other] = LEARNING[quantity];
  const axis = quantity === "accuracy" ? "linear" : scale;
  const measured = quantity === "accuracy" ? "accuracy" : "loss";
  const target = targetOf(measured, context.choices?.[TARGETS[measured]]) ?? null;
  const build = useCallback(
    (frame: PlotFrame) => {
      const shown = runs.filter((run) => run.visible);
      const solid = curvesOf(source, shown, train);
      const marked = curvesOf(source, shown, other);
      if (solid.length === 0 && marked.length === 0) return null;
      return learningCurves({
        frame,
        detail: detailOf(shown),
        quantity: measured,
        unit: unitText(metrics[train]),
        train: solid,
        smoothed:
          smoothing > 0
            ? solid.map((curve) => ({
                ...curve,
                values: cache.current.smooth(
                  `${curve.run.id}/${train}`,
                  curve.steps,
                  curve.values,
                  smoothing,
                ),
              }))
            : solid,
        validation: marked,
        against: quantity === "modes" ? "evaluation" : "validation",
        smoothing,
        bands,
        scale: scaleOf({ xAxis, source }, shown, frame.t),
        axis,
        held: step,
        shownStep,
        target,
        nameOf: namer(shown),
      });
    },
    [
      runs,
      source,
      metrics,
      quantity,
      measured,
      train,
      other,
      smoothing,
      bands,
      xAxis,
      axis,
      step,
      shownStep,
      target,
    ],
  );
  const controls = (
    <>
      {offered.length > 1 ? (
        <Toggle
          label={t("curves.quantityLabel")}
          value={quantity}
          options={offered.map((value) => ({ value, label: t(`curves.${value}Short`) }))}
          onChange={setQuantity}
        />
      ) : null}
      {quantity === "accuracy" ? null : (
        <Toggle
          label={t("scale.label")}
          value={scale}
          options={[
            { value: "log", label: t("scale.log") },
            { value: "linear", label: t("scale.linear") },
          ]}
          onChange={setScale}
        />
      )}
    </>
  );
  const definition = [train, other]
    .map((metric) => metricDefinition(t, metrics[metric]))
    .filter(Boolean)
    .join(" ");
  return (
    <PlotPanel
      context={context}
      name="learning-curves"
      title={t("title.curves")}
      definition={definition}
      controls={controls}
      build={build}
      revision={revisionOf(context, quantity, axis, `${target}`, String(visibleRuns(context).length))}
      draws={{ metrics: [train, other] }}
    />
  );
}
