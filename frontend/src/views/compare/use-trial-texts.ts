/** What the two variants of the trial on the page are called, in the language in use. */
import { useMemo } from "react";
import { useNames } from "../../i18n/names";
import { type TrialTexts, trialTexts } from "../../i18n/trial-texts";
import { type Trial, trialOf } from "../../state/remedy";
import { useSession } from "../../state/session";

/** Nothing for other jobs. */
export function useTrialTexts(): Partial<TrialTexts> {
  const names = useNames();
  const trial = useTrial();
  return trial === null ? {} : trialTexts(trial, names);
}

/** A variant's label as the job's other texts say it: they follow the language, a label is of the one at launch. */
export function useVariantLabel(): (label: string) => string {
  const trial = useTrial();
  const { before, after } = useTrialTexts();
  return (label) => {
    if (trial === null) return label;
    return (label === trial.before ? before : label === trial.remedy ? after : label) ?? label;
  };
}

function useTrial(): Trial | null {
  const job = useSession((session) => session.job);
  const findings = useSession((session) => session.findings);
  return useMemo(() => (job === null ? null : trialOf(job, findings)), [job, findings]);
}
