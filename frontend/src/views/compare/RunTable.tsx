import { ActionIcon, Select, TextInput } from "@mantine/core";
import type { TFunction } from "i18next";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatInteger, formatMeasured } from "../../i18n/format";
import type { RunSummary } from "../../protocol/types";
import { setDraft } from "../../state/experiment";
import { hasAccuracy, isBroken, latestOf, splitOf } from "../../state/latest";
import { useLibrary } from "../../state/library";
import { reuseDraft } from "../../state/reuse";
import { type VariantView, variantViews } from "../../state/run-views";
import { useSession } from "../../state/session";
import { isSource } from "../../state/sources";
import { labelTest, sorted } from "../../state/table";
import type { PanelContext } from "../../state/telemetry";
import { type StatusPart, statusParts, toneOf } from "../../state/variant-status";
import { DEFAULT_VIEW, SORTS, type Sort, setView, toggleVariant, useView } from "../../state/view";
import { Icon } from "../shell/Icon";
import { usePanelContext } from "./panel-context";
import { Swatch } from "./Swatch";
import classes from "./table.module.css";

const FIRST_ROWS = 40;
/** Below this many variants there is nothing to filter or sort. */
const FEW = 6;

/** One row per variant: how it is drawn, what differs, how far it is, what it has reached. */
export function RunTable() {
  const context = usePanelContext();
  return context === null ? null : (
    <div className={classes.runs}>
      <Table context={context} />
    </div>
  );
}

function Table({ context }: { context: PanelContext }) {
  const { t } = useTranslation();
  const { filter, sort, hidden } = useView();
  const [rows, setRows] = useState(FIRST_ROWS);
  const variants = useMemo(() => variantViews(context.runs), [context.runs]);
  const split = splitOf(context.metrics);
  const figures = (variant: VariantView) => latestOf(context.source, variant, split);
  const { test, isPattern } = useMemo(() => labelTest(filter), [filter]);
  const hasClasses = hasAccuracy(context.metrics);
  // The view may still ask for what another job had.
  const order = sort === "accuracy" && !hasClasses ? DEFAULT_VIEW.sort : sort;
  const matching = sorted(
    variants.filter((variant) => test(variant.label)),
    order,
    figures,
  );
  const splitText = t("table.split", { split: t(`table.${split}`) });

  return (
    <section aria-label={t("table.title")}>
      <div className={classes.head}>
        <h2 className={classes.heading}>{t("table.title")}</h2>
        {hidden.length > 0 ? (
          <button type="button" className={classes.link} onClick={() => setView({ hidden: [] })}>
            {t("table.showAll")}
          </button>
        ) : null}
      </div>
      {variants.length >= FEW ? (
        <div className={classes.tools}>
          <TextInput
            aria-label={t("table.filter")}
            placeholder={t("table.filterHint")}
            value={filter}
            description={isPattern ? undefined : t("table.filterBad")}
            onChange={(event) => setView({ filter: event.currentTarget.value })}
          />
          <Select
            aria-label={t("table.sort")}
            data={SORTS.filter((one) => hasClasses || one !== "accuracy").map((one) => ({
              value: one,
              label: t(`table.sorts.${one}`),
            }))}
            value={order}
            allowDeselect={false}
            onChange={(value) => setView({ sort: value as Sort })}
          />
        </div>
      ) : null}
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t("table.variant")}</th>
            <th scope="col" title={splitText}>
              {t("table.loss")}
              <span className={classes.split}>{t(`table.${split}`)}</span>
            </th>
            {hasClasses ? (
              <th scope="col" title={splitText}>
                {t("table.accuracy")}
                <span className={classes.split}>{t(`table.${split}`)}</span>
              </th>
            ) : null}
            <th scope="col" className={classes.eye}>
              <span className="ds-visually-hidden">{t("table.show", { label: "" })}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {matching.slice(0, rows).map((variant) => (
            <Row
              key={variant.variant}
              variant={variant}
              context={context}
              hasClasses={hasClasses}
              {...figures(variant)}
            />
          ))}
        </tbody>
      </table>
      {matching.length === 0 ? <p className={classes.aside}>{t("table.noMatch")}</p> : null}
      {matching.length > rows ? (
        <button type="button" className={classes.link} onClick={() => setRows(rows + FIRST_ROWS)}>
          {t("table.more", { count: Math.min(FIRST_ROWS, matching.length - rows) })}
        </button>
      ) : null}
    </section>
  );
}

