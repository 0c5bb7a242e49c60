import { decisionBoundary } from "../../plots/decisionBoundary";
import type { PanelContext } from "../../state/telemetry";
import { type Predicted, PredictedPanel } from "./PredictedPanel";
import { usePanelText } from "./usePanel";

const DRAWN = ["decision/class", "decision/confidence"] as const;

/** What the network predicts over the plane of a two-dimensional data set; nothing for other data. */
export function DecisionBoundary({ context }: { readonly context: PanelContext }) {
  const t = usePanelText();
  return (
    <PredictedPanel
      context={context}
      name="decision-boundary"
      title={t("title.decision")}
      drawn={DRAWN}
      draw={draw}
    />
  );
}

function draw({ rows: [classes = [], confidence = []], ...rest }: Predicted) {
  const decisions = classes.map((one) => ({
    classes: one,
    confidence: confidence.find(({ run }) => run === one.run) ?? null,
  }));
  return decisionBoundary({ ...rest, decisions });
}
