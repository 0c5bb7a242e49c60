import { useCallback } from "react";
import { distributionOverTime } from "../../plots/distributionOverTime";
import type { RunDistributions } from "../../plots/distributions";
import { distributionsByLayer } from "../../plots/distributionsByLayer";
import type { PlotFrame } from "../../plots/figure";
import { layerName, unionOfLayers } from "../../plots/layers";
import type { PanelContext, RunView } from "../../state/telemetry";
import { Choice, Toggle } from "./Controls";
import { PlotPanel } from "./PlotPanel";
import { namer, revisionOf, scaleOf, useChoice, usePanelText, visibleRuns } from "./usePanel";

const QUANTITIES = ["activation", "preactivation", "weight", "gradient", "backprop"] as const;

/** Histograms at the shown step, layer by layer; or one layer's over time, as percentile bands. */
export function DistributionsByLayer({ context }: { readonly context: PanelContext }) {
  const t = usePanelText();
  const [quantity, setQuantity] = useChoice<(typeof QUANTITIES)[number]>(
    context,
    "distributions.quantity",
    "activation",
  );
  const [mode, setMode] = useChoice<"layers" | "time">(context, "distributions.mode", "layers");
  const layers = unionOfLayers(visibleRuns(context).map((run) => run.layers));
  const [chosen, setLayer] = useChoice<string>(context, "distributions.layer", "");
  const layer = layers.includes(chosen) ? chosen : (layers[0] ?? "");
  const { runs, source, step, shownStep, xAxis } = context;
  const build = useCallback(
    (frame: PlotFrame) => {
      const visible = runs.filter((run) => run.visible);
      const found: RunDistributions[] = visible.flatMap((run) => {
        const distributions = source.distributions(run.id, quantity);
        return distributions && distributions.steps.length > 0 ? [{ run, distributions }] : [];
      });
      if (found.length === 0) return null;
      const nameOf = mode === "layers" ? (run: RunView) => run.label : namer(visible);
      if (mode === "layers") return distributionsByLayer({ frame, quantity, runs: found, shownStep, nameOf });
      const scale = scaleOf({ xAxis, source }, visible, frame.t);
      return distributionOverTime({
        frame,
        quantity,
        layer,
        runs: found,
        scale,
        held: step,
        shownStep,
        nameOf,
      });
    },
    [runs, source, quantity, mode, layer, step, shownStep, xAxis],
  );
  const controls = (
    <>
      <Choice
        label={t("quantityLabel")}
        value={quantity}
        options={QUANTITIES.map((name) => ({ value: name, label: t(`quantity.${name}`) }))}
        onChange={setQuantity}
      />
      {mode === "time" ? (
        <Choice
          label={t("layerLabel")}
          value={layer}
          options={layers.map((name) => ({ value: name, label: layerName(name, t) }))}
          onChange={setLayer}
        />
      ) : null}
      <Toggle
        label={t("distributions.modeLabel")}
        value={mode}
        options={[
          { value: "layers", label: t("distributions.modeLayers") },
          { value: "time", label: t("distributions.modeTime") },
        ]}
        onChange={setMode}
      />
    </>
  );
  return (
    <PlotPanel
      context={context}
      name="distributions"
      title={t("title.distributions", { quantity: t(`quantity.${quantity}`) })}
      definition={t(`quantityDefinition.${quantity}`)}
      controls={controls}
      build={build}
      revision={revisionOf(context, quantity, mode, layer)}
    />
  );
}
