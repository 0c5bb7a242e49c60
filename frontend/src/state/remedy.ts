/** A remedy beside its patient: the matched pair to launch, and what became of the finding. */
import type { Finding, Job, Json, Remedy, RunSummary } from "../protocol/types";
import type { Draft, JsonObject } from "./draft";
import { isOver, type RunFindings } from "./session";

/** What the pair is called: the job, and its two variants. */
export interface PairNames {
  readonly job: string;
  readonly before: string;
  readonly after: string;
}

/** The run once more as it was, and with the remedy: the same seed, and watched as closely. */
export function remedyDraft(run: RunSummary, set: JsonObject, names: PairNames): Draft {
  const { seed: _, ...base } = run.spec as JsonObject;
  return {
    name: names.job,
    base,
    vary: [],
    variants: [
      { label: names.before, set: {} },
      { label: names.after, set },
    ],
    seeds: [run.seed as Json],
  };
}

export interface Trial {
  readonly patient: RunSummary;
  readonly treated: RunSummary;
  /** The two variants as the job names them, in the language in which it was launched. */
  readonly before: string;
  readonly remedy: string;
  /** The remedy as the findings offer it, which can be said in any language; null until they do. */
  readonly offered: Remedy | null;
  /** `reading`: both have ended and the rules have yet to speak of all their rows; `broken`: one did not end by itself. */
  readonly state: "running" | "reading" | "ended" | "broken";
  /** What became of every finding of the two runs: those that ask for this remedy first, those of the treated run last. */
  readonly outcomes: readonly Outcome[];
}

export interface Outcome {
  readonly finding: Finding;
  /** `new`: the patient does not have it. */
  readonly became: "gone" | "still" | "new";
}

/**
 * The trial that a job is, or null for any other job. It is read off the job alone: two runs of two variants, the first
 * of which sets nothing, and what the second sets is a remedy that findings of the first offer. Until these findings are
 * whole, what holds of them is a guess: then it may be a trial whose finding has yet to come.
 */
export function trialOf(job: Job, findings: Readonly<Record<string, RunFindings>>): Trial | null {
  const variants = (job.request as { variants?: readonly { label?: string | null; set: Json }[] } | null)
    ?.variants;
  const [first, second] = variants ?? [];
  if (variants?.length !== 2 || first === undefined || second === undefined) return null;
  if (canonical(first.set) !== "{}" || canonical(second.set) === "{}") return null;
  const patient = job.runs.find((run) => run.variant === 0);
  const treated = job.runs.find((run) => run.variant === 1);
  if (patient === undefined || treated === undefined || job.runs.length !== 2) return null;
  const wanted = canonical(second.set);
  const isTried = (remedy: Remedy) => canonical(remedy.set as Json) === wanted;
  const asks = ({ remedies }: Finding) => remedies.some(isTried);
  const had = findings[patient.id]?.findings ?? [];
  const asking = had.filter(asks);
  if (asking.length === 0 && findings[patient.id]?.whole === true) return null;
  const ordered = [...asking, ...had.filter((finding) => !asks(finding))];
  const runs = [patient, treated];
  const state = runs.some((run) => isOver(run.status) && run.status !== "succeeded")
    ? "broken"
    : !runs.every((run) => isOver(run.status))
      ? "running"
      : runs.every((run) => findings[run.id]?.whole === true)
        ? "ended"
        : "reading";
  return {
    patient,
    treated,
    before: first.label ?? patient.label,
    remedy: second.label ?? treated.label,
    offered: asking[0]?.remedies.find(isTried) ?? null,
    state,
    outcomes: outcomesOf(ordered, findings[treated.id]?.findings ?? []),
  };
}

function outcomesOf(had: readonly Finding[], has: readonly Finding[]): readonly Outcome[] {
  const before = new Set(had.map((finding) => finding.rule));
  const after = new Set(has.map((finding) => finding.rule));
  return [
    ...had.map((finding): Outcome => ({ finding, became: after.has(finding.rule) ? "still" : "gone" })),
    ...has
      .filter((finding) => !before.has(finding.rule))
      .map((finding): Outcome => ({ finding, became: "new" })),
  ];
}

/** JSON with its keys in order, so that equal overrides read alike. */
function canonical(value: Json): string {
  return JSON.stringify(value, (_, one: unknown) =>
    typeof one === "object" && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}

/** The losses of the pair, each of the network that its run ends with. */
export interface LossPair {
  readonly before: number;
  readonly after: number;
  /** What the remedy made of the loss; `alike` where it changed by too little to mean anything. */
  readonly change: "lower" | "higher" | "alike" | "incomparable";
}

/** One seed tells nothing of a difference below this share of the larger loss. */
const NOTABLE = 0.01;

/** A metric as rows; see `Series`. */
interface Rows {
  readonly steps: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

export function lossPair(before: number | null, after: number | null): LossPair | null {
  if (before === null || after === null) return null;
  if (!Number.isFinite(before) || !Number.isFinite(after)) return { before, after, change: "incomparable" };
  const alike = Math.abs(before - after) <= NOTABLE * Math.max(Math.abs(before), Math.abs(after));
  return { before, after, change: alike ? "alike" : after < before ? "lower" : "higher" };
}

/** The loss of the network that a run ends with: a diverged one has none, whenever it was last evaluated. */
export function endingLoss(run: RunSummary, rows: Rows | null): number | null {
  if (run.diverged_at !== null && run.restored_step === null) return Number.NaN;
  return endingValue(rows, run.restored_step);
}

/** The last value, or that of the step whose network was put back; null before the first row. */
export function endingValue(rows: Rows | null, restored: number | null): number | null {
  if (rows === null || rows.steps.length === 0) return null;
  let row = rows.steps.length - 1;
  if (restored !== null) while (row > 0 && (rows.steps[row] as number) > restored) row--;
  return rows.values[row] as number;
}
