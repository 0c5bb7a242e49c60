/** What a panel gets, for runs that have no rows and have ended at step 100. */

import type { MetricInfo, PanelContext } from "../state/telemetry";

function metricInfo(name: string): MetricInfo {
  const unit = name.startsWith("loss") ? "nats" : "1";
  return { name, unit, axes: ["step"], scale: "log", definition: "" };
}

export function panelContext({
  metrics = [],
  ...more
}: Partial<Omit<PanelContext, "metrics">> & { readonly metrics?: readonly string[] }): PanelContext {
  return {
    job: "job_1",
    runs: [],
    source: { series: () => null, distributions: () => null, subscribe: () => () => {} },
    metrics: Object.fromEntries(metrics.map((name) => [name, metricInfo(name)])),
    step: null,
    shownStep: 100,
    maxStep: 100,
    xAxis: "step",
    smoothing: 0,
    bands: "ci",
    scheme: "light",
    hover: null,
    onHover: () => {},
    onHoldStep: () => {},
    ...more,
  };
}
