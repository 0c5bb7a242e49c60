import { ActionIcon } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { memberName, valueAt } from "../../state/draft";
import { useExperiment } from "../../state/experiment";
import { loadUploads, useUploads } from "../../state/uploads";
import { DatasetsDialog } from "../datasets/DatasetsDialog";
import { Icon } from "../shell/Icon";
import classes from "./composer.module.css";
import { MemberField } from "./MemberField";
import { ParametersButton } from "./ParametersButton";

/** What stays when another data set is chosen, for all of them have it. */
const KEPT = ["batch_size", "validation_fraction"];

/** The data: a set of the catalog, or a table of one's own. */
export function DatasetField() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const tables = useUploads((state) => state.tables);
  const state = useUploads((uploads) => uploads.state);
  const underWay = useUploads((uploads) => uploads.underWay !== null);
  const dataset = useExperiment(({ draft }) => valueAt(draft.base, "dataset"));
  const chosen = memberName(dataset);
  const table = tables.find((one) => one.dataset === chosen);
  const isOwn = chosen?.startsWith("upload:") ?? false;
  const target = valueAt(dataset, "target");
  const named = valueAt(dataset, "columns");
  const columns = Array.isArray(named) ? named.length : (table?.column_count ?? 1) - 1;
  const label = table === undefined ? t("datasets.open") : t("datasets.openTable", { name: table.name });

  useEffect(() => {
    if (state === "empty") void loadUploads();
  }, [state]);

  const members = tables.map((one) => ({ value: one.dataset, label: one.name }));
  if (isOwn && table === undefined) members.push({ value: chosen ?? "", label: chosen ?? "" });
  return (
    <>
      <MemberField
        path="dataset"
        label={t("composer.data")}
        keepBelow={KEPT}
        further={{ group: t("datasets.own"), members }}
        beside={
          <div className={classes.pair}>
            {isOwn ? null : <ParametersButton path="dataset" family="dataset" member={chosen ?? "digits"} />}
            <ActionIcon
              variant="default"
              size={30}
              aria-label={label}
              aria-haspopup="dialog"
              title={label}
              loading={underWay && !opened}
              onClick={() => setOpened(true)}
            >
              <Icon name={isOwn ? "table" : "upload"} />
            </ActionIcon>
          </div>
        }
      />
      {table === undefined || typeof target !== "string" ? null : (
        <p className={classes.aside}>{t("datasets.predicts", { target, count: columns })}</p>
      )}
      <DatasetsDialog opened={opened} onClose={() => setOpened(false)} first={table?.id ?? null} />
    </>
  );
}
