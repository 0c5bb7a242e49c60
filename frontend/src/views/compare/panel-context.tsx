import { useComputedColorScheme } from "@mantine/core";
import { createContext, type ReactNode, useContext, useDeferredValue, useMemo, useState } from "react";
import { telemetry } from "../../state/app";
import { evidenceRows } from "../../state/evidence";
import { metricInfos, runViews } from "../../state/run-views";
import { useSession } from "../../state/session";
import type { Hover, PanelContext, Scheme } from "../../state/telemetry";
import { choose, holdStep, MARKED, SHOWN, useView } from "../../state/view";
import { useTrialTexts } from "./use-trial-texts";

const Current = createContext<PanelContext | null>(null);

/** What all panels are drawn from; null while no job is on the page. */
export function usePanelContext(): PanelContext | null {
  return useContext(Current);
}

/**
 * Renders again whenever the job, its steps or the view change; of its children only those that use the context do.
 * They do so as deferred work, which React cuts into slices: while rows stream in, no render blocks the page.
 */
export function PanelContextProvider({ children }: { children: ReactNode }) {
  const context = useDeferredValue(usePanelValue());
  return <Current.Provider value={context}>{children}</Current.Provider>;
}

function usePanelValue(): PanelContext | null {
  const scheme: Scheme = useComputedColorScheme("light");
  const job = useSession((session) => session.job);
  const deleted = useSession((session) => session.missing);
  const details = useSession((session) => session.details);
  const steps = useSession((session) => session.steps);
  const findings = useSession((session) => session.findings);
  const { hidden, selected, step, xAxis, smoothing, bands, choices } = useView();
  const [hover, setHover] = useState<Hover | null>(null);

  const { before, after } = useTrialTexts();
  const runs = useMemo(() => {
    if (job === null) return [];
    const views = runViews(job, details, steps, hidden, scheme);
    if (before === undefined || after === undefined) return views;
    return views.map((view) => ({ ...view, label: view.variant === 0 ? before : after }));
  }, [job, details, steps, hidden, scheme, before, after]);
  const metrics = useMemo(() => metricInfos(details), [details]);
  const layer = step === null ? undefined : choices[MARKED];
  const shown = step === null ? undefined : choices[SHOWN];
  const evidence = useMemo(() => evidenceRows(shown, runs, findings), [shown, runs, findings]);
  const marked = useMemo((): Hover | null => (layer === undefined ? null : { layer }), [layer]);

  return useMemo(() => {
    if (job === null) return null;
    const latest = Math.max(0, ...runs.filter((run) => run.visible).map((run) => run.step));
    return {
      job: job.id,
      deleted,
      runs,
      source: telemetry,
      metrics,
      step,
      shownStep: step ?? latest,
      maxStep: Math.max(1, ...runs.map((run) => run.steps)),
      xAxis,
      smoothing,
      bands,
      scheme,
      hover: hover ?? marked,
      onHover: setHover,
      evidence,
      onHoldStep: holdStep,
      choices,
      onChoice: choose,
      selectedRun: runs.find((run) => run.variant === selected && run.visible)?.id ?? null,
    };
  }, [
    job,
    deleted,
    runs,
    metrics,
    step,
    xAxis,
    smoothing,
    bands,
    scheme,
    hover,
    marked,
    evidence,
    choices,
    selected,
  ]);
}
