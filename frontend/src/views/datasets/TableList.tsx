import { ActionIcon, Button, Modal, Skeleton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatBytes, formatInteger, formatMoment } from "../../i18n/format";
import { errorText } from "../../i18n/problem-texts";
import type { DatasetSummary } from "../../protocol/types";
import { deleteTable, loadUploads, useUploads } from "../../state/uploads";
import { Icon } from "../shell/Icon";
import classes from "./datasets.module.css";

/** The tables that were uploaded, each with what there is of it. */
export function TableList({ onOpen }: { onOpen: (id: string) => void }) {
  const { t } = useTranslation();
  const { tables, state, error } = useUploads();
  const [doomed, setDoomed] = useState<DatasetSummary | null>(null);
  return (
    <section aria-label={t("datasets.list")}>
      <h3 className={classes.heading}>{t("datasets.list")}</h3>
      {error === null ? null : (
        <p className={classes.error} role="alert">
          {errorText(error)}{" "}
          {state === "failed" ? (
            <button type="button" className={classes.link} onClick={() => void loadUploads()}>
              {t("app.retry")}
            </button>
          ) : null}
        </p>
      )}
      {tables.length > 0 ? (
        <ul className={classes.tables}>
          {tables.map((table) => (
            <li key={table.id} data-table={table.id}>
              <button type="button" className={classes.table} onClick={() => onOpen(table.id)}>
                <span className={classes.tableName}>{table.name}</span>
                <span className={classes.aside}>
                  {[
                    t("datasets.size", {
                      rows: formatInteger(table.rows),
                      columns: formatInteger(table.column_count),
                    }),
                    formatBytes(table.bytes),
                    formatMoment(table.created_at),
                  ].join(" · ")}
                </span>
              </button>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={30}
                aria-label={t("datasets.delete", { name: table.name })}
                title={t("datasets.delete", { name: table.name })}
                onClick={() => setDoomed(table)}
              >
                <Icon name="trash" />
              </ActionIcon>
            </li>
          ))}
        </ul>
      ) : state === "loading" || state === "empty" ? (
        <Skeleton height={48} />
      ) : state === "ready" ? (
        <p className={classes.aside}>
          {t("datasets.none")}. {t("datasets.noneHow")}
        </p>
      ) : null}
      <Modal
        opened={doomed !== null}
        onClose={() => setDoomed(null)}
        title={t("datasets.deleteTitle")}
        closeButtonProps={{ "aria-label": t("app.close") }}
      >
        <p>{t("datasets.deleteText", { name: doomed?.name ?? "" })}</p>
        <div className={classes.buttons}>
          <Button variant="default" onClick={() => setDoomed(null)}>
            {t("datasets.deleteKeep")}
          </Button>
          <Button
            color="red"
            onClick={() => {
              if (doomed !== null) void deleteTable(doomed.id);
              setDoomed(null);
            }}
          >
            {t("datasets.deleteYes")}
          </Button>
        </div>
      </Modal>
    </section>
  );
}
