import { useTranslation } from "react-i18next";
import { formatTyped } from "../../i18n/format";
import { effective, valueAt } from "../../state/draft";
import { setBase, useExperiment } from "../../state/experiment";
import { FieldRow } from "./FieldRow";
import { useProblem } from "./problems";
import { TypedInput } from "./TypedInput";
import { parseNumber } from "./values";

/** A number of the spec. Its default is the placeholder. */
export function NumberField({
  path,
  label,
  hint,
  note,
  nullText,
  nullWord,
}: {
  path: string;
  label: string;
  hint?: string;
  note?: string | null;
  /** What a null default reads as. */
  nullText?: string;
  /** The word that can be typed for null, where null may be chosen. */
  nullWord?: string;
}) {
  const { t } = useTranslation();
  const draft = useExperiment((state) => state.draft);
  const varies = draft.vary.some((factor) => factor.path === path);
  const error = useProblem(`base.${path}`);
  const chosen = valueAt(draft.base, path);
  const standard = chosen === undefined ? effective(draft, path) : effective({ ...draft, base: {} }, path);
  const placeholder =
    typeof standard === "number" ? formatTyped(standard) : (nullText ?? t("composer.automatic"));
  return (
    <FieldRow label={label} error={error} note={note ?? null} {...(hint === undefined ? {} : { hint })}>
      {({ id, describedBy }) => (
        <TypedInput<number | null>
          id={id}
          aria-describedby={describedBy}
          inputMode="decimal"
          value={
            varies || !(typeof chosen === "number" || (chosen === null && nullWord !== undefined))
              ? undefined
              : chosen
          }
          placeholder={varies ? t("composer.varies") : placeholder}
          disabled={varies}
          format={(value) => (value === null ? (nullWord ?? "") : formatTyped(value))}
          parse={(text) => (text.trim() === nullWord ? null : parseNumber(text))}
          invalid={error !== null}
          onCommit={(value) => setBase(path, value)}
        />
      )}
    </FieldRow>
  );
}
