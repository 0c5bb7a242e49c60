import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { findingTitle } from "../../i18n/finding-texts";
import { formatInteger } from "../../i18n/format";
import { findingViews } from "../../state/findings";
import { isOver, useSession } from "../../state/session";
import type { PanelContext } from "../../state/telemetry";
import { holdStep, useView } from "../../state/view";
import classes from "./compare.module.css";

interface Tick {
  readonly key: string;
  readonly step: number;
  readonly label: string;
  readonly kind: string;
}

/** One step for all panels: live, or held where the thumb stands. Ticks are findings and divergences. */
export function Scrubber({ context }: { context: PanelContext }) {
  const { t } = useTranslation();
  const findings = useSession((session) => session.findings);
  const over = useSession((session) => session.job !== null && isOver(session.job.status));
  const { runs, maxStep } = context;
  // The thumb follows the hand at once; the panels' context comes a moment later.
  const step = useView((view) => view.step);
  const shownStep = step ?? latestOf(context);
  const latest = latestOf(context);
  const live = step === null;

  const ticks = useMemo((): readonly Tick[] => {
    const visible = runs.filter((run) => run.visible);
    const diverged = visible.flatMap((run) =>
      run.divergedAt === null
        ? []
        : [
            {
              key: `diverged ${run.id}`,
              step: run.divergedAt,
              label: t("scrubber.tickDiverged", { label: run.label, step: formatInteger(run.divergedAt) }),
              kind: run.schedule === "range_test" ? "note" : "error",
            },
          ],
    );
    const stopped = visible.flatMap((run) =>
      run.stoppedAt === null
        ? []
        : [
            {
              key: `stopped ${run.id}`,
              step: run.stoppedAt,
              label: t("scrubber.tickStopped", { label: run.label, step: formatInteger(run.stoppedAt) }),
              kind: "note",
            },
          ],
    );
    const found = findingViews(visible, findings).map(({ key, finding, run }) => ({
      key,
      step: finding.first_step,
      label: t("scrubber.tickFinding", {
        finding: `${findingTitle(finding)} · ${run.label}`,
        step: formatInteger(finding.first_step),
      }),
      kind: finding.severity,
    }));
    return [...found, ...stopped, ...diverged];
  }, [runs, findings, t]);

  const state = live ? (over ? t("scrubber.done") : t("scrubber.live")) : t("scrubber.held");
  return (
    <div className={classes.scrubber}>
      <button
        type="button"
        className={classes.live}
        data-live={live && !over}
        data-held={!live}
        aria-pressed={live}
        title={`${t("scrubber.goLive")} (L)`}
        onClick={() => holdStep(live ? shownStep : null)}
      >
        <i className={classes.liveDot} /> {state}
      </button>
      <div className={classes.track}>
        <div className={classes.rail} aria-hidden="true">
          <div className={classes.reached} style={{ width: `${(100 * latest) / maxStep}%` }} />
        </div>
        <input
          type="range"
          className={classes.range}
          data-testid="scrubber"
          min={0}
          max={maxStep}
          step={1}
          value={Math.min(shownStep, maxStep)}
          aria-label={t("scrubber.label")}
          aria-valuetext={t("scrubber.value", {
            step: formatInteger(shownStep),
            steps: formatInteger(maxStep),
          })}
          onChange={(event) => holdStep(Math.min(Number(event.currentTarget.value), latest))}
        />
        {ticks.map((tick) => (
          <button
            key={tick.key}
            type="button"
            tabIndex={-1}
            className={classes.tick}
            data-severity={tick.kind}
            style={{ left: `calc(8px + (100% - 16px) * ${tick.step / maxStep})` }}
            aria-label={tick.label}
            title={tick.label}
            onClick={() => holdStep(tick.step)}
          />
        ))}
      </div>
      <span className={classes.stepText}>
        {t("scrubber.step")} <strong data-testid="shown-step">{formatInteger(shownStep)}</strong>{" "}
        {t("scrubber.of", { steps: formatInteger(maxStep) })}
      </span>
    </div>
  );
}

/** The latest step that a visible run has reached. */
function latestOf({ runs }: PanelContext): number {
  return Math.max(0, ...runs.filter((run) => run.visible).map((run) => run.step));
}
