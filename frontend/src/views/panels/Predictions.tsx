import { predictionCurves } from "../../plots/predictionCurves";
import { predictionSurfaces } from "../../plots/predictionSurfaces";
import type { PanelContext } from "../../state/telemetry";
import { type Predicted, PredictedPanel } from "./PredictedPanel";
import { usePanelText } from "./usePanel";

const DRAWN = ["prediction/value"] as const;

/** What regressions predict over their one or two features, with the samples; nothing for other data. */
export function Predictions({ context }: { readonly context: PanelContext }) {
  const t = usePanelText();
  return (
    <PredictedPanel
      context={context}
      name="predictions"
      title={t("title.predictions")}
      drawn={DRAWN}
      draw={draw}
    />
  );
}

function draw({ rows: [all = []], points, ...rest }: Predicted) {
  if (points === null) return null;
  const over = points.grid.length === 2 ? predictionCurves : predictionSurfaces;
  // A line and a plane have no common picture.
  return over({ ...rest, points, predictions: all.filter((one) => one.cells === all[0]?.cells) });
}
