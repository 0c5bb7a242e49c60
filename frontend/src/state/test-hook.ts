/**
 * `window.__dynascope`: what end-to-end tests read, and nothing they could write. `session()` and `view()` answer the
 * state as it is; `series(run, metric)` the rows that the page holds, as plain arrays.
 */
import { telemetry } from "./app";
import { useSession } from "./session";
import { useView } from "./view";

export interface TestHook {
  readonly session: () => unknown;
  readonly view: () => unknown;
  readonly series: (
    run: string,
    metric: string,
  ) => { steps: number[]; values: number[]; width: number } | null;
}

declare global {
  interface Window {
    __dynascope?: TestHook;
  }
}

export function installTestHook(): void {
  window.__dynascope = Object.freeze({
    session: () => structuredClone(useSession.getState()),
    view: () => structuredClone(useView.getState()),
    series: (run: string, metric: string) => {
      const slot = telemetry.rows(run)?.series.get(metric)?.grown?.read();
      return slot === undefined
        ? null
        : { steps: [...slot.steps], values: [...slot.values], width: slot.width };
    },
  });
}
