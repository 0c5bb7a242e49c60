import { Button, Tooltip } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { findingTitle, remedyText } from "../../i18n/finding-texts";
import { useNames } from "../../i18n/names";
import type { Finding, Remedy, RunSummary } from "../../protocol/types";
import type { JsonObject } from "../../state/draft";
import { setDraft } from "../../state/experiment";
import { launch } from "../../state/launch";
import { remedyDraft } from "../../state/remedy";
import classes from "./findings.module.css";

/** What can be tried against a finding: each button trains the run again twice, as it was and with the remedy. */
export function RemedyButtons({ finding, run }: { finding: Finding; run: RunSummary }) {
  const { t } = useTranslation();
  const names = useNames();
  const [launching, setLaunching] = useState(false);
  const [error, setError] = useState<string | null>(null);
  if (finding.remedies.length === 0) return null;

  async function tryOut(remedy: Remedy): Promise<void> {
    const after = remedyText(remedy, names);
    const job = t("remedy.job", { finding: findingTitle(finding), remedy: after });
    const draft = remedyDraft(run, remedy.set as JsonObject, { job, before: t("remedy.asItWas"), after });
    setLaunching(true);
    setError(null);
    try {
      await launch(draft);
      setDraft({ ...draft, name: "" });
    } catch (problem) {
      setError(problem instanceof Error ? problem.message : String(problem));
    } finally {
      setLaunching(false);
    }
  }

  return (
    <div className={classes.remedies}>
      <Tooltip label={t("remedy.hint")} multiline maw={300}>
        <span className={classes.remediesTitle}>{t("remedy.run")}</span>
      </Tooltip>
      {finding.remedies.map((remedy) => {
        const text = remedyText(remedy, names);
        return (
          <Button
            key={JSON.stringify(remedy.set)}
            variant="default"
            size="compact-xs"
            disabled={launching}
            aria-label={t("remedy.runThis", { remedy: text })}
            title={t("remedy.hint")}
            onClick={() => void tryOut(remedy)}
          >
            {text}
          </Button>
        );
      })}
      {error === null ? null : (
        <p className={classes.remedyError} role="alert">
          {t("errors.launch", { detail: error })}
        </p>
      )}
    </div>
  );
}
