import { useCallback, useRef } from "react";
import type { Curve } from "../../plots/curves";
import type { PlotFrame } from "../../plots/figure";
import { learningCurves } from "../../plots/learningCurves";
import { SmoothingCache } from "../../plots/smooth";
import type { PanelContext, RunView, TelemetrySource } from "../../state/telemetry";
import { Toggle } from "./Controls";
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

function curvesOf(source: TelemetrySource, runs: readonly RunView[], metric: string): Curve[] {
  return runs.flatMap((run) => {
    const series = source.series(run.id, metric);
    return series && series.steps.length > 0 ? [{ run, steps: series.steps, values: series.values }] : [];
  });
}

/** Loss or accuracy over time, of the training and the validation split. */
export function LearningCurves({ context }: { readonly context: PanelContext }) {
  const t = usePanelText();
  const [quantity, setQuantity] = useChoice<"loss" | "accuracy">(context, "curves.quantity", "loss");
  const [scale, setScale] = useChoice<"log" | "linear">(context, "curves.scale", "log");
  const cache = useRef(new SmoothingCache());
  const axis = quantity === "accuracy" ? "linear" : scale;
  const { runs, source, metrics, step, shownStep, xAxis, smoothing, bands } = context;
  const hasAccuracy = metrics["accuracy/train"] !== undefined || metrics["accuracy/validation"] !== undefined;
  const build = useCallback(
    (frame: PlotFrame) => {
      const shown = runs.filter((run) => run.visible);
      const train = curvesOf(source, shown, `${quantity}/train`);
      const validation = curvesOf(source, shown, `${quantity}/validation`);
      if (train.length === 0 && validation.length === 0) return null;
      return learningCurves({
        frame,
        detail: detailOf(shown),
        quantity,
        unit: unitText(metrics[`${quantity}/train`]),
        train,
        smoothed:
          smoothing > 0
            ? train.map((curve) => ({
                ...curve,
                values: cache.current.smooth(
                  `${curve.run.id}/${quantity}`,
                  curve.steps,
                  curve.values,
                  smoothing,
                ),
              }))
            : train,
        validation,
        smoothing,
        bands,
        scale: scaleOf({ xAxis, source }, shown, frame.t),
        axis,
        held: step,
        shownStep,
        nameOf: namer(shown),
      });
    },
    [runs, source, metrics, quantity, smoothing, bands, xAxis, axis, step, shownStep],
  );
  const controls = (
    <>
      {hasAccuracy ? (
        <Toggle
          label={t("curves.quantityLabel")}
          value={quantity}
          options={[
            { value: "loss", label: t("curves.lossShort") },
            { value: "accuracy", label: t("curves.accuracyShort") },
          ]}
          onChange={setQuantity}
        />
      ) : null}
      {quantity === "loss" ? (
        <Toggle
          label={t("scale.label")}
          value={scale}
          options={[
            { value: "log", label: t("scale.log") },
            { value: "linear", label: t("scale.linear") },
          ]}
          onChange={setScale}
        />
      ) : null}
    </>
  );
  const definition = ["train", "validation"]
    .map((split) => metricDefinition(t, metrics[`${quantity}/${split}`]))
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
      revision={revisionOf(context, quantity, axis, String(visibleRuns(context).length))}
    />
  );
}
