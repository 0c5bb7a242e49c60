/** Asks the server, a moment after the last change, what the draft would launch. */
import { useEffect, useState } from "react";
import { create } from "zustand";
import { ApiError, isAborted } from "../../api/problem";
import type { DryRun, FieldProblem } from "../../protocol/types";
import { api } from "../../state/app";
import { type Draft, toRequest } from "../../state/draft";

export type DryRunState =
  | { readonly is: "asking" }
  | { readonly is: "known"; readonly answer: DryRun }
  | { readonly is: "refused"; readonly problems: readonly FieldProblem[]; readonly detail: string }
  | { readonly is: "failed"; readonly error: ApiError };

const PAUSE = 350;

/** The composer's newest answer, for what else speaks of the draft. */
export const useLatestDryRun = create<{ readonly latest: DryRunState }>()(() => ({
  latest: { is: "asking" },
}));

export function useDryRun(draft: Draft): DryRunState {
  const [state, setState] = useState<DryRunState>({ is: "asking" });
  const [asked, setAsked] = useState(0);
  const text = JSON.stringify(toRequest(draft));

  useEffect(() => {
    const again = () => setAsked((times) => times + 1);
    window.addEventListener("online", again);
    return () => window.removeEventListener("online", again);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` asks again, though the draft is the same
  useEffect(() => {
    const called = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const answer = await api.dryRun(JSON.parse(text), called.signal);
        setState({ is: "known", answer });
      } catch (error) {
        if (isAborted(error) || called.signal.aborted) return;
        if (!(error instanceof ApiError)) throw error;
        if (error.status === 422) setState({ is: "refused", problems: error.errors, detail: error.message });
        else setState({ is: "failed", error });
      }
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      called.abort();
    };
  }, [text, asked]);

  useEffect(() => useLatestDryRun.setState({ latest: state }), [state]);
  return state;
}
