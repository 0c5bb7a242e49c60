import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { findingTitle } from "../../i18n/finding-texts";
import { formatFigure } from "../../i18n/format";
import { useNames } from "../../i18n/names";
import { trialTexts } from "../../i18n/trial-texts";
import type { Job, RunSummary } from "../../protocol/types";
import { splitOf } from "../../state/latest";
import { endingValue, lossPair, type Trial, trialOf } from "../../state/remedy";
import { useSession } from "../../state/session";
import type { PanelContext } from "../../state/telemetry";
import { useData } from "../panels/useData";
import classes from "./findings.module.css";

/** Of a job that tries a remedy: whether the finding went away, and what the loss gained. Nothing for other jobs. */
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
      data-gone={state === "ended" && outcomes.every(({ gone }) => gone)}
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
          {outcomes.map(({ finding, gone }) => (
            <p key={finding.rule} className={classes.outcome} data-gone={gone}>
              <i aria-hidden="true">{gone ? "✓" : "✕"}</i>
              {t(gone ? "remedy.gone" : "remedy.still", { finding: findingTitle(finding) })}
            </p>
          ))}
          <Losses trial={trial} context={context} />
        </>
      ) : null}
    </section>
  );
}

function Losses({ trial, context }: { trial: Trial; context: PanelContext }) {
  const { t } = useTranslation();
  const { source, metrics } = context;
  const names = useNames();
  useData(source);
  const split = splitOf(metrics);
  const metric = `loss/${split}`;
  const ending = (run: RunSummary) => endingValue(source.series(run.id, metric), run.restored_step);
  const pair = lossPair(ending(trial.patient), ending(trial.treated));
  if (pair === null) return null;
  const { before, after, gain } = pair;
  const unit = names.unit(metrics[metric]?.unit ?? "");
  const change = gain === null ? "incomparable" : gain > 0 ? "lower" : gain < 0 ? "higher" : "same";
  return (
    <p>
      {t("remedy.loss", {
        split: t(split === "train" ? "remedy.train" : "remedy.validation"),
        before: `${formatFigure(before)} ${unit}`.trim(),
        after: `${formatFigure(after)} ${unit}`.trim(),
      })}{" "}
      <strong>{t(`remedy.change.${change}`, { gain: formatFigure(Math.abs(gain ?? 0)) })}</strong>
    </p>
  );
}
