import { useMemo } from "react";
import {
  BLANK,
  type ColorLimits,
  colorAt,
  colorLimits,
  endOf,
  heightOf,
  widened,
} from "../../plots/colorScale";
import { formatCount, formatValue } from "../../plots/format";
import { layerName } from "../../plots/layers";
import { networkLayout } from "../../plots/networkLayout";
import { profileAt } from "../../plots/profile";
import { VIRIDIS } from "../../plots/theme";
import type { PanelContext } from "../../state/telemetry";
import { layerRows } from "./layerRows";
import { MetricChoice } from "./MetricChoice";
import classes from "./NetworkDrawing.module.css";
import { useData } from "./useData";
import { emptyText, metricTitle, useChoice, useLayerMetrics, usePanelText, visibleRuns } from "./usePanel";
import { useSize } from "./useSize";

const SCALE = `linear-gradient(to right, ${VIRIDIS.join(", ")})`;

/** A slim drawing of one run's network: its layers by name, coloured by a metric at the shown step. */
export function NetworkDrawing({ context }: { readonly context: PanelContext }) {
  const t = usePanelText();
  const [metric, setMetric] = useChoice<string>(context, "network.metric", "gradient_norm");
  const offered = useLayerMetrics(context);
  const { source, shownStep, metrics, hover, scheme } = context;
  const runs = visibleRuns(context);
  const run = runs.find((one) => one.id === context.selectedRun) ?? runs[0];
  useData(source);
  const [box, size] = useSize();
  const info = metrics[metric];
  const all = layerRows(source, runs, metric).flatMap((rows) => profileAt(rows, shownStep) ?? []);
  const limits = limitsOf(
    all.map((profile) => profile.values),
    info?.scale === "linear" ? "linear" : "log",
  );
  const ends = { low: formatValue(endOf(limits, "low"), 2), high: formatValue(endOf(limits, "high"), 2) };
  const shown = all.find((profile) => profile.run.id === run?.id);
  const layout = useMemo(
    () => (run ? networkLayout(run.layers, size.width, size.height, (name) => layerName(name, t)) : null),
    [run, size.width, size.height, t],
  );
  // The panels of one layer show the one that was picked here.
  const choose = (layer: string) => {
    context.onChoice?.("update.layer", layer);
    context.onChoice?.("distributions.layer", layer);
  };
  return (
    <section className={classes["card"]} data-panel="network" aria-label={t("title.network")}>
      <header className={classes["header"]}>
        <h3>{t("title.network")}</h3>
        {run ? (
          <span className={classes["run"]}>
            <i style={{ background: run.style.color }} />
            <span title={run.label}>{run.label}</span>
          </span>
        ) : null}
        <MetricChoice offered={offered} value={metric} onChange={setMetric} />
      </header>
      <div ref={box} className={classes["drawing"]}>
        {run && layout && size.height > 40 ? (
          <svg width={size.width} height={size.height}>
            <title>{t("network.list", { run: run.label })}</title>
            <path d={layout.spine} className={classes["spine"]} />
            {layout.nodes.map((node, index) => {
              const column = shown ? shown.layers.indexOf(node.name) : -1;
              const value = shown && column >= 0 ? (shown.values[column] as number) : null;
              const text = value === null ? "–" : formatValue(value, 2);
              const marked = hover?.layer === node.name;
              return (
                // biome-ignore lint/a11y/useSemanticElements: an element of a drawing
                <g
                  key={node.name}
                  role="button"
                  tabIndex={0}
                  aria-pressed={marked}
                  onClick={() => choose(node.name)}
                  onKeyDown={(event) => {
                    if (event.key === "Enter" || event.key === " ") choose(node.name);
                  }}
                  aria-label={`${node.label}: ${text}`}
                  data-layer={node.name}
                  data-marked={marked}
                  className={classes["node"]}
                  onPointerEnter={() => context.onHover({ layer: node.name })}
                  onPointerLeave={() => context.onHover(null)}
                  onFocus={() => context.onHover({ layer: node.name })}
                  onBlur={() => context.onHover(null)}
                >
                  <rect
                    x={0}
                    y={node.y - layout.pitch / 2}
                    width={size.width}
                    height={layout.pitch}
                    fill="transparent"
                  />
                  <rect
                    x={layout.left}
                    y={node.y - layout.height / 2}
                    width={layout.width}
                    height={layout.height}
                    rx={Math.min(4, layout.height / 3)}
                    fill={colorOf(value, limits, scheme)}
                    className={layout.height < 6 ? classes["sliver"] : classes["block"]}
                  />
                  {layout.labelled.has(index) || marked ? (
                    <>
                      <text x={layout.left - 7} y={node.y} textAnchor="end" className={classes["name"]}>
                        {node.label}
                      </text>
                      <text x={layout.left + layout.width + 7} y={node.y} className={classes["value"]}>
                        {text}
                      </text>
                    </>
                  ) : null}
                </g>
              );
            })}
            <text
              x={layout.left + layout.width / 2}
              y={layout.foot}
              textAnchor="middle"
              className={classes["end"]}
            >
              {t("network.input")}
            </text>
          </svg>
        ) : (
          <div className={classes["empty"]}>{emptyText(context, t)}</div>
        )}
      </div>
      {shown ? (
        <footer className={classes["footer"]}>
          <div className={classes["scale"]} role="img" aria-label={t("network.scale", ends)}>
            <span>{ends.low}</span>
            <i style={{ background: SCALE }} />
            <span>{ends.high}</span>
          </div>
          {metricTitle(t, metric)} · {t("subtitle.step", { step: formatCount(shown.step) })}
        </footer>
      ) : null}
    </section>
  );
}

function limitsOf(profiles: readonly Float64Array[], kind: "linear" | "log"): ColorLimits {
  return widened(colorLimits(Float64Array.from(profiles.flatMap((values) => [...values])), kind), 1);
}

function colorOf(value: number | null, limits: ColorLimits, scheme: PanelContext["scheme"]): string {
  return colorAt(value === null ? BLANK : heightOf(value, limits), scheme);
}
