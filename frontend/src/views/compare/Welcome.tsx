import { Button, Skeleton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { currentLanguage } from "../../i18n";
import { formatMoment } from "../../i18n/format";
import type { Preset } from "../../protocol/types";
import { applyPreset, useExperiment } from "../../state/experiment";
import { launch } from "../../state/launch";
import { useLibrary } from "../../state/library";
import { openJob } from "../../state/view";
import { useJobLabel } from "../composer/use-job-label";
import { useJobs } from "../jobs/use-jobs";
import { StatusBadge } from "../shell/StatusBadge";
import classes from "./compare.module.css";
import { Ready } from "./Ready";

/** Before the first job: the presets, each one click away. */
export function Welcome() {
  const { t } = useTranslation();
  const { presets, state } = useLibrary();
  const language = currentLanguage();

  async function run(preset: Preset): Promise<void> {
    applyPreset(preset, language);
    await launch(useExperiment.getState().draft).catch(() => {
      // The composer shows what the server says about this draft.
    });
  }

  return (
    <section className={classes.welcome}>
      <h1>{t("panels.welcome")}</h1>
      <p>{t("panels.welcomeHow")}</p>
      <Ready />
      <ul>
        {presets.map((preset) => (
          <li key={preset.id} data-preset={preset.id}>
            <h2>{preset.title[language]}</h2>
            <p>{preset.caption[language]}</p>
            <div>
              <Button onClick={() => void run(preset)}>{t("panels.runThis")}</Button>
              <Button variant="default" onClick={() => applyPreset(preset, language)}>
                {t("panels.useThis")}
              </Button>
            </div>
          </li>
        ))}
        {state === "loading" ? [0, 1, 2, 3].map((index) => <Skeleton key={index} height={150} />) : null}
      </ul>
      <RecentJobs />
    </section>
  );
}

const RECENT = 5;

/** The way back to what was run last. */
function RecentJobs() {
  const { t } = useTranslation();
  const { jobs } = useJobs();
  const labelOf = useJobLabel();
  if (jobs.length === 0) return null;
  return (
    <>
      <h2 className={classes.recentTitle}>{t("panels.recent")}</h2>
      <ol className={classes.recent}>
        {jobs.slice(0, RECENT).map((job) => (
          <li key={job.id}>
            <button type="button" className={classes.link} onClick={() => openJob(job.id)}>
              {labelOf(job)}
            </button>
            <StatusBadge status={job.status} />
            <span>{t("job.runs", { count: job.run_count })}</span>
            <time dateTime={job.created_at}>{formatMoment(job.created_at)}</time>
          </li>
        ))}
      </ol>
    </>
  );
}
