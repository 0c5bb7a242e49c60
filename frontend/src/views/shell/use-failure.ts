/** What went wrong with what a button asked for. */
import { useCallback, useEffect, useMemo, useState } from "react";
import { ApiError } from "../../api/problem";
import { errorText } from "../../i18n/problem-texts";
import { useReach } from "../../state/reach";

export interface Failure {
  /** In the language in use; null where nothing went wrong. */
  readonly text: string | null;
  /** Takes what was thrown, or a sentence about it. */
  readonly tell: (problem: unknown) => void;
  readonly clear: () => void;
}

/** That the server could not be reached is said until it answers again; anything else until it is cleared. */
export function useFailure(): Failure {
  const away = useReach((reach) => reach.away);
  const [failure, setFailure] = useState<{ readonly text: string; readonly passes: boolean } | null>(null);
  useEffect(() => {
    if (!away) setFailure((before) => (before?.passes ? null : before));
  }, [away]);
  const tell = useCallback((problem: unknown) => {
    const passes = problem instanceof ApiError && problem.status === 0;
    setFailure({ text: textOf(problem), passes });
  }, []);
  const clear = useCallback(() => setFailure(null), []);
  const text = failure?.text ?? null;
  return useMemo(() => ({ text, tell, clear }), [text, tell, clear]);
}

function textOf(problem: unknown): string {
  if (problem instanceof ApiError) return errorText(problem);
  return problem instanceof Error ? problem.message : String(problem);
}
