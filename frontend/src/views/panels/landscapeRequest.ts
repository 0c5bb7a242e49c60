/** What is asked of a run's landscape from here, and how much that is. */
import { formatCount } from "../../plots/format";
import type { LandscapeRequest } from "../../protocol/types";
import type { LandscapeKind } from "../../state/landscapes";
import type { RunView } from "../../state/telemetry";

export function hasBegun(run: RunView): boolean {
  return run.outcome !== null || run.step > 0 || run.steps === 0;
}

const RESOLUTIONS = { 1: 101, 2: 41 } as const;

/** The network in the centre: the final one where there is one, the last finite one of a run that diverged, else the
 * one that the run has come to. */
export function requestOf(run: RunView | null, { kind, dimensions }: LandscapeKind): LandscapeRequest {
  const diverged = run?.divergedAt ?? null;
  const at = diverged !== null ? Math.max(0, diverged - 1) : run?.outcome ? "final" : (run?.step ?? 0);
  return { kind, dimensions, resolution: RESOLUTIONS[dimensions], at };
}

/** At how many points its loss is computed. */
export function pointsOf({ resolution = 41, dimensions = 2 }: LandscapeRequest): { points: string } {
  return { points: formatCount(resolution ** dimensions) };
}
