import { useTranslation } from "react-i18next";
import { rename, useExperiment } from "../../state/experiment";
import { FieldRow } from "./FieldRow";
import { useProblem } from "./problems";
import { TypedInput } from "./TypedInput";

/** What the job is called in the history. */
export function NameField() {
  const { t } = useTranslation();
  const name = useExperiment((state) => state.draft.name);
  const error = useProblem("name");
  return (
    <FieldRow label={t("composer.name")} error={error}>
      {({ id, describedBy }) => (
        <TypedInput<string>
          id={id}
          aria-describedby={describedBy}
          maxLength={200}
          value={name === "" ? undefined : name}
          placeholder={t("composer.namePlaceholder")}
          format={(text) => text}
          parse={(text) => text}
          invalid={error !== null}
          onCommit={(text) => rename(text ?? "")}
        />
      )}
    </FieldRow>
  );
}
