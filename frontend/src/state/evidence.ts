/** The rows that carry the finding on show: panels that draw their metric mark them. */
import { toNumber } from "../protocol/numbers";
import type { Finding } from "../protocol/types";
import { findingViews } from "./findings";
import type { RunFindings } from "./session";
import type { EvidenceRow, RunView } from "./telemetry";

const NONE: readonly EvidenceRow[] = [];

/** The evidence of the finding with this key, as long as it holds and its run is visible; always the same empty list else. */
export function evidenceRows(
  key: string | undefined,
  runs: readonly RunView[],
  findings: Readonly<Record<string, RunFindings>>,
): readonly EvidenceRow[] {
  if (key === undefined) return NONE;
  const view = findingViews(runs, findings).find((one) => one.key === key);
  if (view === undefined || !view.run.visible) return NONE;
  const { finding, run } = view;
  return finding.evidence.map(({ metric, layer, step, value, threshold }) => ({
    run: run.id,
    metric,
    layer,
    step,
    value: toNumber(value),
    threshold: threshold === null ? null : toNumber(threshold),
    severity: finding.severity,
  }));
}

const CURVES: Readonly<Record<string, string>> = {
  "loss/train": "loss",
  "loss/validation": "loss",
  "loss/train_evaluation_mode": "modes",
  "accuracy/train": "accuracy",
  "accuracy/validation": "accuracy",
};
const CURVATURE: ReadonlySet<string> = new Set([
  "sharpness",
  "preconditioned_sharpness",
  "gradient_noise_scale",
]);

/** What the panels have to be set to, by the name of the choice, to show a finding's evidence: each the first row of its kind. */
export function choicesFor({ evidence }: Finding): Record<string, string> {
  const choices: Record<string, string> = {};
  for (const { metric, layer } of evidence) {
    const quantity = CURVES[metric];
    if (quantity !== undefined && choices["curves.quantity"] !== "modes")
      choices["curves.quantity"] = quantity;
    if (CURVATURE.has(metric)) choices["curvature.metric"] ??= metric;
    if (layer === null) continue;
    for (const panel of ["profile", "heatmap", "network"]) choices[`${panel}.metric`] ??= metric;
    if (metric === "update_ratio") choices["update.layer"] ??= layer;
  }
  return choices;
}
