import { useTranslation } from "react-i18next";
import { formatBytes } from "../../i18n/format";
import { useSession } from "../../state/session";
import classes from "./compare.module.css";

/** What the reader has to know about the connection and about what is drawn. */
export function Notices() {
  const { t } = useTranslation();
  const status = useSession((session) => session.job?.status);
  const stream = useSession((session) => session.stream);
  const readError = useSession((session) => session.readError);
  const thin = useSession((session) => session.thin);
  const download = useSession((session) => session.download);
  const notices: string[] = [];
  if (status === "queued") notices.push(t("panels.waitingQueued"));
  if (status === "starting") notices.push(t("panels.waitingStarting"));
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
