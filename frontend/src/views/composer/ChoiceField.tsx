import { Select } from "@mantine/core";
import { useNames } from "../../i18n/names";
import { effective, valueAt } from "../../state/draft";
import { setBase, useExperiment } from "../../state/experiment";
import { FieldRow } from "./FieldRow";
import { useProblem } from "./problems";

/** One of a few words of the spec. */
export function ChoiceField({
  path,
  label,
  values,
}: {
  path: string;
  label: string;
  values: readonly string[];
}) {
  const names = useNames();
  const draft = useExperiment((state) => state.draft);
  const error = useProblem(`base.${path}`);
  const chosen = valueAt(draft.base, path);
  const standard = effective({ ...draft, base: {} }, path);
  return (
    <FieldRow label={label} error={error}>
      {({ id, describedBy }) => (
        <Select
          id={id}
          aria-describedby={describedBy}
          data={values.map((value) => ({ value, label: names.choice(value) }))}
          value={typeof chosen === "string" ? chosen : null}
          placeholder={names.choice(String(standard))}
          clearable
          error={error !== null}
          onChange={(value) => setBase(path, value ?? undefined)}
        />
      )}
    </FieldRow>
  );
}
