import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { rename, useExperiment } from "../../state/experiment";
import { FieldRow } from "./FieldRow";
import { useProblem } from "./problems";

/** What the job is called in the history. */
export function NameField() {
  const { t } = useTranslation();
  const name = useExperiment((state) => state.draft.name);
  const error = useProblem("name");
  return (
    <FieldRow label={t("composer.name")} error={error}>
      {({ id, describedBy }) => (
        <TextInput
          id={id}
          aria-describedby={describedBy}
          value={name}
          maxLength={200}
          placeholder={t("composer.namePlaceholder")}
          onChange={(event) => rename(event.currentTarget.value)}
        />
      )}
    </FieldRow>
  );
}
