import { Button, Modal } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { JsonObject } from "../../state/draft";
import { isObject, valueAt } from "../../state/draft";
import { setBase, useExperiment } from "../../state/experiment";
import { forgetRefusal, loadUploads } from "../../state/uploads";
import { Icon } from "../shell/Icon";
import { DropZone } from "./DropZone";
import classes from "./datasets.module.css";
import { TableList } from "./TableList";
import { TableSheet } from "./TableSheet";

/** Fields of the data that are not the table's own: they stay when a table is taken. */
const KEPT = ["batch_size", "validation_fraction", "split", "standardize", "label_noise"];

/** Uploading tables, and choosing what to predict from which columns of one. */
export function DatasetsDialog({
  opened,
  onClose,
  first,
}: {
  opened: boolean;
  onClose: () => void;
  /** The table to begin with; null for the list. */
  first: string | null;
}) {
  const { t } = useTranslation();
  const narrow = useMediaQuery("(max-width: 700px)") ?? false;
  const [table, setTable] = useState<string | null>(first);

  useEffect(() => {
    if (!opened) return;
    setTable(first);
    forgetRefusal();
    void loadUploads();
  }, [opened, first]);

  function use(dataset: JsonObject): void {
    const before = valueAt(useExperiment.getState().draft.base, "dataset");
    const kept = isObject(before)
      ? Object.fromEntries(Object.entries(before).filter(([key]) => KEPT.includes(key)))
      : {};
    setBase("dataset", { ...dataset, ...kept });
    onClose();
  }

  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("datasets.title")}
      size={760}
      fullScreen={narrow}
      closeButtonProps={{ "aria-label": t("app.close") }}
    >
      {table === null ? (
        <div className={classes.stack}>
          <DropZone onTaken={setTable} />
          <TableList onOpen={setTable} />
        </div>
      ) : (
        <div className={classes.stack}>
          <div>
            <Button
              variant="subtle"
              leftSection={<Icon name="back" size={13} />}
              className={classes.back ?? ""}
              onClick={() => setTable(null)}
            >
              {t("datasets.back")}
            </Button>
          </div>
          <TableSheet key={table} id={table} onUse={use} />
        </div>
      )}
    </Modal>
  );
}
