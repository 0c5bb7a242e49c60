import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useNames } from "../../i18n/names";
import { effective, memberName, valueAt } from "../../state/draft";
import { setBase, useExperiment } from "../../state/experiment";
import { FAMILY_AT } from "../../state/families";
import { useLibrary } from "../../state/library";
import { AboutButton } from "./AboutButton";
import classes from "./composer.module.css";
import { elsewhere } from "./elsewhere";
import { FieldRow } from "./FieldRow";
import { ParametersButton } from "./ParametersButton";
import { useProblem } from "./problems";

/** Which member of a family stands at a path, with its parameters behind a button. */
export function MemberField({
  path,
  label,
  noneText,
  keepBelow = [],
}: {
  path: string;
  label: string;
  /** What null, as the default, reads as. */
  noneText?: string;
  /** Parameters that stay when another member is chosen, for all members have them. */
  keepBelow?: readonly string[];
}) {
  const { t } = useTranslation();
  const names = useNames();
  const draft = useExperiment((state) => state.draft);
  const family = FAMILY_AT[path] ?? path;
  const members = useLibrary((state) => state.families[family]);
  const error = useProblem(`base.${path}`, ...elsewhere(path).map((key) => `!base.${path}.${key}`));
  const varies = draft.vary.some((factor) => factor.path === path);
  const chosen = memberName(valueAt(draft.base, path));
  const standard = memberName(effective({ ...draft, base: {} }, path));
  const title = (name: string) =>
    names.member(family, name, members?.find((member) => member.name === name)?.title);

  function choose(name: string | null): void {
    const before = valueAt(draft.base, path);
    const kept = Object.fromEntries(
      keepBelow.flatMap((key) => {
        const value = valueAt(before, key);
        return value === undefined ? [] : [[key, value]];
      }),
    );
    if (Object.keys(kept).length === 0) setBase(path, name ?? undefined);
    else setBase(path, name === null ? kept : { name, ...kept });
  }

  return (
    <FieldRow
      label={label}
      about={varies ? null : <AboutButton family={family} member={chosen ?? standard} />}
    >
      {({ id }) => (
        <div className={classes.pair}>
          <Select
            id={id}
            className={classes.grow}
            data={(members ?? []).map((member) => ({ value: member.name, label: title(member.name) }))}
            value={varies ? null : chosen}
            placeholder={
              varies
                ? t("composer.varies")
                : standard === null
                  ? (noneText ?? t("composer.none"))
                  : title(standard)
            }
            disabled={varies || members === undefined}
            clearable
            searchable={(members?.length ?? 0) > 8}
            error={error}
            clearButtonProps={{ "aria-label": t("composer.reset") }}
            onChange={choose}
          />
          {varies ? null : <ParametersButton path={path} family={family} member={chosen ?? standard} />}
        </div>
      )}
    </FieldRow>
  );
}
