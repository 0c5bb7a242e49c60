import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatBytes } from "../../i18n/format";
import { awaitedPrograms, useSession } from "../../state/session";
import classes from "./compare.module.css";

/** Milliseconds after which a first step is late: most runs take it at once, and a notice moves all that is below. */
const COMPILING_AFTER = 1500;

/** What the reader has to know about the connection and about what is drawn. */
export function Notices() {
  const { t } = useTranslation();
  const status = useSession((session) => session.job?.status);
  const stream = useSession((session) => session.stream);
  const readError = useSession((session) => session.readError);
  const thin = useSession((session) => session.thin);
  const download = useSession((session) => session.download);
  const deleted = useSession((session) => session.missing);
  const programs = useLasting(useSession(awaitedPrograms), COMPILING_AFTER);
  const notices: string[] = [];
  if (deleted) notices.push(t("job.deleted"));
  if (status === "queued") notices.push(t("panels.waitingQueued"));
  if (status === "starting") notices.push(t("panels.waitingStarting"));
  if (programs !== null) notices.push(t(`panels.waitingFirst.${programs}`));
  if (download !== null) {
    const { here, whole } = download;
    notices.push(t("datasets.downloading", { here: formatBytes(here), whole: formatBytes(whole) }));
  }
  if (stream.is === "waiting") notices.push(t(stream.slow ? "stream.slow" : "stream.waiting"));
  if (stream.is === "refused") notices.push(t("stream.refused", { detail: stream.detail }));
  if (readError !== null) notices.push(t("errors.history", { detail: readError }));
  if (thin) notices.push(t("stream.thin"));
  return (
    <div role="status" className={classes.notices}>
      {notices.map((notice) => (
        <p key={notice}>{notice}</p>
      ))}
    </div>
  );
}

/** The value once it has lasted for so long; null until then. */
function useLasting<Value>(value: Value | null, milliseconds: number): Value | null {
  const [lasting, setLasting] = useState<Value | null>(null);
  useEffect(() => {
    setLasting(null);
    if (value === null) return;
    const timer = window.setTimeout(() => setLasting(value), milliseconds);
    return () => window.clearTimeout(timer);
  }, [value, milliseconds]);
  return value === null ? null : lasting;
}
