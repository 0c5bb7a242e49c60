import { useTranslation } from "react-i18next";
import type { JobStatus } from "../../protocol/types";
import classes from "./shell.module.css";

const TONES: Readonly<Record<JobStatus, "quiet" | "busy" | "good" | "bad">> = {
  queued: "quiet",
  starting: "busy",
  running: "busy",
  paused: "quiet",
  succeeded: "good",
  failed: "bad",
  cancelled: "quiet",
  lost: "bad",
};

/** A job's status as a word with a dot; the word carries the meaning, the colour repeats it. */
export function StatusBadge({ status }: { status: JobStatus }) {
  const { t } = useTranslation();
  return (
    <span className={classes.status} data-tone={TONES[status]}>
      <i />
      {t(`status.${status}`)}
    </span>
  );
}
