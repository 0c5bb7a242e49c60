/** The runs of the job as panels and table see them. */
import { variantStyle } from "../plots/theme";
import type { Job, Run, RunSummary } from "../protocol/types";
import type { JsonObject } from "./draft";
import { memberName, valueAt } from "./draft";
import { withSymbols } from "./symbols";
import type { MetricInfo, RunView, Scheme } from "./telemetry";

/** Variants shown from the start; more at once can neither be told apart nor drawn fast. */
export const MOST_SHOWN = 12;

export function runViews(
  job: Job,
  details: Readonly<Record<string, Run>>,
  steps: Readonly<Record<string, number>>,
  hidden: readonly number[],
  scheme: Scheme,
): RunView[] {
  const labels = shortLabels(job.runs);
  return job.runs.map((run) => {
    const spec = run.spec as JsonObject;
    const batch = valueAt(spec, "dataset.batch_size");
    const step = Math.max(steps[run.id] ?? 0, run.step);
    return {
      id: run.id,
      label: labels.get(run.label) ?? run.label,
      variant: run.variant,
      seed: typeof run.seed === "number" ? String(run.seed) : JSON.stringify(run.seed),
      layers: details[run.id]?.layers ?? layersOf(spec),
      status: run.status,
      outcome: run.outcome,
      divergedAt: run.diverged_at,
      stoppedAt: run.stopped_at,
      restoredStep: run.restored_step,
      schedule: memberName(valueAt(spec, "schedule")) ?? "constant",
      clips: (valueAt(spec, "gradient_clipping") ?? null) !== null,
      offered: offeredBy(details[run.id]),
      external: job.origin === "external",
      step,
      // Somebody else's run may go on past the steps that it announced.
      steps: Math.max(run.steps ?? 0, step),
      visible: !hidden.includes(run.variant),
      style: variantStyle(run.variant, scheme),
      batchSize: typeof batch === "number" ? batch : null,
      epochSteps: details[run.id]?.epoch_steps ?? null,
    };
  });
}

/**
 * The server's labels, shorter, so that they fit at a curve's end: symbols for parameters, and no parameters in
 * brackets where the labels differ without them.
 */
export function shortLabels(runs: readonly Pick<RunSummary, "label">[]): ReadonlyMap<string, string> {
  const labels = [...new Set(runs.map((run) => run.label))];
  const bare = labels.map((label) => label.replaceAll(/ \([^()]*\)/g, ""));
  const distinct = new Set(bare).size === labels.length;
  return new Map(
    labels.map((label, index) => [label, withSymbols(distinct ? (bare[index] ?? label) : label)]),
  );
}

function layersOf(spec: JsonObject): readonly string[] {
  const named = (key: string, kind: string) => {
    const layers = valueAt(spec, key);
    return Array.isArray(layers) ? layers.map((_, index) => `${kind}_${index + 1}`) : [];
  };
  return [...named("model.conv_layers", "conv"), ...named("model.hidden_sizes", "hidden"), "output"];
}

function offeredBy(run: Run | undefined): ReadonlySet<string> | null {
  return run === undefined ? null : new Set(run.metrics.map((metric) => metric.name));
}

/** Every metric that a run on the page offers. */
export function metricInfos(details: Readonly<Record<string, Run>>): Record<string, MetricInfo> {
  const infos: Record<string, MetricInfo> = {};
  for (const run of Object.values(details)) {
    for (const metric of run.metrics) infos[metric.name] ??= metric;
  }
  return infos;
}

/** One row of the table: the runs that differ in the seed alone. */
export interface VariantView {
  readonly variant: number;
  readonly label: string;
  readonly runs: readonly RunView[];
  readonly visible: boolean;
  readonly style: RunView["style"];
}

export function variantViews(runs: readonly RunView[]): VariantView[] {
  const variants = new Map<number, RunView[]>();
  for (const run of runs) {
    const others = variants.get(run.variant);
    if (others === undefined) variants.set(run.variant, [run]);
    else others.push(run);
  }
  return [...variants].map(([variant, members]) => {
    const [first] = members;
    if (first === undefined) throw new Error(`variant ${variant} without runs`);
    return { variant, label: first.label, runs: members, visible: first.visible, style: first.style };
  });
}
