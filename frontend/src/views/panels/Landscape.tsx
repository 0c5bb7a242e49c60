/** The loss around a network: asked for here, drawn while it is computed. */
import { Button, Progress } from "@mantine/core";
import { useCallback, useMemo, useRef, useState } from "react";
import { useNames } from "../../i18n/names";
import type { PlotFrame } from "../../plots/figure";
import { formatCount } from "../../plots/format";
import { landscapeFigure } from "../../plots/landscape/landscapeFigure";
import { type ChartHandle, PlotlyChart } from "../../plots/PlotlyChart";
import type { LandscapeRequest } from "../../protocol/types";
import { type GrownLandscape, isOpen } from "../../state/landscapes";
import type { PanelContext, RunView } from "../../state/telemetry";
import { Choice, Toggle } from "./Controls";
import classes from "./Landscape.module.css";
import { PanelCard } from "./PanelCard";
import { type Landscapes, useLandscapes } from "./useLandscapes";
import { revisionOf, useChoice, useFacts, usePanelText, visibleRuns } from "./usePanel";

const NEVER = () => () => {};

export function Landscape({ context }: { readonly context: PanelContext }) {
  const t = usePanelText();
  const runs = visibleRuns(context);
  const [chosen, setChosen] = useChoice<string>(context, "landscapeRun", "");
  const [scale, setScale] = useChoice<"log" | "linear">(context, "landscapeScale", "log");
  const run =
    runs.find((one) => one.id === chosen) ??
    runs.find((one) => one.id === context.selectedRun) ??
    runs[0] ??
    null;
  const landscapes = useLandscapes(run?.id ?? null);
  const { shown } = landscapes;
  // Until something is chosen, what is shown is what would be computed again.
  const [kind, setKind] = useChoice<"random" | "trajectory">(
    context,
    "landscapeKind",
    shown?.kind ?? "random",
  );
  const [dimensions, setDimensions] = useChoice<"1" | "2">(
    context,
    "landscapeDimensions",
    shown?.dimensions === 1 ? "1" : "2",
  );
  const [facts, onFigure] = useFacts();
  const chart = useRef<ChartHandle>(null);
  const names = useNames();
  const color = run?.style.color ?? "";
  const name = run?.label ?? "";
  const build = useCallback(
    (frame: PlotFrame) =>
      shown === null
        ? null
        : landscapeFigure({
            frame,
            landscape: { ...shown, unit: names.unit(shown.unit) },
            logarithmic: scale === "log",
            name,
            color,
            held: context.step,
          }),
    [shown, scale, name, color, context.step, names],
  );
  const open = shown !== null && isOpen(shown);
  const ask = () => landscapes.ask(requestOf(run, kind, dimensions));
  const title = t("landscape.title");
  const controls = (
    <>
      {runs.length > 1 ? (
        <Choice
          label={t("landscape.run")}
          value={run?.id ?? ""}
          options={runs.map((one) => ({
            value: one.id,
            label: t("landscape.runOf", { label: one.label, seed: one.seed }),
          }))}
          onChange={setChosen}
        />
      ) : null}
      <Toggle
        label={t("landscape.kind")}
        value={kind}
        options={[
          { value: "random", label: t("landscape.random") },
          { value: "trajectory", label: t("landscape.trajectory") },
        ]}
        onChange={setKind}
      />
      <Toggle
        label={t("landscape.dimensions")}
        value={dimensions}
        options={[
          { value: "1", label: t("landscape.line") },
          { value: "2", label: t("landscape.plane") },
        ]}
        onChange={setDimensions}
      />
      <Button
        size="compact-xs"
        variant={open ? "default" : "filled"}
        disabled={run === null || !hasBegun(run) || landscapes.asking}
        onClick={open ? landscapes.cancel : ask}
      >
        {t(open ? "landscape.cancel" : "landscape.compute")}
      </Button>
      <Toggle
        label={t("landscape.color")}
        value={scale}
        options={[
          { value: "log", label: t("scale.log") },
          { value: "linear", label: t("scale.linear") },
        ]}
        onChange={setScale}
      />
      <History landscapes={landscapes} />
    </>
  );
  return (
    <PanelCard
      context={context}
      name="landscape"
      title={title}
      definition={t("landscape.definition")}
      controls={controls}
      facts={facts}
      onDownload={(format) => chart.current?.download(format, title)}
      onResetZoom={() => chart.current?.resetZoom()}
      emptyText={<Empty run={run} landscapes={landscapes} onAsk={ask} />}
      loading={landscapes.loading}
    >
      <PlotlyChart
        ref={chart}
        build={build}
        revision={revisionOf(context, scale, shown?.id ?? "", `${shown?.values.length ?? 0}`)}
        subscribe={NEVER}
        scheme={context.scheme}
        t={t}
        label={[title, facts.subtitle].filter(Boolean).join(", ")}
        hover={context.hover}
        onHover={context.onHover}
        onHoldStep={context.onHoldStep}
        onFigure={onFigure}
        maxStep={context.maxStep}
      />
      {shown !== null && open && !facts.empty ? <Growing landscape={shown} /> : null}
      {landscapes.problem !== null && !facts.empty ? (
        <p className={classes["problem"]} role="alert">
          {t("landscape.failed", { detail: landscapes.problem })}
        </p>
      ) : null}
    </PanelCard>
  );
}

