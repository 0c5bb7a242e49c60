/** The metrics over steps that no other panel draws: what an optimizer does as a whole. */

import type { MetricInfo, PanelContext, RunView } from "../../state/telemetry";
import { CURVATURE, LEARNING } from "./drawnMetrics";

const LEARNED: ReadonlySet<string> = new Set(Object.values(LEARNING).flat());
const CURVED: ReadonlySet<string> = new Set(CURVATURE);

/** Those that a run on the page may offer, in the server's order. The panel of curvature stands where sharpness is. */
export function globalMetrics(
  metrics: PanelContext["metrics"],
  runs: readonly Pick<RunView, "offered">[],
): MetricInfo[] {
  const isOffered = (name: string) => runs.some((run) => !run.offered || run.offered.has(name));
  const isElsewhere = (name: string) => LEARNED.has(name) || ("sharpness" in metrics && CURVED.has(name));
  return Object.values(metrics).filter(
    ({ name, axes }) => axes.length === 1 && axes[0] === "step" && !isElsewhere(name) && isOffered(name),
  );
}

/** What one would look at first: the learning rate where it moves, the clipping where there is some, else the gradient. */
export function usualMetric(
  offered: readonly MetricInfo[],
  runs: readonly Pick<RunView, "schedule" | "clips">[],
): string {
  const wished = runs.some((run) => run.schedule !== "constant")
    ? "learning_rate"
    : runs.some((run) => run.clips)
      ? "gradient_clip_scale"
      : "gradient_norm/global";
  const names = offered.map((metric) => metric.name);
  return names.includes(wished) ? wished : (names[0] ?? wished);
}
