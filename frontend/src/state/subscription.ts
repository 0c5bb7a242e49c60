/** What the stream is told to send: which runs, which of their rows, from which cursor on. */
import type { Cursor, Subscribe } from "../protocol/types";
import type { TelemetryStore } from "./telemetry-store";

/** How far a run has come: its description is being read, its past is being read, or the stream brings its rows. */
export type Phase = "describing" | "described" | "streaming";

/** The subscription, or null while no run can be subscribed to; `described` is the cursor of a run's description. */
export function subscriptionOf(
  store: TelemetryStore,
  phases: ReadonlyMap<string, Phase>,
  described: (run: string) => Cursor | undefined,
): Subscribe | null {
  const runs: string[] = [];
  const metrics = new Set<string>();
  const distributions = new Set<string>();
  const cursors: Record<string, Cursor> = {};
  for (const run of store.runIds()) {
    const rows = store.rows(run);
    const phase = phases.get(run);
    if (rows === undefined || phase === undefined || phase === "describing") continue;
    runs.push(run);
    if (phase === "described") {
      // Its past is being read: only what is told of its state matters yet.
      const cursor = described(run);
      if (cursor !== undefined) cursors[run] = cursor;
      continue;
    }
    for (const name of rows.series.keys()) metrics.add(name);
    for (const name of rows.distributions.keys()) distributions.add(name);
    if (rows.cursor !== null) cursors[run] = rows.cursor;
  }
  if (runs.length === 0) return null;
  return { type: "subscribe", runs, metrics: [...metrics], distributions: [...distributions], cursors };
}
