import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { countRuns, isUntouched } from "../../state/draft";
import { useExperiment } from "../../state/experiment";
import { useLatestDryRun } from "../composer/dry-run";
import { useRun } from "../composer/use-run";
import classes from "./compare.module.css";

/** Says that what stands in the composer can be run, and runs it; nothing while it is empty or has faults. */
export function Ready() {
  const { t } = useTranslation();
  const { draft } = useExperiment();
  const { latest } = useLatestDryRun();
  const { name, label, cost, disabled, error, run } = useRun(draft, latest);
  if (isUntouched(draft) || latest.is === "refused") return null;
  return (
    <section className={classes.ready} aria-labelledby="ready" data-testid="ready">
      <div>
        <h2 id="ready">{t(countRuns(draft) > 1 ? "panels.ready" : "panels.readyOne")}</h2>
        <p>{name}</p>
        {error === null ? null : <p role="alert">{t("errors.launch", { detail: error })}</p>}
      </div>
      <Button disabled={disabled} onClick={() => void run()}>
        {label}
        {cost === null ? null : ` · ${cost}`}
      </Button>
    </section>
  );
}
