/** The two runs of a trial in the language in use, whichever it was launched in. */
import type { Trial } from "../state/remedy";
import { remedyText } from "./finding-texts";
import { i18next, LANGUAGES } from "./index";
import type { Names } from "./names";

export interface TrialTexts {
  readonly before: string;
  readonly after: string;
}

/** By what the remedy sets; the job's own labels where somebody else gave them, or where no finding offers it yet. */
export function trialTexts({ before, remedy, offered }: Trial, names: Names): TrialTexts {
  const isOurs = LANGUAGES.some(
    (language) => i18next.getFixedT(language, "app")("remedy.asItWas") === before,
  );
  if (!isOurs) return { before, after: remedy };
  return {
    before: i18next.t("remedy.asItWas"),
    after: offered === null ? remedy : remedyText(offered, names),
  };
}
