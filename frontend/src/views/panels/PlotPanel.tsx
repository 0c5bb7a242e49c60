/** A panel with a chart: the card, the figure, and what stands in its place while there is none. */

import { type ReactNode, useMemo, useRef } from "react";
import type { Figure, PlotFrame } from "../../plots/figure";
import { type ChartHandle, PlotlyChart } from "../../plots/PlotlyChart";
import type { EvidenceRow, PanelContext } from "../../state/telemetry";
import { PanelCard } from "./PanelCard";
import { emptyText, isWaiting, useFacts, usePanelText } from "./usePanel";
import { useTable } from "./useTable";

export interface PlotPanelProps {
  readonly context: PanelContext;
  /** The panel's name in the page, for choices and tests. */
  readonly name: string;
  readonly title: string;
  readonly definition: string;
  readonly theory?: ReactNode;
  readonly controls?: ReactNode;
  readonly build: (frame: PlotFrame) => Figure | null;
  readonly revision: string;
  /** The metrics that the figure draws, of one layer where it draws one: their evidence is marked, their rows can be downloaded. */
  readonly draws?: { readonly metrics: readonly string[]; readonly layer?: string };
}

const NO_METRICS: readonly string[] = [];
const NO_EVIDENCE: readonly EvidenceRow[] = [];

export function PlotPanel({
  context,
  name,
  title,
  definition,
  theory,
  controls,
  build,
  revision,
  draws,
}: PlotPanelProps) {
  const t = usePanelText();
  const [facts, onFigure] = useFacts();
  const drawn = (draws?.metrics ?? []).join(" ");
  const layer = draws?.layer;
  const { evidence = NO_EVIDENCE } = context;
  const marked = useMemo(() => {
    const metrics = drawn.split(" ");
    const rows = evidence.filter(
      (row) => metrics.includes(row.metric) && (layer === undefined || row.layer === layer),
    );
    return rows.length === 0 ? NO_EVIDENCE : rows;
  }, [evidence, drawn, layer]);
  const table = useTable(context, draws?.metrics ?? NO_METRICS, title);
  const chart = useRef<ChartHandle>(null);
  return (
    <PanelCard
      context={context}
      name={name}
      title={title}
      definition={definition}
      theory={theory}
      controls={controls}
      facts={facts}
      onDownload={(format) => chart.current?.download(format, title)}
      table={table}
      onResetZoom={() => chart.current?.resetZoom()}
      emptyText={emptyText(context, t, facts.tried)}
      loading={isWaiting(context) || !facts.tried}
    >
      <PlotlyChart
        ref={chart}
        build={build}
        revision={revision}
        subscribe={context.source.subscribe}
        scheme={context.scheme}
        t={t}
        label={[title, facts.subtitle].filter(Boolean).join(", ")}
        hover={context.hover}
        evidence={marked}
        onHover={context.onHover}
        onHoldStep={context.onHoldStep}
        onFigure={onFigure}
        maxStep={context.maxStep}
      />
    </PanelCard>
  );
}
