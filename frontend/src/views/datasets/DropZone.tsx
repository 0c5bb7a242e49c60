import { Button, Progress } from "@mantine/core";
import { type DragEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatBytes } from "../../i18n/format";
import { errorText } from "../../i18n/problem-texts";
import { cancelUpload, upload, useUploads } from "../../state/uploads";
import { Icon } from "../shell/Icon";
import classes from "./datasets.module.css";

/** Where a file is dropped or chosen, how far it is, and why it was not taken. */
export function DropZone({ onTaken }: { onTaken: (id: string) => void }) {
  const { t } = useTranslation();
  const { underWay, refusal, limit, endings } = useUploads();
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  async function take(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    const table = await upload(file);
    if (table !== null) onTaken(table.id);
  }

  function drag(event: DragEvent, inside: boolean): void {
    event.preventDefault();
    setOver(inside);
  }

  return (
    <div>
      <section
        aria-label={t("datasets.choose")}
        className={classes.zone}
        data-over={over}
        onDragEnter={(event) => drag(event, true)}
        onDragOver={(event) => drag(event, true)}
        onDragLeave={(event) => drag(event, false)}
        onDrop={(event) => {
          drag(event, false);
          void take(event.dataTransfer.files[0]);
        }}
      >
        {underWay === null ? (
          <>
            <p className={classes.drop}>{t(over ? "datasets.dropNow" : "datasets.drop")}</p>
            <Button leftSection={<Icon name="upload" size={14} />} onClick={() => input.current?.click()}>
              {t("datasets.choose")}
            </Button>
            <input
              ref={input}
              type="file"
              hidden
              aria-hidden="true"
              tabIndex={-1}
              data-testid="file"
              accept={endings.join(",")}
              onChange={(event) => {
                void take(event.currentTarget.files?.[0]);
                event.currentTarget.value = "";
              }}
            />
            {Number.isFinite(limit) ? (
              <p className={classes.aside}>{t("datasets.limit", { size: formatBytes(limit) })}</p>
            ) : null}
          </>
        ) : (
          <UnderWay {...underWay} />
        )}
      </section>
      {refusal === null ? null : (
        <p className={classes.error} role="alert">
          <strong>{t("datasets.refused", { name: refusal.name })}</strong> {errorText(refusal.error)}
        </p>
      )}
    </div>
  );
}

function UnderWay({ name, sent, total }: { name: string; sent: number; total: number }) {
  const { t } = useTranslation();
  const reading = sent >= total;
  const text = reading
    ? t("datasets.reading", { name })
    : t("datasets.sending", { name, sent: formatBytes(sent), total: formatBytes(total) });
  return (
    <>
      <p className={classes.drop} role="status">
        {text}
      </p>
      <Progress
        className={classes.progress ?? ""}
        value={total === 0 ? 100 : (100 * sent) / total}
        animated={reading}
        aria-label={text}
      />
      <Button variant="default" onClick={cancelUpload}>
        {t("datasets.cancel")}
      </Button>
    </>
  );
}
