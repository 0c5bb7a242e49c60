import { Select } from "@mantine/core";
import type { ReactNode } from "react";
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
  further,
  beside,
}: {
  path: string;
  label: string;
  /** What null, as the default, reads as. */
  noneText?: string;
  /** Parameters that stay when another member is chosen, for all members have them. */
  keepBelow?: readonly string[];
  /** Members that the catalog does not list. */
  further?: { readonly group: string; readonly members: readonly { value: string; label: string }[] };
  /** What stands behind the choice; else a button with the member's parameters. */
  beside?: ReactNode;
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

  const listed = (members ?? []).map((member) => ({ value: member.name, label: title(member.name) }));
  const choices =
    further === undefined || further.members.length === 0
      ? listed
      : [
          { group: further.group, items: [...further.members] },
          { group: t("datasets.builtIn"), items: listed },
        ];

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
            data={choices}
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
          {varies
            ? null
            : (beside ?? <ParametersButton path={path} family={family} member={chosen ?? standard} />)}
        </div>
      )}
    </FieldRow>
  );
}
