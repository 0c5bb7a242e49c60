import { Select } from "@mantine/core";
import { useNames } from "../../i18n/names";
import { effective, valueAt } from "../../state/draft";
import { setBase, useExperiment } from "../../state/experiment";
import { FieldRow } from "./FieldRow";
import { useProblem } from "./problems";

/** One of a few words of the spec, or yes and no. */
export function ChoiceField({
  path,
  label,
  hint,
  values,
  standard: given,
}: {
  path: string;
  label: string;
  hint?: string;
  values: readonly (string | boolean)[];
  /** What holds where nothing is chosen, for fields of what is off by default. */
  standard?: string | boolean;
}) {
  const names = useNames();
  const draft = useExperiment((state) => state.draft);
  const error = useProblem(`base.${path}`);
  const chosen = valueAt(draft.base, path);
  const standard = given ?? effective({ ...draft, base: {} }, path);
  return (
    <FieldRow label={label} {...(hint === undefined ? {} : { hint })}>
      {({ id }) => (
        <Select
          id={id}
          data={values.map((value) => ({ value: String(value), label: names.choice(String(value)) }))}
          value={chosen === undefined ? null : String(chosen)}
          placeholder={names.choice(String(standard))}
          clearable
          error={error}
          onChange={(text) =>
            setBase(
              path,
              values.find((value) => String(value) === text),
            )
          }
        />
      )}
    </FieldRow>
  );
}
