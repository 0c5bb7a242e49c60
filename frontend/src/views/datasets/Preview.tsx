import { useTranslation } from "react-i18next";
import { formatCell, formatInteger } from "../../i18n/format";
import type { Dataset } from "../../protocol/types";
import classes from "./datasets.module.css";

type Cell = Dataset["preview"]["rows"][number][number];

/** The first rows as they are; a gap is a dash. */
export function Preview({ table }: { table: Dataset }) {
  const { t } = useTranslation();
  const { columns, rows } = table.preview;
  const numeric = new Set(
    table.columns.filter(({ kind }) => kind === "integer" || kind === "number").map(({ name }) => name),
  );
  return (
    <section aria-label={t("datasets.preview")}>
      <h4 className={classes.heading}>
        {t("datasets.preview")}
        {columns.length < table.column_count ? (
          <span className={classes.note}>
            {t("datasets.previewSome", {
              shown: formatInteger(columns.length),
              whole: formatInteger(table.column_count),
            })}
          </span>
        ) : null}
      </h4>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll it */}
      <section className={classes.rows} tabIndex={0} aria-label={t("datasets.preview")}>
        <table>
          <thead>
            <tr>
              {columns.map((name) => (
                <th key={name} scope="col" data-number={numeric.has(name)}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name but their place
              <tr key={index}>
                {row.map((cell, place) => (
                  <td
                    key={columns[place]}
                    data-number={numeric.has(columns[place] ?? "")}
                    data-gap={cell === null}
                  >
                    {textOf(cell)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

function textOf(cell: Cell): string {
  if (cell === null) return "—";
  return typeof cell === "number" ? formatCell(cell) : String(cell);
}
