/** What all panels share: their remembered choices, their texts, the runs of each variant, what the last figure says. */

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { NAMES } from "../../i18n/names";
import type { Figure, Key, Note, TextTable, Translate } from "../../plots/figure";
import { type StepScale, stepScale } from "../../plots/stepScale";
import type { MetricInfo, PanelContext, RunView } from "../../state/telemetry";

/** A choice that the page remembers under `name`; a panel alone keeps it itself. */
export function useChoice<Value extends string>(
  context: PanelContext,
  name: string,
  fallback: Value,
): [Value, (value: Value) => void] {
  const [own, setOwn] = useState<Value | null>(null);
  const { choices, onChoice } = context;
  const value = (choices?.[name] as Value | undefined) ?? own ?? fallback;
  const set = useCallback(
    (next: Value) => {
      if (onChoice) onChoice(name, next);
      else setOwn(next);
    },
    [name, onChoice],
  );
  return [value, set];
}

/** The panels' texts, by key. */
export function usePanelText(): Translate {
  const { t } = useTranslation("panels");
  return t as unknown as Translate;
}

/** A text where there is one, the fallback otherwise: for names that a server may add. */
export function textOr(t: Translate, key: string, fallback: string): string {
  const text = t(key);
  return text === key || text === "" ? fallback : text;
}

/** What a metric is called on screen. */
export function metricTitle(t: Translate, metric: string): string {
  return textOr(t, `metric.${metric.replace("/", "_")}`, metric);
}

/** What a metric means, in the reader's language where known, else as the server says it; and how often it is there. */
export function metricDefinition(t: Translate, info: MetricInfo | undefined): string {
  if (!info) return "";
  const definition = textOr(t, `definition.${info.name.replace("/", "_")}`, info.definition);
  const every = info.every ?? null;
  if (every === null) return definition;
  return `${definition} ${every === 1 ? t("card.everyStep") : t("card.everySteps", { number: every })}`;
}

/** "nats", in the language in use; or nothing for pure numbers. */
export function unitText(info: MetricInfo | undefined): string {
  return !info || info.unit === "1" ? "" : NAMES.unit(info.unit);
}

export function visibleRuns(context: PanelContext): RunView[] {
  return context.runs.filter((run) => run.visible);
}

/** A variant's label, with the number of its replicates. */
export function namer(runs: readonly RunView[]): (run: RunView) => string {
  const counts = new Map<number, number>();
  for (const run of runs) counts.set(run.variant, (counts.get(run.variant) ?? 0) + 1);
  return (run) => {
    const count = counts.get(run.variant) ?? 1;
    return count > 1 ? `${run.label} ×${count}` : run.label;
  };
}

/** One run for each variant: the selected one where it belongs to it, the first otherwise. */
export function representatives(runs: readonly RunView[], selected: string | null | undefined): RunView[] {
  const chosen = new Map<number, RunView>();
  for (const run of runs) if (!chosen.has(run.variant) || run.id === selected) chosen.set(run.variant, run);
  return [...chosen.values()];
}

/** Says which replicate stands for each variant; empty where there are no replicates. */
export function replicateText(runs: readonly RunView[], shown: readonly RunView[], t: Translate): string {
  if (runs.length === shown.length) return "";
  const seeds = [...new Set(shown.map((run) => run.seed))];
  return seeds.length === 1 ? t("replicates.seed", { seed: seeds[0] as string }) : t("replicates.first");
}

/** The axis of time that the page chose, for these runs. */
export function scaleOf(
  context: Pick<PanelContext, "xAxis" | "source">,
  runs: readonly RunView[],
  t: Translate,
): StepScale {
  return stepScale(context.xAxis, runs, (run) => context.source.wall?.(run) ?? null, t);
}

/** What the card says of the figure last drawn. */
export interface Facts {
  readonly subtitle: string;
  readonly keys: readonly Key[];
  readonly notes: readonly Note[];
  readonly table: TextTable | null;
  readonly zoomable: boolean;
  readonly empty: boolean;
  /** Whether a drawing has been tried: until then an empty panel is loading. */
  readonly tried: boolean;
}

const NO_FACTS: Facts = {
  subtitle: "",
  keys: [],
  notes: [],
  table: null,
  zoomable: false,
  empty: true,
  tried: false,
};

// The table in words follows the drawing at most so often: nobody reads faster.
const TABLE_INTERVAL = 1000;

/** Keeps what the last figure says, and renders only where that changed; what came too soon is said a little later. */
export function useFacts(): [Facts, (figure: Figure | null) => void] {
  const [facts, setFacts] = useState<Facts>(NO_FACTS);
  const last = useRef({ text: "", tableAt: 0 });
  const later = useRef<number | undefined>(undefined);
  useEffect(() => () => window.clearTimeout(later.current), []);
  const onFigure = useCallback((figure: Figure | null) => {
    window.clearTimeout(later.current);
    if (!figure) {
      last.current.text = "";
      setFacts((before) => (before.empty && before.tried ? before : { ...NO_FACTS, tried: true }));
      return;
    }
    const text = JSON.stringify([figure.subtitle, figure.keys, figure.notes, figure.zoomable]);
    const say = () => {
      last.current = { text, tableAt: performance.now() };
      const { subtitle, keys, notes, table, zoomable } = figure;
      setFacts({ subtitle, keys, notes, table, zoomable, empty: false, tried: true });
    };
    const left = last.current.tableAt + TABLE_INTERVAL - performance.now();
    if (text === last.current.text && left > 0) later.current = window.setTimeout(say, left);
    else say();
  }, []);
  return [facts, onFigure];
}

/** What stands in the card where there is no figure. */
export function emptyText(context: PanelContext, t: Translate, tried = true): string {
  if (context.runs.length === 0) return t("empty.noRuns");
  const runs = visibleRuns(context);
  if (runs.length === 0) return t("empty.hidden");
  const failed = runs.every((run) => run.status === "failed" || run.status === "lost");
  if (failed) return t("empty.failed");
  const waiting = runs.some((run) => ["queued", "starting", "running", "paused"].includes(run.status));
  if (waiting) return t("empty.waiting");
  if (context.deleted) return t("empty.deleted");
  return !tried || context.source.pending?.() === true ? t("empty.loading") : t("empty.none");
}

/** Whether rows are still to come, so that an empty panel is loading and not without data. */
export function isWaiting(context: PanelContext): boolean {
  return visibleRuns(context).some((run) => ["queued", "starting", "running"].includes(run.status));
}

/** How finely curves are drawn: while runs are training, as fine as a refresh allows; twice that once all are done. */
export function detailOf(runs: readonly RunView[]): number {
  return runs.some((run) => run.status === "running" || run.status === "starting") ? 1 : 2;
}

/** The names of the layer metrics on offer, in the server's order. */
export function useLayerMetrics(context: PanelContext): MetricInfo[] {
  return useMemo(
    () => Object.values(context.metrics).filter((metric) => metric.axes.includes("layer")),
    [context.metrics],
  );
}

/** What the user chose in the page, as one text: another one is drawn at once. */
export function revisionOf(context: PanelContext, ...own: readonly string[]): string {
  const runs = context.runs.filter((run) => run.visible).map((run) => run.id);
  return JSON.stringify([
    context.step,
    context.xAxis,
    context.smoothing,
    context.bands,
    context.selectedRun,
    runs,
    own,
  ]);
}
