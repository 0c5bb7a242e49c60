import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { findingTitle } from "../../i18n/finding-texts";
import { useNames } from "../../i18n/names";
import { lossTexts, trialTexts } from "../../i18n/trial-texts";
import type { Job, RunSummary } from "../../protocol/types";
import { splitOf } from "../../state/latest";
import { endingLoss, lossPair, type Trial, trialOf } from "../../state/remedy";
import { useSession } from "../../state/session";
import type { PanelContext } from "../../state/telemetry";
import { useData } from "../panels/useData";
import classes from "./findings.module.css";

const MARKS = { gone: "✓", still: "✕", new: "+" } as const;

/** Of a job that tries a remedy: what became of each finding, and what the loss gained. Nothing for other jobs. */
export function RemedyTrial({ job, context }: { job: Job; context: PanelContext }) {
  const findings = useSession((session) => session.findings);
  const trial = useMemo(() => trialOf(job, findings), [job, findings]);
  return trial === null ? null : <Verdict trial={trial} context={context} />;
}

function Verdict({ trial, context }: { trial: Trial; context: PanelContext }) {
  const { t } = useTranslation();
  const names = useNames();
  const { state, outcomes } = trial;
  const { after } = trialTexts(trial, names);
  return (
    <section
      className={classes.trial}
      data-state={state}
      data-gone={state === "ended" && outcomes.every(({ became }) => became === "gone")}
      aria-label={t("remedy.title")}
      role="status"
    >
      <p>
        <span className={classes.trialName}>{t("remedy.of", { remedy: after })}</span>
        {state === "running" ? t("remedy.running") : null}
        {state === "reading" ? t("remedy.reading") : null}
        {state === "broken" ? t("remedy.broken") : null}
      </p>
      {state === "ended" ? (
        <>
          {outcomes.map(({ finding, became }) => (
            <p key={finding.rule} className={classes.outcome} data-became={became}>
              <i aria-hidden="true">{MARKS[became]}</i>
              {t(`remedy.${became}`, { finding: findingTitle(finding) })}
            </p>
          ))}
          <Losses trial={trial} context={context} />
        </>
      ) : null}
    </section>
  );
}

function Losses({ trial, context }: { trial: Trial; context: PanelContext }) {
  const { source, metrics } = context;
  const names = useNames();
  useData(source);
  const split = splitOf(metrics);
  const metric = `loss/${split}`;
  const ending = (run: RunSummary) => endingLoss(run, source.series(run.id, metric));
  const pair = lossPair(ending(trial.patient), ending(trial.treated));
  if (pair === null) return null;
  const { figures, change } = lossTexts(pair, split, names.unit(metrics[metric]?.unit ?? ""));
  return (
    <p>
      {figures} {change.bold ? <strong>{change.text}</strong> : change.text}
    </p>
  );
}
