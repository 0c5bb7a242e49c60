import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { formatInteger } from "../../i18n/format";
import type { JobStatus } from "../../protocol/types";
import type { RunView } from "../../state/telemetry";
import { statusParts } from "../../state/variant-status";
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
export function StatusBadge({ status, runs = [] }: { status: JobStatus; runs?: readonly RunView[] }) {
  const { t } = useTranslation();
  const diverged = status === "succeeded" ? divergedText(runs, t) : null;
  return (
    <span className={classes.status} data-tone={diverged === null ? TONES[status] : "warning"}>
      <i />
      {diverged ?? t(`status.${status}`)}
    </span>
  );
}

/** Training came to its end, but not of all runs to a good one; null where none has diverged. */
function divergedText(runs: readonly RunView[], t: TFunction): string | null {
  const part = statusParts(runs).find(({ state }) => state === "diverged");
  if (part === undefined) return null;
  if (part.count < runs.length) return t("status.someDiverged", { count: part.count, all: runs.length });
  const [from, to] = [formatInteger(part.from ?? 0), formatInteger(part.to ?? 0)];
  return from === to ? t("status.divergedAt", { step: from }) : t("status.divergedBetween", { from, to });
}