/** What stands in the card while there is nothing to draw: what is going on, or the button that asks for it. */
function Empty({
  run,
  landscapes,
  onAsk,
}: {
  readonly run: RunView | null;
  readonly landscapes: Landscapes;
  readonly onAsk: () => void;
}) {
  const t = usePanelText();
  const { shown, loading, asking, problem } = landscapes;
  if (run === null) return t("empty.hidden");
  if (!hasBegun(run)) return t("landscape.noStep");
  if (loading || asking) return t("landscape.starting");
  if (shown !== null && isOpen(shown)) return <Growing landscape={shown} />;
  const detail = problem ?? (shown?.status === "failed" ? shown.error : null);
  const idle = t(shown?.status === "cancelled" ? "landscape.cancelled" : "landscape.empty");
  return (
    <div className={classes["empty"]}>
      <span role={detail === null ? undefined : "alert"}>
        {detail === null ? idle : t("landscape.failed", { detail })}
      </span>
      <Button size="xs" variant="light" onClick={onAsk}>
        {t("landscape.ask")}
      </Button>
    </div>
  );
}

/** How far it is. */
function Growing({ landscape }: { readonly landscape: GrownLandscape }) {
  const t = usePanelText();
  const { stage, done, total } = landscape.progress;
  const figures = { done: formatCount(done), total: formatCount(total) };
  const text =
    stage === "queued"
      ? t(landscape.status === "queued" ? "landscape.waiting" : "landscape.starting")
      : t(`landscape.${stage}`, figures);
  return (
    <div className={classes["growing"]} role="status">
      <span>{text}</span>
      <Progress
        size="sm"
        aria-label={t("landscape.progress")}
        value={stage === "queued" ? 0 : (100 * done) / Math.max(1, total)}
        transitionDuration={200}
      />
    </div>
  );
}

/** The landscapes that there are: a choice where there are several, and the end of the one that is shown. */
function History({ landscapes }: { readonly landscapes: Landscapes }) {
  const t = usePanelText();
  const { list, shown, choose, remove } = landscapes;
  const [doomed, setDoomed] = useState<string | null>(null);
  const options = useMemo(
    () =>
      list.map((one) => {
        const what = t(`landscape.itemOf.${one.request["kind"]}_${one.request["dimensions"]}`);
        const text = t("landscape.item", { what, step: one.step === null ? "–" : formatCount(one.step) });
        const label =
          one.status === "succeeded" ? text : `${text} · ${t(`landscape.unfinished.${one.status}`)}`;
        return { value: one.id, label };
      }),
    [list, t],
  );
  if (list.length === 0) return null;
  const chosen = options.find((one) => one.value === shown?.id);
  const sure = shown !== null && doomed === shown.id;
  const press = () => {
    if (shown === null) return;
    setDoomed(sure ? null : shown.id);
    if (sure) remove(shown.id);
  };
  return (
    <>
      {list.length > 1 ? (
        <Choice label={t("landscape.which")} value={shown?.id ?? ""} options={options} onChange={choose} />
      ) : null}
      <Button
        size="compact-xs"
        variant={sure ? "filled" : "subtle"}
        color={sure ? "red" : "gray"}
        aria-label={sure ? undefined : t("landscape.deleteOf", { what: chosen?.label ?? "" })}
        disabled={shown === null || isOpen(shown)}
        onClick={press}
        onBlur={() => setDoomed(null)}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || !sure) return;
          event.stopPropagation();
          setDoomed(null);
        }}
      >
        {t(sure ? "landscape.reallyDelete" : "landscape.delete")}
      </Button>
    </>
  );
}

function hasBegun(run: RunView): boolean {
  return run.outcome !== null || run.step > 0 || run.steps === 0;
}

/** The network in the centre: the final one where there is one, the last finite one of a run that diverged, else the
 * one that the run has come to. */
function requestOf(
  run: RunView | null,
  kind: "random" | "trajectory",
  dimensions: "1" | "2",
): LandscapeRequest {
  const diverged = run?.divergedAt ?? null;
  const at = diverged !== null ? Math.max(0, diverged - 1) : run?.outcome ? "final" : (run?.step ?? 0);
  return { kind, dimensions: dimensions === "1" ? 1 : 2, resolution: dimensions === "1" ? 101 : 41, at };
}
