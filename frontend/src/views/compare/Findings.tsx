import { Tooltip } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { findingLayers, findingText, findingTitle } from "../../i18n/finding-texts";
import { formatInteger } from "../../i18n/format";
import { useNames } from "../../i18n/names";
import { choicesFor } from "../../state/evidence";
import { checkedRuns, type FindingView, findingViews } from "../../state/findings";
import { useSession } from "../../state/session";
import type { PanelContext } from "../../state/telemetry";
import { holdFinding, holdStep, SHOWN } from "../../state/view";
import { Evidence } from "./Evidence";
import classes from "./findings.module.css";
import { RemedyButtons } from "./RemedyButtons";
import { useAttention } from "./use-attention";

const FEW = 2;

/** What the rules found, each with its figure and the step at which to see it. */
export function Findings({ context }: { context: PanelContext }) {
  const { t } = useTranslation();
  const findings = useSession((session) => session.findings);
  const views = useMemo(
    () =>
      findingViews(context.runs, findings).filter(({ run }) =>
        context.runs.some((one) => one.id === run.id && one.visible),
      ),
    [context.runs, findings],
  );
  const checked = checkedRuns(context.runs, findings);

  if (views.length === 0) {
    return (
      <p className={classes.noFindings} role="status">
        {checked === 0
          ? t("findings.notYet")
          : t("findings.none", { count: checked, total: context.runs.length })}
      </p>
    );
  }
  return <FindingList views={views} context={context} />;
}

function FindingList({ views, context }: { views: readonly FindingView[]; context: PanelContext }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const [attended, attention] = useAttention();
  const shown = all ? views : views.slice(0, FEW);
  const rest = views.length - FEW;
  return (
    <section className={classes.findings} aria-label={t("findings.title")} {...attention}>
      <ul className={classes.findingList} data-all={all}>
        {shown.map((view) => (
          <FindingCard key={view.key} view={view} context={context} attended={attended} />
        ))}
      </ul>
      {rest > 0 ? (
        <button type="button" className={classes.link} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t("findings.fewer") : t("findings.more", { count: rest })}
        </button>
      ) : null}
    </section>
  );
}

/** The card is one button that holds and marks; what can be tried stands on it. */
function FindingCard({
  view,
  context,
  attended,
}: {
  view: FindingView;
  context: PanelContext;
  attended: boolean;
}) {
  const { t } = useTranslation();
  const names = useNames();
  const { finding, run, count, total } = view;
  const summary = useSession((session) => session.job?.runs.find((one) => one.id === run.id));
  const layers = findingLayers(finding, names);
  // Of several layers, the one that the figures are of.
  const layer = finding.evidence[0]?.layer ?? finding.layers[0] ?? null;
  const step = formatInteger(finding.first_step);
  const shown = context.step !== null && context.choices?.[SHOWN] === view.key;
  const held = shown && context.step === finding.first_step;
  const press = () => {
    if (held) holdStep(null);
    else holdFinding({ key: view.key, step: finding.first_step, layer, choices: choicesFor(finding) });
  };
  return (
    <li
      className={classes.finding}
      data-severity={finding.severity}
      data-rule={finding.rule}
      data-held={shown}
      onPointerEnter={() => context.onHover({ variant: run.variant, ...(layer === null ? {} : { layer }) })}
      onPointerLeave={() => context.onHover(null)}
    >
      <p className={classes.findingHead}>
        <span className={classes.severity}>{names.severity(finding.severity)}</span>
        <Tooltip
          label={<Evidence finding={finding} metrics={context.metrics} />}
          openDelay={600}
          disabled={shown || !attended}
          events={{ hover: true, focus: true, touch: false }}
        >
          <button
            type="button"
            className={classes.findingTarget}
            aria-pressed={held}
            aria-label={`${findingTitle(finding)}, ${run.label}. ${t("findings.showAt", { step })}`}
            onClick={press}
          >
            {findingTitle(finding)}
          </button>
        </Tooltip>
        <span className={classes.findingWhere} title={[run.label, layers].filter(Boolean).join(" · ")}>
          <i className={classes.dot} style={{ background: run.style.color }} />
          {[run.label, layers, t("findings.since", { step })].filter(Boolean).join(" · ")}
        </span>
      </p>
      <p className={classes.findingBody}>
        {findingText(finding, names)}
        {total > 1 ? ` ${t("findings.replicates", { count, total })}.` : ""}
      </p>
      {summary === undefined ? null : <RemedyButtons finding={finding} run={summary} attended={attended} />}
    </li>
  );
}
