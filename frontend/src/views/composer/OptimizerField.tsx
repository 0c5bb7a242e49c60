import { useTranslation } from "react-i18next";
import { formatTyped } from "../../i18n/format";
import { isObject, memberName, valueAt } from "../../state/draft";
import { setBase, useExperiment } from "../../state/experiment";
import { defaultOf, useLibrary } from "../../state/library";
import { FieldRow } from "./FieldRow";
import { MemberField } from "./MemberField";
import { useProblem } from "./problems";
import { TypedInput } from "./TypedInput";
import { parseNumber } from "./values";

const STANDARD = "adam";

/** The optimizer and its learning rate. */
export function OptimizerField() {
  const { t } = useTranslation();
  const draft = useExperiment((state) => state.draft);
  const families = useLibrary((state) => state.families);
  const error = useProblem("base.optimizer.learning_rate");
  const here = valueAt(draft.base, "optimizer");
  const name = memberName(here) ?? STANDARD;
  const chosen = valueAt(here, "learning_rate");
  const standard = defaultOf(families, "optimizer", name, "learning_rate");
  const varies = draft.vary.some(({ path }) => path === "optimizer" || path === "optimizer.learning_rate");

  function commit(rate: number | undefined): void {
    const others = isObject(here) ? Object.entries(here).filter(([key]) => key !== "learning_rate") : [];
    const next = {
      ...Object.fromEntries(others),
      name,
      ...(rate === undefined ? {} : { learning_rate: rate }),
    };
    const bare = name === STANDARD ? undefined : name;
    setBase("optimizer", Object.keys(next).length > 1 ? next : bare);
  }

  return (
    <>
      <MemberField path="optimizer" label={t("composer.optimizer")} />
      <FieldRow label={t("composer.learningRate")} error={error}>
        {({ id, describedBy }) => (
          <TypedInput<number>
            id={id}
            aria-describedby={describedBy}
            inputMode="decimal"
            value={varies || typeof chosen !== "number" ? undefined : chosen}
            placeholder={
              varies ? t("composer.varies") : typeof standard === "number" ? formatTyped(standard) : ""
            }
            disabled={varies}
            format={formatTyped}
            parse={parseNumber}
            invalid={error !== null}
            onCommit={commit}
          />
        )}
      </FieldRow>
    </>
  );
}
