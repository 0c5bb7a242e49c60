import { useTranslation } from "react-i18next";
import { useSession } from "../../state/session";
import classes from "./compare.module.css";

/** What the reader has to know about the connection and about what is drawn. */
export function Notices() {
  const { t } = useTranslation();
  const { job, stream, readError, thin } = useSession();
  const notices: string[] = [];
  if (job?.status === "queued") notices.push(t("panels.waitingQueued"));
  if (job?.status === "starting") notices.push(t("panels.waitingStarting"));
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
