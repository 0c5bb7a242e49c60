/** The server's comparison of the variants, kept up to date while the panel is drawn. */
import { useEffect, useRef, useState } from "react";
import { ApiError } from "../../api/problem";
import { errorText } from "../../i18n/problem-texts";
import type { Comparison } from "../../protocol/types";
import { api } from "../../state/app";
import { Asker } from "../../state/asker";
import { comparedStep, suggestedTarget } from "../../state/comparison";
import type { PanelContext } from "../../state/telemetry";
import { visibleRuns } from "./usePanel";

export interface Compared {
  readonly answer: Comparison | null;
  readonly problem: string | null;
}

const NOTHING: Compared = { answer: null, problem: null };

/**
 * Of `metric`, against `target` (undefined: a suggested one). A panel that is out of sight gets no new context, and so
 * asks nothing.
 */
export function useComparison(
  context: PanelContext,
  metric: string | null,
  target: number | undefined,
): Compared {
  const [compared, setCompared] = useState(NOTHING);
  const latest = useRef({ context, metric, target });
  latest.current = { context, metric, target };
  const asker = useRef<Asker<Comparison> | null>(null);
  const job = context.job ?? null;
  const loaded = useLoaded(context, metric);

  useEffect(() => {
    setCompared(NOTHING);
    if (job === null) return;
    const asking = new Asker(
      () => {
        const { context, metric, target } = latest.current;
        return api.comparison(job, {
          metric: metric ?? "",
          atStep: comparedStep(context.runs, context.step),
          target: target ?? suggestedTarget(context.source, visibleRuns(context), metric ?? ""),
        });
      },
      (answer: Comparison) => setCompared({ answer, problem: null }),
      (error) =>
        setCompared((before) => ({
          ...before,
          problem: error instanceof ApiError ? errorText(error) : String(error),
        })),
    );
    asker.current = asking;
    return () => asking.stop();
  }, [job]);

  // Once a target can be suggested it is asked about as if it had been chosen: soon.
  const known = target ?? loaded === visibleRuns(context).length;
  const key = job === null || metric === null ? null : JSON.stringify([job, metric, context.step, known]);
  const progress = context.runs.map((run) => `${run.status}:${run.outcome}:${run.step}`).join();
  useEffect(() => {
    asker.current?.want(key, `${loaded}|${progress}`);
  }, [key, progress, loaded]);
  return compared;
}

/** Of how many runs the page has rows of the metric: a target is suggested from these. */
function useLoaded({ source, runs }: PanelContext, metric: string | null): number {
  const [loaded, setLoaded] = useState(0);
  useEffect(() => {
    if (metric === null) return;
    const count = () => setLoaded(runs.filter((run) => run.visible && source.series(run.id, metric)).length);
    count();
    return source.subscribe(count);
  }, [source, runs, metric]);
  return loaded;
}
