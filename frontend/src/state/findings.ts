/** Findings as the strip shows them: one entry for a rule that fires alike in several replicates of a variant. */
import type { Finding } from "../protocol/types";
import type { RunFindings } from "./session";
import type { RunView } from "./telemetry";

export interface FindingView {
  readonly key: string;
  readonly finding: Finding;
  readonly run: RunView;
  /** Replicates in which the rule fired, and how many there are. */
  readonly count: number;
  readonly total: number;
}

const ORDER: readonly string[] = ["error", "warning", "note"];

export function findingViews(
  runs: readonly RunView[],
  findings: Readonly<Record<string, RunFindings>>,
): FindingView[] {
  const views = new Map<string, FindingView>();
  for (const run of runs) {
    for (const finding of findings[run.id]?.findings ?? []) {
      const key = `${run.variant}.${finding.rule}.${finding.code}`;
      const before = views.get(key);
      const total = runs.filter((other) => other.variant === run.variant).length;
      if (before === undefined) views.set(key, { key, finding, run, count: 1, total });
      else if (before.run.id !== run.id) views.set(key, { ...before, count: before.count + 1 });
    }
  }
  return [...views.values()].sort(
    (a, b) =>
      rank(a) - rank(b) || a.finding.first_step - b.finding.first_step || a.run.variant - b.run.variant,
  );
}

function rank({ finding }: FindingView): number {
  const index = ORDER.indexOf(finding.severity);
  return index < 0 ? ORDER.length : index;
}

/** How many of the runs the rules have looked at. */
export function checkedRuns(
  runs: readonly RunView[],
  findings: Readonly<Record<string, RunFindings>>,
): number {
  return runs.filter((run) => findings[run.id]?.checked === true).length;
}
