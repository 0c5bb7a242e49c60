import { Checkbox, TextInput } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatCell, formatInteger } from "../../i18n/format";
import type { Dataset, DatasetColumn } from "../../protocol/types";
import { hindranceOf, type TableChoice, usable } from "../../state/table-choice";
import classes from "./datasets.module.css";
import { valuesOf } from "./TableSheet";

/** So many rows are drawn; a search finds the others. */
const MOST_ROWS = 100;
const SEARCH_FROM = 10;

/** The columns that can be predicted from, each with what it holds, and whether it is used. */
export function ColumnTable({
  table,
  choice,
  onChange,
}: {
  table: Dataset;
  choice: TableChoice;
  onChange: (choice: TableChoice) => void;
}) {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const possible = useMemo(() => usable(table, choice.target), [table, choice.target]);
  const others = table.columns.filter(({ name }) => name !== choice.target);
  const found = others.filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()));
  const chosen = choice.columns.size;

  function toggle(name: string, used: boolean): void {
    const columns = new Set(choice.columns);
    if (used) columns.add(name);
    else columns.delete(name);
    onChange({ ...choice, columns });
  }

  return (
    <section aria-label={t("datasets.columns")}>
      <div className={classes.columnsHead}>
        <h4 className={classes.heading}>{t("datasets.columns")}</h4>
        {others.length >= SEARCH_FROM ? (
          <TextInput
            aria-label={t("datasets.search")}
            placeholder={t("datasets.search")}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
        ) : null}
      </div>
      <div className={classes.columns}>
        <table>
          <thead>
            <tr>
              <th scope="col">
                <Checkbox
                  size="xs"
                  aria-label={t("datasets.all")}
                  checked={chosen > 0 && chosen === possible.length}
                  indeterminate={chosen > 0 && chosen < possible.length}
                  onChange={(event) =>
                    onChange({
                      ...choice,
                      columns: new Set(event.currentTarget.checked ? possible.map(({ name }) => name) : []),
                    })
                  }
                />
              </th>
              <th scope="col">{t("datasets.column")}</th>
              <th scope="col">{t("datasets.kind")}</th>
              <th scope="col" data-number="true">
                {t("datasets.gaps")}
              </th>
              <th scope="col">{t("datasets.content")}</th>
            </tr>
          </thead>
          <tbody>
            {found.slice(0, MOST_ROWS).map((column) => (
              <Row
                key={column.name}
                column={column}
                rows={table.rows}
                used={choice.columns.has(column.name)}
                onToggle={toggle}
              />
            ))}
          </tbody>
        </table>
      </div>
      {found.length > MOST_ROWS ? (
        <p className={classes.aside}>{t("datasets.moreColumns", { count: found.length - MOST_ROWS })}</p>
      ) : null}
    </section>
  );
}

function Row({
  column,
  rows,
  used,
  onToggle,
}: {
  column: DatasetColumn;
  rows: number;
  used: boolean;
  onToggle: (name: string, used: boolean) => void;
}) {
  const { t } = useTranslation();
  const hindrance = hindranceOf(column, rows);
  return (
    <tr data-column={column.name}>
      <td>
        <Checkbox
          size="xs"
          aria-label={column.name}
          checked={used}
          disabled={hindrance !== null && !used}
          onChange={(event) => onToggle(column.name, event.currentTarget.checked)}
        />
      </td>
      <th scope="row" title={column.name}>
        {column.name}
      </th>
      <td title={column.stored_as}>{t(`datasets.kinds.${column.kind}`, { type: column.stored_as })}</td>
      <td data-number="true">{column.missing === 0 ? "" : formatInteger(column.missing)}</td>
      <td className={classes.content}>
        {hindrance === null ? (
          <Content column={column} />
        ) : (
          <span className={classes.hindrance}>
            {t(`datasets.hindrances.${hindrance}`, { rows: formatInteger(column.infinite) })}
          </span>
        )}
      </td>
    </tr>
  );
}

function Content({ column }: { column: DatasetColumn }) {
  const { t } = useTranslation();
  const { minimum, maximum, mean, distinct, values } = column;
  if (typeof minimum === "number" && typeof maximum === "number") {
    return t("datasets.range", {
      minimum: formatCell(minimum),
      maximum: formatCell(maximum),
      mean: typeof mean === "number" ? formatCell(mean) : "?",
    });
  }
  if (distinct === null) return t("datasets.many");
  return distinct === 0
    ? t("datasets.nothing")
    : t("datasets.values", { count: distinct, values: valuesOf(values, distinct) });
}
