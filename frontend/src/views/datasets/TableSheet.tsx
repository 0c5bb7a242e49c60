import { Button, SegmentedControl, Select, Skeleton } from "@mantine/core";
import { useEffect, useId, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "../../api/problem";
import { formatBytes, formatInteger } from "../../i18n/format";
import { errorText } from "../../i18n/problem-texts";
import type { Dataset } from "../../protocol/types";
import { type JsonObject, valueAt } from "../../state/draft";
import { useExperiment } from "../../state/experiment";
import {
  choiceOf,
  datasetOf,
  featureCount,
  gapsOf,
  isComplete,
  type TableChoice,
  type Task,
  tasksOf,
  withTarget,
} from "../../state/table-choice";
import { readTable } from "../../state/uploads";
import { ColumnTable } from "./ColumnTable";
import classes from "./datasets.module.css";
import { Gaps } from "./Gaps";
import { Preview } from "./Preview";

/** One table: what to predict, from which columns, its gaps, its first rows. */
export function TableSheet({ id, onUse }: { id: string; onUse: (dataset: JsonObject) => void }) {
  const { t } = useTranslation();
  const [table, setTable] = useState<Dataset | null>(null);
  const [error, setError] = useState<string | null>(null);

  useEffect(() => {
    let gone = false;
    readTable(id)
      .then((read) => gone || setTable(read))
      .catch((problem: unknown) => {
        if (!gone) setError(problem instanceof ApiError ? errorText(problem) : String(problem));
      });
    return () => {
      gone = true;
    };
  }, [id]);

  if (error !== null) {
    return (
      <p className={classes.error} role="alert">
        {t("datasets.notRead", { detail: error })}
      </p>
    );
  }
  return table === null ? <Skeleton height={280} /> : <Sheet table={table} onUse={onUse} />;
}

function Sheet({ table, onUse }: { table: Dataset; onUse: (dataset: JsonObject) => void }) {
  const { t } = useTranslation();
  const ids = { target: useId(), task: useId() };
  const [choice, setChoice] = useState<TableChoice>(() =>
    choiceOf(table, valueAt(useExperiment.getState().draft.base, "dataset")),
  );
  const target = table.columns.find(({ name }) => name === choice.target);
  const targets = useMemo(() => table.columns.filter((column) => tasksOf(column).length > 0), [table]);
  const tasks = target === undefined ? [] : tasksOf(target);
  const problem = hint();

  function hint(): string | null {
    if (!tasks.includes(choice.task)) {
      return t("datasets.noTarget", { task: t(`datasets.tasks.${choice.task}`) });
    }
    if (choice.columns.size === 0) return t("datasets.noColumns");
    return !choice.impute && gapsOf(table, choice).length > 0 ? t("datasets.fixGaps") : null;
  }

  return (
    <>
      <header>
        <h3 className={classes.sheetName}>{table.name}</h3>
        <p className={classes.aside}>
          {t("datasets.size", {
            rows: formatInteger(table.rows),
            columns: formatInteger(table.column_count),
          })}
          {` · ${formatBytes(table.bytes)}`}
        </p>
      </header>
      <div className={classes.target}>
        <label htmlFor={ids.target}>{t("datasets.target")}</label>
        <Select
          id={ids.target}
          data={targets.map(({ name }) => name)}
          value={choice.target}
          allowDeselect={false}
          searchable={targets.length > 8}
          limit={100}
          onChange={(name) => {
            if (name !== null) setChoice(withTarget(table, choice, name));
          }}
        />
        {tasks.length > 1 ? (
          <>
            <span id={ids.task}>{t("datasets.task")}</span>
            <SegmentedControl
              size="xs"
              aria-labelledby={ids.task}
              data={tasks.map((task) => ({ value: task, label: t(`datasets.tasks.${task}`) }))}
              value={choice.task}
              onChange={(task) => setChoice({ ...choice, task: task as Task })}
            />
          </>
        ) : null}
      </div>
      {choice.task === "classification" && target?.distinct != null ? (
        <p className={classes.aside}>
          {t("datasets.classes", {
            count: target.distinct,
            values: valuesOf(target.values, target.distinct),
          })}
        </p>
      ) : null}
      <ColumnTable table={table} choice={choice} onChange={setChoice} />
      <Gaps table={table} choice={choice} onChange={setChoice} />
      <Preview table={table} />
      <footer className={classes.footer}>
        <p className={classes.aside} role="status">
          {problem ??
            t("datasets.summary", {
              rows: formatInteger(table.rows),
              features: formatInteger(featureCount(table, choice)),
            })}
        </p>
        <Button disabled={!isComplete(table, choice)} onClick={() => onUse(datasetOf(table, choice))}>
          {t("datasets.use")}
        </Button>
      </footer>
    </>
  );
}

/** The first values, and an ellipsis where there are more. */
export function valuesOf(values: readonly { readonly value: unknown }[], count: number): string {
  const shown = values.slice(0, 8).map(({ value }) => String(value));
  return shown.join(", ") + (count > shown.length ? ", …" : "");
}
