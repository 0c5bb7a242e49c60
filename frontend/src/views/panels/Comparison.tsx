/** The variants side by side: a metric with its interval, the difference to the first, and how soon each is where it should be. */
import { useId, useMemo } from "react";
import { formatTyped } from "../../i18n/format";
import type { Translate } from "../../plots/figure";
import { formatCount } from "../../plots/format";
import type { Comparison as Answer } from "../../protocol/types";
import { COMPARED, type Compared, quantityOf, TARGETS, targetOf } from "../../state/comparison";
import { variantViews } from "../../state/run-views";
import type { PanelContext } from "../../state/telemetry";
import { Swatch } from "../compare/Swatch";
import { TypedInput } from "../composer/TypedInput";
import { parseNumber } from "../composer/values";
import classes from "./Comparison.module.css";
import { Choice } from "./Controls";
import { type Cell, cellsOf } from "./comparisonCells";
import { PanelCard } from "./PanelCard";
import { useComparison } from "./useComparison";
import {
  emptyText,
  type Facts,
  isWaiting,
  metricDefinition,
  unitText,
  useChoice,
  usePanelText,
  visibleRuns,
} from "./usePanel";

export function Comparison({ context }: { readonly context: PanelContext }) {
  const t = usePanelText();
  const offered = COMPARED.filter((name) => name in context.metrics);
  const [chosen, setMetric] = useChoice<Compared>(context, "comparison.metric", "loss/validation");
  const metric = offered.includes(chosen) ? chosen : (offered[0] ?? null);
  const quantity = quantityOf(metric ?? "loss");
  const [text, setText] = useChoice<string>(context, TARGETS[quantity], "");
  const target = targetOf(quantity, text);
  const field = useId();
  const { answer, problem } = useComparison(context, metric, target);
  const current = answer !== null && answer.metric === metric ? answer : null;
  const hidden = visibleRuns(context).length === 0;
  const name = metric === null ? "" : t(`comparison.metrics.${metric.replace("/", "_")}`);
  const bound = boundOf(current);
  const facts: Facts = {
    subtitle: current?.step == null ? "" : t("subtitle.step", { step: formatCount(current.step) }),
    keys: [],
    notes: notesOf(current, t).map((text) => ({ kind: "plain", items: [{ text }] })),
    table: null,
    zoomable: false,
    empty: current === null || hidden,
    tried: true,
  };
  const controls =
    metric === null ? null : (
      <>
        <Choice
          label={t("comparison.metric")}
          value={metric}
          options={offered.map((value) => ({
            value,
            label: t(`comparison.metrics.${value.replace("/", "_")}`),
          }))}
          onChange={setMetric}
        />
        <label className={classes["target"]} htmlFor={field}>
          {t("comparison.target")} {quantity === "accuracy" ? "≥" : "≤"}
          <TypedInput<number>
            key={quantity}
            id={field}
            className={classes["targetInput"] ?? ""}
            aria-label={t("comparison.targetLabel", { metric: name })}
            inputMode="decimal"
            value={target}
            placeholder={current?.target == null ? "" : String(current.target.value)}
            format={formatTyped}
            parse={(typed) => targetOf(quantity, `${parseNumber(typed) ?? ""}`)}
            onCommit={(value) => setText(value === undefined ? "" : formatTyped(value))}
          />
        </label>
      </>
    );
  const waiting =
    problem === null ? emptyText(context, t, metric === null) : t("comparison.failed", { detail: problem });
  return (
    <PanelCard
      context={context}
      name="comparison"
      title={t("comparison.title")}
      definition={[
        metricDefinition(t, metric === null ? undefined : context.metrics[metric]),
        t("comparison.definition"),
      ].join(" ")}
      controls={controls}
      facts={facts}
      emptyText={waiting}
      loading={problem === null && (isWaiting(context) || metric !== null)}
    >
      {current === null || metric === null || hidden ? null : (
        <div className={classes["scroll"]}>
          <Table
            context={context}
            answer={current}
            name={name}
            unit={unitText(context.metrics[metric])}
            bound={bound ?? t("comparison.noBound")}
          />
          {problem === null ? null : (
            <p className={classes["problem"]} role="alert">
              {t("comparison.failed", { detail: problem })}
            </p>
          )}
        </div>
      )}
    </PanelCard>
  );
}

/** "≤ 0.2", as the heads of the columns say it. */
function boundOf(answer: Answer | null): string | null {
  const target = answer?.target ?? null;
  return target === null ? null : `${target.direction === "at_most" ? "≤" : "≥"} ${target.value}`;
}

function Table({
  context,
  answer,
  name,
  unit,
  bound,
}: {
  readonly context: PanelContext;
  readonly answer: Answer;
  readonly name: string;
  readonly unit: string;
  readonly bound: string;
}) {
  const t = usePanelText();
  const variants = useMemo(() => variantViews(context.runs), [context.runs]);
  const first = variants.find((view) => view.variant === answer.variants[0]?.variant);
  const heads = [
    t("comparison.runs"),
    unit === "" ? name : t("comparison.unit", { metric: name, unit }),
    t("comparison.difference", { label: first?.label ?? "" }),
    t("comparison.steps", { bound }),
    t("comparison.seconds", { bound }),
  ];
  return (
    <table className={classes["table"]}>
      <caption className="ds-visually-hidden">
        {t("comparison.caption", { metric: name, step: formatCount(answer.step ?? 0) })}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t("table.variant")}</th>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {variants.map((view) => {
          const compared = answer.variants.find((one) => one.variant === view.variant);
          if (!view.visible || compared === undefined) return null;
          return (
            <tr
              key={view.variant}
              onPointerEnter={() => context.onHover({ variant: view.variant })}
              onPointerLeave={() => context.onHover(null)}
            >
              <th scope="row">
                <span className={classes["variant"]}>
                  <Swatch style={view.style} />
                  {view.label}
                </span>
              </th>
              {cellsOf(compared, view.runs, answer.step, t).map((cell, index) => (
                <Figures key={heads[index]} cell={cell} head={heads[index] ?? ""} />
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Figures({ cell, head }: { readonly cell: Cell; readonly head: string }) {
  return (
    <td data-head={head}>
      <span>{cell.text}</span>
      {cell.aside === "" ? null : (
        <span className={classes["aside"]} data-tone={cell.tone}>
          {cell.aside}
        </span>
      )}
    </td>
  );
}

/** What the columns mean, as far as it holds for this table. */
function notesOf(answer: Answer | null, t: Translate): readonly string[] {
  if (answer === null) return [];
  const replicated = answer.variants.some((variant) => variant.n > 1);
  const { target } = answer;
  const steps =
    target === null
      ? []
      : [
          target.window > 1 ? t("comparison.meanNote", { window: target.window }) : t("comparison.rowNote"),
          ...(replicated ? [t("comparison.medianNote")] : []),
          t("comparison.secondsNote"),
        ];
  const seeds = replicated || answer.variants.length < 2 ? [] : [t("comparison.seedsNote")];
  return [...(steps.length > 0 ? [steps.join(" ")] : []), ...seeds];
}
