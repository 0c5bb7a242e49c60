import { Button, Modal, Skeleton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatInteger, formatMoment } from "../../i18n/format";
import type { JobSummary } from "../../protocol/types";
import { api, feed } from "../../state/app";
import { EMPTY_DRAFT } from "../../state/draft";
import { setDraft } from "../../state/experiment";
import { rerun } from "../../state/launch";
import { isOver } from "../../state/session";
import { openJob, setView, useView } from "../../state/view";
import { useJobLabel } from "../composer/use-job-label";
import { StatusBadge } from "../shell/StatusBadge";
import classes from "./jobs.module.css";
import { useJobs } from "./use-jobs";

/** Every job that was launched, newest first. */
export function JobsPage() {
  const { t } = useTranslation();
  const list = useJobs();
  const [doomed, setDoomed] = useState<JobSummary | null>(null);
  const [error, setError] = useState<string | null>(null);
  const nameOf = useJobLabel();

  /** Shows the job; the composer takes over what it was launched with. */
  function open(job: JobSummary): void {
    if (job.id !== useView.getState().job) setDraft(EMPTY_DRAFT);
    openJob(job.id);
  }

  async function act(work: () => Promise<unknown>): Promise<void> {
    setError(null);
    try {
      await work();
    } catch (problem) {
      setError(t("errors.control", { detail: problem instanceof Error ? problem.message : String(problem) }));
    }
  }

  async function remove(job: JobSummary): Promise<void> {
    setDoomed(null);
    await act(async () => {
      await api.deleteJob(job.id);
      list.forget(job.id);
      if (useView.getState().job === job.id) {
        feed.close();
        setView({ job: null });
      }
    });
  }

  return (
    <main id="main" tabIndex={-1} className={classes.page}>
      <div className={classes.head}>
        <h1>{t("jobs.title")}</h1>
        <Button variant="default" loading={list.loading && list.jobs.length > 0} onClick={list.refresh}>
          {t("jobs.refresh")}
        </Button>
      </div>
      {[error, list.error === null ? null : t("errors.list", { detail: list.error })].map((text) =>
        text === null ? null : (
          <p key={text} className={classes.error} role="alert">
            {text}
          </p>
        ),
      )}
      {list.jobs.length > 0 ? (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t("jobs.name")}</th>
              <th scope="col">{t("jobs.status")}</th>
              <th scope="col">{t("jobs.created")}</th>
              <th scope="col" className={classes.number}>
                {t("jobs.runs")}
              </th>
              <th scope="col">
                <span className="ds-visually-hidden">{t("jobs.actions")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {list.jobs.map((job) => (
              <tr key={job.id} data-job={job.id}>
                <th scope="row">
                  <button
                    type="button"
                    className={classes.name}
                    title={nameOf(job)}
                    onClick={() => open(job)}
                  >
                    {nameOf(job)}
                  </button>
                  {job.error === null ? null : (
                    <span className={classes.reason} title={job.error}>
                      {job.error}
                    </span>
                  )}
                </th>
                <td>
                  <StatusBadge status={job.status} />
                </td>
                <td className={classes.moment}>{formatMoment(job.created_at)}</td>
                <td className={classes.number}>{formatInteger(job.run_count)}</td>
                <td>
                  <div className={classes.actions}>
                    <Button variant="default" onClick={() => open(job)}>
                      {t("jobs.open")}
                    </Button>
                    <Button
                      variant="default"
                      disabled={job.request === null}
                      onClick={() => void act(() => rerun(job.id))}
                    >
                      {t("jobs.rerun")}
                    </Button>
                    <Button
                      variant="default"
                      disabled={!isOver(job.status)}
                      title={isOver(job.status) ? undefined : t("jobs.running")}
                      onClick={() => setDoomed(job)}
                    >
                      {t("jobs.delete")}
                    </Button>
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : list.loading ? (
        <div aria-busy="true" className={classes.skeletons}>
          {[0, 1, 2, 3].map((row) => (
            <Skeleton key={row} height={40} />
          ))}
        </div>
      ) : list.error === null ? (
        <div className={classes.empty}>
          <p>
            <strong>{t("jobs.empty")}</strong>
          </p>
          <p>{t("jobs.emptyHow")}</p>
          <Button onClick={() => setView({ page: "compare" })}>{t("jobs.toCompare")}</Button>
        </div>
      ) : null}
      {list.more ? (
        <Button variant="default" className={classes.more ?? ""} onClick={list.loadMore}>
          {t("jobs.more")}
        </Button>
      ) : null}
      <Modal
        opened={doomed !== null}
        onClose={() => setDoomed(null)}
        title={t("jobs.confirmTitle")}
        closeButtonProps={{ "aria-label": t("app.close") }}
      >
        <p className={classes.confirm}>
          {doomed === null ? "" : t("jobs.confirm", { name: nameOf(doomed) })}
        </p>
        <div className={classes.actions}>
          <Button variant="default" data-autofocus onClick={() => setDoomed(null)}>
            {t("jobs.keep")}
          </Button>
          <Button color="red" onClick={() => doomed !== null && void remove(doomed)}>
            {t("jobs.delete")}
          </Button>
        </div>
      </Modal>
    </main>
  );
}
