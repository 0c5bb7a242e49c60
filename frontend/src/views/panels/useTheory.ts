import { useEffect } from "react";
import type { Theory } from "../../protocol/types";
import type { RunView } from "../../state/telemetry";
import { askTheory, useTheories } from "../../state/theory";

/** What theory says of runs, as far as it has been read; asking for it starts the reading. */
export function useTheory(runs: readonly RunView[]): Readonly<Record<string, Theory>> {
  const asked = runs.map((run) => run.id).join(" ");
  useEffect(() => {
    for (const run of asked.split(" ")) if (run !== "") askTheory(run);
  }, [asked]);
  return useTheories();
}
