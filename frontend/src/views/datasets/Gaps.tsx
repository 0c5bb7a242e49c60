import { Checkbox } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Dataset } from "../../protocol/types";
import { gapsOf, type TableChoice } from "../../state/table-choice";
import classes from "./datasets.module.css";

const MOST_NAMED = 5;

/** What shall happen with gaps in the chosen columns; nothing where there are none. */
export function Gaps({
  table,
  choice,
  onChange,
}: {
  table: Dataset;
  choice: TableChoice;
  onChange: (choice: TableChoice) => void;
}) {
  const { t } = useTranslation();
  const gaps = gapsOf(table, choice);
  if (gaps.length === 0) return null;
  const names = gaps.slice(0, MOST_NAMED).map(({ name }) => name);
  const text = names.join(", ") + (gaps.length > names.length ? ", …" : "");

  function leaveOut(): void {
    const columns = new Set(choice.columns);
    for (const { name } of gaps) columns.delete(name);
    onChange({ ...choice, columns, impute: false });
  }

  return (
    <div className={classes.gaps} data-settled={choice.impute}>
      <p>{t("datasets.gapsTitle", { count: gaps.length, names: text })}</p>
      <Checkbox
        size="xs"
        checked={choice.impute}
        label={t("datasets.fill")}
        onChange={(event) => onChange({ ...choice, impute: event.currentTarget.checked })}
      />
      <button type="button" className={classes.link} onClick={leaveOut}>
        {t("datasets.leaveOut")}
      </button>
    </div>
  );
}
