/** A panel with a chart: the card, the figure, and what stands in its place while there is none. */

import { type ReactNode, useRef } from "react";
import type { Figure, PlotFrame } from "../../plots/figure";
import { type ChartHandle, PlotlyChart } from "../../plots/PlotlyChart";
import type { PanelContext } from "../../state/telemetry";
import { PanelCard } from "./PanelCard";
import { emptyText, isWaiting, useFacts, usePanelText } from "./usePanel";

export interface PlotPanelProps {
  readonly context: PanelContext;
  /** The panel's name in the page, for choices and tests. */
  readonly name: string;
  readonly title: string;
  readonly definition: string;
  readonly controls?: ReactNode;
  readonly build: (frame: PlotFrame) => Figure | null;
  readonly revision: string;
}

export function PlotPanel({ context, name, title, definition, controls, build, revision }: PlotPanelProps) {
  const t = usePanelText();
  const [facts, onFigure] = useFacts();
  const chart = useRef<ChartHandle>(null);
  return (
    <PanelCard
      context={context}
      name={name}
      title={title}
      definition={definition}
      controls={controls}
      facts={facts}
      onDownload={(format) => chart.current?.download(format, title)}
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
        onHover={context.onHover}
        onHoldStep={context.onHoldStep}
        onFigure={onFigure}
        maxStep={context.maxStep}
      />
    </PanelCard>
  );
}
