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
import { Findings } from "./Findings";
import { JobBar } from "./JobBar";
import { Notices } from "./Notices";
import { PanelGrid } from "./PanelGrid";
import { RunTable } from "./RunTable";
import { Scrubber } from "./Scrubber";
import { usePanelContext } from "./use-panel-context";
import { ViewControls } from "./ViewControls";
import { Welcome } from "./Welcome";

/** Where the composer stands above the panels, and is folded while a job is looked at. */
const NARROW = "(max-width: 900px)";

/** Composer and run table on the left, scrubber, findings and panels on the right. */
export function ComparePage() {
  const { t } = useTranslation();
  const jobId = useView((view) => view.job);
  const { job, loading, error } = useSession();
  const context = usePanelContext();
  const [open, setOpen] = useState(() => jobId === null || !window.matchMedia(NARROW).matches);

  useEffect(() => {
    if (jobId !== null) void feed.load(jobId);
  }, [jobId]);

  useEffect(() => {
    // A job opened without its experiment in the address fills the composer.
    if (job !== null && job.request !== null && isUntouched(useExperiment.getState().draft))
      setDraft(draftOfJob(job));
  }, [job]);

  const loaded = job?.id ?? null;
  const variants = job === null ? 0 : new Set(job.runs.map((run) => run.variant)).size;
  useEffect(() => {
    if (loaded === null || variants <= MOST_SHOWN || useView.getState().hidden.length > 0) return;
    setView({ hidden: Array.from({ length: variants - MOST_SHOWN }, (_, index) => MOST_SHOWN + index) });
  }, [loaded, variants]);

  return (
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
        {context === null ? null : (
          <div className={classes.runs}>
            <RunTable context={context} />
          </div>
        )}
      </aside>
      <main id="main" tabIndex={-1} className={classes.main}>
        {error !== null ? (
          <div className={classes.failed} role="alert">
            <p>{t("errors.job", { detail: error })}</p>
            <Button
              variant="default"
              onClick={() => {
                feed.close();
                setView({ job: null });
              }}
            >
              {t("job.close")}
            </Button>
          </div>
        ) : loading ? (
          <Loader className={classes.loader} aria-label={t("app.loading")} />
        ) : job === null || context === null ? (
          <Welcome />
        ) : (
          <>
            <JobBar job={job} />
            <div className={classes.top}>
              <Scrubber context={context} />
              <ViewControls context={context} />
            </div>
            <Notices />
            <Findings context={context} />
            <PanelGrid context={context} />
          </>
        )}
      </main>
    </div>
  );
}
