/** The two runs of a trial in the language in use, whichever it was launched in. */
import type { Split } from "../state/latest";
import type { LossPair, Trial } from "../state/remedy";
import { remedyText } from "./finding-texts";
import { formatApart, formatFigure } from "./format";
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

export interface LossTexts {
  /** The two losses; empty where they cannot be compared. */
  readonly figures: string;
  /** Bold where the remedy changed something. */
  readonly change: { readonly text: string; readonly bold: boolean };
}

export function lossTexts({ before, after, change }: LossPair, split: Split, unit: string): LossTexts {
  const { t } = i18next;
  const measured = (text: string) => `${text} ${unit}`.trim();
  const [first, second] = formatApart(before, after);
  const values = {
    split: t(split === "train" ? "remedy.train" : "remedy.validation"),
    before: measured(first),
    after: measured(second),
  };
  if (change === "incomparable") {
    const [isBefore, isAfter] = [Number.isFinite(before), Number.isFinite(after)];
    const which = isAfter ? "before" : isBefore ? "after" : "both";
    return { figures: "", change: { text: t(`remedy.incomparable.${which}`, values), bold: false } };
  }
  const figures = t(first === second ? "remedy.lossEqual" : "remedy.loss", values);
  if (change === "alike") return { figures, change: { text: t("remedy.alike"), bold: false } };
  const gain = measured(formatFigure(Math.abs(before - after)));
  return { figures, change: { text: t(`remedy.${change}`, { gain }), bold: true } };
}