function Row({
  variant,
  context,
  hasClasses,
  loss,
  accuracy,
}: {
  variant: VariantView;
  context: PanelContext;
  hasClasses: boolean;
  loss: number | null;
  accuracy: number | null;
}) {
  const { t } = useTranslation();
  const { runs, label, visible, style } = variant;
  const done = runs.reduce((sum, run) => sum + run.step, 0);
  const total = Math.max(
    1,
    runs.reduce((sum, run) => sum + run.steps, 0),
  );
  const first = runs[0];
  const reusable = useSession((session) =>
    session.job?.runs.find((run) => run.id === first?.id && isSource(run)),
  );
  const parts = statusParts(runs);
  const words = parts.map((part) => statusText(part, runs.length, t)).join(" · ");
  const tone = toneOf(parts);
  const state =
    words === "" ? t(`status.${(first?.outcome ?? first?.status ?? "queued") as "queued"}`) : words;
  const error = useSession((session) =>
    session.job?.runs.find((run) => run.variant === variant.variant && run.error !== null),
  )?.error;
  const meaning = runs.length > 1 ? t("table.meanOf", { count: runs.length }) : t("table.latest");
  const eye = visible ? t("table.hide", { label }) : t("table.show", { label });
  const progress = t("table.progress", {
    step: formatInteger(Math.round(done / runs.length)),
    steps: formatInteger(Math.round(total / runs.length)),
  });

  return (
    <tr
      data-variant={variant.variant}
      data-hidden={!visible}
      onPointerEnter={() => context.onHover({ variant: variant.variant })}
      onPointerLeave={() => context.onHover(null)}
    >
      <th scope="row">
        <button
          type="button"
          className={classes.variant}
          title={`${label}. ${t("table.draw")}`}
          aria-pressed={first?.id === context.selectedRun}
          onClick={() => setView({ selected: variant.variant })}
        >
          <Swatch style={style} />
          <span className={classes.label}>{label}</span>
          {runs.length > 1 ? (
            <span className={classes.times}>{t("table.times", { count: runs.length })}</span>
          ) : null}
        </button>
        {reusable ? <Reuse run={reusable} label={label} /> : null}
        <div
          className={classes.progress}
          data-tone={tone}
          role="progressbar"
          aria-valuenow={Math.round((100 * done) / total)}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-label={`${label}: ${state}, ${progress}`}
          title={`${state}, ${progress}`}
        >
          <div style={{ width: `${(100 * done) / total}%` }} />
        </div>
        {words === "" ? null : (
          <div
            className={classes.state}
            data-tone={tone}
            data-diverged={parts.some((part) => part.state === "diverged")}
            title={error ?? undefined}
          >
            {words}
          </div>
        )}
      </th>
      <td title={meaning}>{loss === null ? "–" : formatMeasured(loss)}</td>
      {hasClasses ? (
        <td title={isBroken(loss) ? t("table.noAccuracy") : meaning}>
          {accuracy === null ? "–" : formatMeasured(accuracy)}
        </td>
      ) : null}
      <td>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          aria-label={eye}
          aria-pressed={visible}
          title={eye}
          onClick={() => toggleVariant(variant.variant)}
        >
          <Icon name={visible ? "eye" : "eyeOff"} size={15} />
        </ActionIcon>
      </td>
    </tr>
  );
}

/** Fills the composer with a comparison of two starts: from this run's layers, and from scratch. */
function Reuse({ run, label }: { run: RunSummary; label: string }) {
  const { t } = useTranslation();
  const families = useLibrary((state) => state.families);
  const text = t("network.reuse", { label });
  return (
    <ActionIcon
      className={classes.reuse ?? ""}
      variant="default"
      size={22}
      aria-label={text}
      title={text}
      onClick={() => setDraft(reuseDraft(run, families))}
    >
      <Icon name="branch" size={13} />
    </ActionIcon>
  );
}

/** A part of the status in words: which of the runs it is about, unless all of them, and at which steps they ended. */
function statusText(part: StatusPart, all: number, t: TFunction): string {
  const text = stateText(part, t);
  return part.count === all ? text : t("table.some", { count: part.count, all, state: text.toLowerCase() });
}

function stateText({ state, from, to }: StatusPart, t: TFunction): string {
  if (state !== "diverged" && state !== "stopped" && state !== "rangeEnded") return t(`status.${state}`);
  const [least, most] = [formatInteger(from ?? 0), formatInteger(to ?? 0)];
  if (least === most) return t(`table.${state}`, { step: least });
  return t(`table.${state}Between`, { from: least, to: most });
}
