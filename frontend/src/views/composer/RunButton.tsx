import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "../../api/problem";
import { formatDuration, formatFigure, formatInteger } from "../../i18n/format";
import { useNames } from "../../i18n/names";
import { countRuns, type Draft } from "../../state/draft";
import { launch } from "../../state/launch";
import { useFamilies } from "../jobs/use-job-label";
import classes from "./composer.module.css";
import type { DryRunState } from "./dry-run";
import { jobName } from "./job-name";

/** Launches the draft; says before how many trainings that makes and about how long they take. */
export function RunButton({ draft, dryRun }: { draft: Draft; dryRun: DryRunState }) {
  const { t } = useTranslation();
  const names = useNames();
  const families = useFamilies();
  const [launching, setLaunching] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const count = dryRun.is === "known" ? dryRun.answer.runs.length : countRuns(draft);
  const refused = dryRun.is === "refused";

  const watching =
    dryRun.is === "known"
      ? dryRun.answer.estimate.watching
          .map(({ cadence, percent }) =>
            t("composer.watchingPart", {
              what: t(`composer.watched.${cadence}`),
              percent: formatFigure(Number(percent.toPrecision(2))),
            }),
          )
          .join(", ")
      : "";

  async function run(): Promise<void> {
    setLaunching(true);
    setError(null);
    try {
      await launch({ ...draft, name: jobName(draft, names, families, t("composer.none")) });
    } catch (problem) {
      setError(problem instanceof ApiError || problem instanceof Error ? problem.message : String(problem));
    } finally {
      setLaunching(false);
    }
  }

  return (
    <>
      <p className={classes.aside}>
        {t("composer.paired")}
        {dryRun.is === "known" ? (
          <>
            {" "}
            {t("composer.parametersCount", {
              count: formatInteger(dryRun.answer.estimate.parameters) as never,
            })}
            .{watching.length > 0 ? ` ${t("composer.watching", { parts: watching })}` : ""}
          </>
        ) : null}
      </p>
      <div className={classes.run}>
        <Button
          id="run"
          fullWidth
          size="sm"
          disabled={launching || refused}
          onClick={() => void run()}
          data-testid="run"
        >
          {launching
            ? t("composer.launching")
            : refused
              ? t("composer.fixFirst")
              : t("composer.run", { count })}
          {!launching && dryRun.is === "known" ? (
            <span className={classes.cost}>
              {" · "}
              {t("composer.about", { time: formatDuration(dryRun.answer.estimate.seconds) })}
            </span>
          ) : null}
        </Button>
        {error === null ? null : (
          <p className={classes.error} role="alert">
            {t("errors.launch", { detail: error })}
          </p>
        )}
        {dryRun.is === "failed" ? (
          <p className={classes.error} role="status">
            {dryRun.error.status === 0 ? t("errors.unreachable") : dryRun.error.message}
          </p>
        ) : null}
      </div>
    </>
  );
}
