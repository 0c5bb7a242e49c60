import { Button, Loader } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { feed } from "../../state/app";
import { isUntouched } from "../../state/draft";
import { setDraft, useExperiment } from "../../state/experiment";
import { draftOfJob } from "../../state/launch";
import { MOST_SHOWN } from "../../state/run-views";
import { useSession } from "../../state/session";
import { setView, useView } from "../../state/view";
import { Composer } from "../composer/Composer";
import classes from "./compare.module.css";
import { JobView } from "./JobView";
import { PanelContextProvider } from "./panel-context";
import { RunTable } from "./RunTable";
import { Welcome } from "./Welcome";

/** Where the composer stands above the panels, and is folded while a job is looked at. */
const NARROW = "(max-width: 900px)";

/**
 * Composer and run table on the left, scrubber, findings and panels on the right. It renders when another job is
 * opened; what moves while training listens to the panel context.
 */
export function ComparePage() {
  const { t } = useTranslation();
  const jobId = useView((view) => view.job);
  const [open, setOpen] = useState(() => jobId === null || !window.matchMedia(NARROW).matches);

  useEffect(() => {
    if (jobId === null) feed.close();
    else void feed.load(jobId);
  }, [jobId]);
  useOpenedJob();

  return (
    <PanelContextProvider>
      <div className={classes.page}>
        <aside className={classes.side}>
          <button
            type="button"
            className={classes.fold}
            aria-expanded={open}
            aria-controls="composer"
            onClick={() => setOpen(!open)}
          >
            {open ? t("composer.hide") : t("composer.show")}
          </button>
          <div id="composer" className={classes.compose} hidden={!open}>
            <Composer />
          </div>
          <RunTable />
        </aside>
        <main id="main" tabIndex={-1} className={classes.main}>
          <Stage />
        </main>
      </div>
    </PanelContextProvider>
  );
}

/** The job on the page, or what stands in its place. */
function Stage() {
  const { t } = useTranslation();
  const opened = useSession((session) => session.job !== null);
  const loading = useSession((session) => session.loading);
  const error = useSession((session) => session.error);
  const missing = useSession((session) => session.missing);
  const id = useView((view) => view.job);
  if (error !== null) {
    return (
      <div className={classes.failed} role="alert">
        {missing ? <h1>{t("job.missing")}</h1> : null}
        <p>{missing ? t("job.missingWhy", { id: id ?? "" }) : t("errors.job", { detail: error })}</p>
        <div>
          <Button onClick={() => setView({ page: "jobs", job: null })}>{t("job.list")}</Button>
          <Button variant="default" onClick={() => setView({ job: null })}>
            {t(missing ? "job.new" : "job.close")}
          </Button>
        </div>
      </div>
    );
  }
  if (loading) return <Loader className={classes.loader} aria-label={t("app.loading")} />;
  return opened ? <JobView /> : <Welcome />;
}

/** Once per job: fills an untouched composer from it, and hides what is more than can be told apart. */
function useOpenedJob(): void {
  const id = useSession((session) => session.job?.id ?? null);
  useEffect(() => {
    const { job } = useSession.getState();
    if (job === null || job.id !== id) return;
    if (job.request !== null && isUntouched(useExperiment.getState().draft))
      setDraft({ ...draftOfJob(job), name: "" });
    const variants = new Set(job.runs.map((run) => run.variant)).size;
    if (variants > MOST_SHOWN && useView.getState().hidden.length === 0) {
      setView({ hidden: Array.from({ length: variants - MOST_SHOWN }, (_, index) => MOST_SHOWN + index) });
    }
  }, [id]);
}
