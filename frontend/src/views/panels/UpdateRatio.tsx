import { useCallback } from "react";
import type { Curve } from "../../plots/curves";
import type { PlotFrame } from "../../plots/figure";
import { layerName, unionOfLayers } from "../../plots/layers";
import { updateRatio } from "../../plots/updateRatio";
import type { PanelContext } from "../../state/telemetry";
import { Choice } from "./Controls";
import { layerRows } from "./layerRows";
import { PlotPanel } from "./PlotPanel";
import { TheoryWords } from "./TheoryWords";
import { lineWords } from "./theoryWords";
import {
  detailOf,
  metricDefinition,
  namer,
  revisionOf,
  scaleOf,
  useChoice,
  usePanelText,
  visibleRuns,
} from "./usePanel";
import { useTheory } from "./useTheory";

/** How large a layer's updates are beside its weights, over time. */
export function UpdateRatio({ context }: { readonly context: PanelContext }) {
  const t = usePanelText();
  const layers = unionOfLayers(visibleRuns(context).map((run) => run.layers));
  const [chosen, setLayer] = useChoice<string>(context, "update.layer", "");
  const layer = layers.includes(chosen) ? chosen : (layers[0] ?? "");
  const { runs, source, metrics, step, shownStep, xAxis, bands } = context;
  // The guide is the same for all.
  const first = visibleRuns(context).slice(0, 1);
  const theories = useTheory(first);
  const build = useCallback(
    (frame: PlotFrame) => {
      const visible = runs.filter((run) => run.visible);
      const curves: Curve[] = layerRows(source, visible, "update_ratio").flatMap((rows) => {
        const column = rows.layers.indexOf(layer);
        if (column < 0) return [];
        const width = rows.layers.length;
        const values = new Float64Array(rows.steps.length);
        for (let row = 0; row < values.length; row++)
          values[row] = rows.values[row * width + column] as number;
        return [{ run: rows.run, steps: rows.steps, values }];
      });
      if (curves.length === 0) return null;
      const scale = scaleOf({ xAxis, source }, visible, frame.t);
      return updateRatio({
        frame,
        detail: detailOf(visible),
        layer,
        curves,
        bands,
        scale,
        held: step,
        shownStep,
        nameOf: namer(visible),
      });
    },
    [runs, source, layer, step, shownStep, xAxis, bands],
  );
  return (
    <PlotPanel
      context={context}
      name="update-ratio"
      title={t("title.update")}
      definition={metricDefinition(t, metrics["update_ratio"])}
      theory={<TheoryWords kind="guide" words={lineWords(first, theories, "update_ratio")} />}
      controls={
        layers.length > 0 ? (
          <Choice
            label={t("layerLabel")}
            value={layer}
            options={layers.map((name) => ({ value: name, label: layerName(name, t) }))}
            onChange={setLayer}
          />
        ) : null
      }
      build={build}
      revision={revisionOf(context, layer)}
      draws={{ metrics: ["update_ratio"], layer }}
    />
  );
}
