import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { formatInteger } from "../../i18n/format";
import { costsOf } from "../../i18n/watching-texts";
import type { Draft } from "../../state/draft";
import classes from "./composer.module.css";
import type { DryRunState } from "./dry-run";
import { useRun } from "./use-run";

/** Launches the draft; says before how many trainings that makes and about how long they take. */
export function RunButton({ draft, dryRun }: { draft: Draft; dryRun: DryRunState }) {
  const { t } = useTranslation();
  const { label, cost, disabled, error, run } = useRun(draft, dryRun);
  const watching = dryRun.is === "known" ? costsOf(dryRun.answer.estimate.watching) : "";

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
        <Button id="run" fullWidth size="sm" disabled={disabled} onClick={() => void run()} data-testid="run">
          {label}
          {cost === null ? null : <span className={classes.cost}>{` · ${cost}`}</span>}
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
