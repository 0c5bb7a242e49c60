import { ActionIcon, Badge, Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { JobControl } from "../../api/client";
import type { Job } from "../../protocol/types";
import { feed } from "../../state/app";
import { control, rerun } from "../../state/launch";
import { isOver, useSession } from "../../state/session";
import type { RunView } from "../../state/telemetry";
import { openJob } from "../../state/view";
import { useJobLabel } from "../composer/use-job-label";
import { Icon, type IconName } from "../shell/Icon";
import { StatusBadge } from "../shell/StatusBadge";
import { useFailure } from "../shell/use-failure";
import classes from "./compare.module.css";

/** Which job is on the page, how it stands, and what can be done with it. */
export function JobBar({ job, runs }: { job: Job; runs: readonly RunView[] }) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const { text: error, tell, clear } = useFailure();
  const deleted = useSession((session) => session.missing);
  const over = isOver(job.status);
  // What was asked for shows at once; the producer obeys a moment later.
  const paused = job.status === "paused" || job.wish === "pause";
  const cancelling = !over && job.wish === "cancel";
  const name = useJobLabel()(job);

  async function act(work: () => Promise<void>): Promise<void> {
    setBusy(true);
    clear();
    try {
      await work();
    } catch (problem) {
      tell(problem);
    } finally {
      setBusy(false);
    }
  }
  const button = (icon: IconName, text: string, work: () => Promise<void>) => (
    <Button
      key={icon}
      variant="default"
      leftSection={<Icon name={icon} size={13} />}
      disabled={busy || cancelling || deleted || (icon === "again" && job.request === null)}
      onClick={() => void act(work)}
    >
      {text}
    </Button>
  );
  const send = (what: JobControl) => () => control(job.id, what);

  return (
    <div className={classes.jobBar} data-job={job.id} data-status={job.status}>
      <h1 className={classes.jobName} title={name}>
        {name}
      </h1>
      <StatusBadge status={job.status} runs={runs} />
      <Badge variant="transparent" color="gray" className={classes.badge ?? ""}>
        {t("job.runs", { count: job.runs.length })}
      </Badge>
      <div className={classes.jobButtons}>
        {over ? (
          button("again", t("job.rerun"), () => rerun(job.id))
        ) : (
          <>
            {paused
              ? button("play", t("job.resume"), send("resume"))
              : button("pause", t("job.pause"), send("pause"))}
            {button("stop", t("job.cancel"), send("cancel"))}
          </>
        )}
        <ActionIcon
          variant="subtle"
          color="gray"
          size={26}
          aria-label={t("job.close")}
          title={t("job.close")}
          onClick={() => {
            feed.close();
            openJob(null);
          }}
        >
          <Icon name="close" size={14} />
        </ActionIcon>
      </div>
      {error === null ? null : (
        <p className={classes.error} role="alert">
          {t("errors.control", { detail: error })}
        </p>
      )}
      {job.status === "failed" ? (
        <p className={classes.error} role="alert">
          {t("job.failed", { detail: job.error ?? t("job.failedUnknown") })}
        </p>
      ) : null}
    </div>
  );
}
