/** What must be said of a variant's runs in words: all that is not simply training or done. */
import type { RunView } from "./telemetry";

/** How some of a variant's runs stand; `from` and `to` are the steps where they ended, null where that says nothing. */
export interface StatusPart {
  readonly state: Exclude<RunState, "plain">;
  readonly count: number;
  readonly from: number | null;
  readonly to: number | null;
}

export type RunState =
  | "plain"
  | "queued"
  | "starting"
  | "paused"
  | "failed"
  | "lost"
  | "cancelled"
  | "diverged"
  | "rangeEnded"
  | "stopped";

export type Tone = "plain" | "waiting" | "held" | "serious";

/** The worst comes first. */
const ORDER = [
  "failed",
  "lost",
  "diverged",
  "paused",
  "cancelled",
  "queued",
  "starting",
  "stopped",
  "rangeEnded",
] as const satisfies readonly RunState[];

const TONES: Readonly<Record<RunState, Tone>> = {
  failed: "serious",
  lost: "serious",
  diverged: "serious",
  paused: "held",
  cancelled: "held",
  queued: "waiting",
  starting: "waiting",
  stopped: "plain",
  rangeEnded: "plain",
  plain: "plain",
};

/** Empty where all runs are training or done. Runs that still wait while another starts are said to start with it. */
export function statusParts(runs: readonly RunView[]): readonly StatusPart[] {
  const starts = runs.some((run) => stateOf(run) === "starting");
  const states = runs.map((run) => (starts && stateOf(run) === "queued" ? "starting" : stateOf(run)));
  return ORDER.flatMap((state) => {
    const members = runs.filter((_, index) => states[index] === state);
    if (members.length === 0) return [];
    const steps = members.flatMap((run) => endOf(run, state) ?? []);
    const known = steps.length > 0;
    return {
      state,
      count: members.length,
      from: known ? Math.min(...steps) : null,
      to: known ? Math.max(...steps) : null,
    };
  });
}

/** How a row looks: the worst of its parts. */
export function toneOf(parts: readonly StatusPart[]): Tone {
  const [worst] = parts;
  return worst === undefined ? "plain" : TONES[worst.state];
}

function stateOf(run: RunView): RunState {
  if (run.divergedAt !== null) return run.schedule === "range_test" ? "rangeEnded" : "diverged";
  if (run.stoppedAt !== null) return "stopped";
  const named = ORDER.find((state) => state === run.status);
  return run.outcome === null && named !== undefined ? named : "plain";
}

function endOf(run: RunView, state: RunState): number | null {
  if (state === "diverged" || state === "rangeEnded") return run.divergedAt;
  return state === "stopped" ? run.stoppedAt : null;
}
