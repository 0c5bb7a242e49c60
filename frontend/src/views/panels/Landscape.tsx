/** The loss around a network: asked for here, drawn while it is computed. */
import { Button } from "@mantine/core";
import { useCallback, useMemo, useRef, useState } from "react";
import { useNames } from "../../i18n/names";
import type { PlotFrame } from "../../plots/figure";
import { formatCount } from "../../plots/format";
import { landscapeFigure } from "../../plots/landscape/landscapeFigure";
import { type ChartHandle, PlotlyChart } from "../../plots/PlotlyChart";
import { isOpen, kindOf, type LandscapeKind, newestOf } from "../../state/landscapes";
import type { PanelContext } from "../../state/telemetry";
import { Choice, Toggle } from "./Controls";
import { Below, Empty } from "./LandscapeStates";
import { hasBegun, pointsOf, requestOf } from "./landscapeRequest";
import { PanelCard } from "./PanelCard";
import { type Landscapes, useLandscapes } from "./useLandscapes";
import { revisionOf, useChoice, useFacts, usePanelText, visibleRuns } from "./usePanel";

const NEVER = () => () => {};

const USUAL: LandscapeKind = { kind: "random", dimensions: 2 };

export function Landscape({ context }: { readonly context: PanelContext }) {
  const t = usePanelText();
  const runs = visibleRuns(context);
  const [runId, setRunId] = useChoice<string>(context, "landscapeRun", "");
  const [scale, setScale] = useChoice<"log" | "linear">(context, "landscapeScale", "log");
  const run =
    runs.find((one) => one.id === runId) ??
    runs.find((one) => one.id === context.selectedRun) ??
    runs[0] ??
    null;
  const [kind, setKind] = useChoice<LandscapeKind["kind"] | "">(context, "landscapeKind", "");
  const [dimensions, setDimensions] = useChoice<"1" | "2" | "">(context, "landscapeDimensions", "");
  const wished: LandscapeKind | null =
    kind === "" && dimensions === ""
      ? null
      : { kind: kind || "random", dimensions: dimensions === "1" ? 1 : 2 };
  const external = run?.external === true;
  const landscapes = useLandscapes(external ? null : (run?.id ?? null), wished);
  const { shown, chosen, list } = landscapes;
  // What is chosen says of what kind it is; where nothing is, it is the kind that would be computed.
  const wanted = chosen === null ? (wished ?? USUAL) : kindOf(chosen);
  const remember = (next: LandscapeKind) => {
    setKind(next.kind);
    setDimensions(next.dimensions === 1 ? "1" : "2");
  };
  const want = (next: LandscapeKind) => {
    remember(next);
    landscapes.choose(newestOf(list, next)?.id ?? null);
  };
  const choose = (id: string) => {
    const next = list.find((one) => one.id === id);
    if (next !== undefined) remember(kindOf(next));
    landscapes.choose(id);
  };
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
  const request = requestOf(run, wanted);
  const ask = () => landscapes.ask(request);
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
          onChange={setRunId}
        />
      ) : null}
      {external ? null : (
        <>
          <Toggle
            label={t("landscape.kind")}
            value={wanted.kind}
            options={[
              { value: "random", label: t("landscape.random") },
              { value: "trajectory", label: t("landscape.trajectory") },
            ]}
            onChange={(next) => want({ ...wanted, kind: next })}
          />
          <Toggle
            label={t("landscape.dimensions")}
            value={`${wanted.dimensions}`}
            options={[
              { value: "1", label: t("landscape.line") },
              { value: "2", label: t("landscape.plane") },
            ]}
            onChange={(next) => want({ ...wanted, dimensions: next === "1" ? 1 : 2 })}
          />
          <Button
            size="compact-xs"
            variant={open ? "default" : "filled"}
            disabled={run === null || !hasBegun(run) || landscapes.asking || context.deleted === true}
            onClick={open ? landscapes.cancel : ask}
          >
            {open ? t("landscape.cancel") : t("landscape.compute", pointsOf(request))}
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
          <History landscapes={landscapes} onChoose={choose} />
        </>
      )}
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
      emptyText={<Empty run={run} landscapes={landscapes} request={request} />}
      loading={landscapes.loading}
      below={facts.empty ? null : <Below landscapes={landscapes} />}
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
    </PanelCard>
  );
}

/** The landscapes that there are: a choice where there are several, and the end of the one that is shown. */
function History({
  landscapes,
  onChoose,
}: {
  readonly landscapes: Landscapes;
  readonly onChoose: (id: string) => void;
}) {
  const t = usePanelText();
  const { list, chosen, shown, remove } = landscapes;
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
  const shownOption = options.find((one) => one.value === shown?.id);
  // Where what is wanted is not there, none of them is chosen.
  const all = chosen === null ? [{ value: "", label: t("landscape.none") }, ...options] : options;
  const sure = shown !== null && doomed === shown.id;
  const press = () => {
    if (shown === null) return;
    setDoomed(sure ? null : shown.id);
    if (sure) remove(shown.id);
  };
  return (
    <>
      {all.length > 1 ? (
        <Choice label={t("landscape.which")} value={chosen?.id ?? ""} options={all} onChange={onChoose} />
      ) : null}
      <Button
        size="compact-xs"
        variant={sure ? "filled" : "subtle"}
        color={sure ? "red" : "gray"}
        aria-label={sure ? undefined : t("landscape.deleteOf", { what: shownOption?.label ?? "" })}
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
