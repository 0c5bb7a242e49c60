import { useComputedColorScheme } from "@mantine/core";
import { useId, useState } from "react";
import type { Figure, PlotFrame, TextTable } from "../../plots/figure";
import { PlotlyChart } from "../../plots/PlotlyChart";
import type { Hover } from "../../state/telemetry";
import { usePanelText } from "../panels/usePanel";
import classes from "./catalog.module.css";

const NO_SOURCE = () => () => {};
const HOLD_NOTHING = () => {};

/** A figure that depends on nothing but what builds it, with its numbers in words. */
export function Chart({
  name,
  label,
  points,
  square = false,
  build,
}: {
  name: string;
  label: string;
  /** How many places the cursor can stand at. */
  points: number;
  square?: boolean;
  build: (frame: PlotFrame) => Figure | null;
}) {
  const t = usePanelText();
  const scheme = useComputedColorScheme("light");
  const [hover, setHover] = useState<Hover | null>(null);
  const [table, setTable] = useState<TextTable | null>(null);
  const id = useId();
  return (
    <div
      className={classes.chart}
      data-panel={name}
      data-shape={square ? "square" : "wide"}
      aria-describedby={id}
    >
      <PlotlyChart
        build={build}
        revision={name}
        subscribe={NO_SOURCE}
        scheme={scheme}
        t={t}
        label={label}
        hover={hover}
        onHover={setHover}
        onHoldStep={HOLD_NOTHING}
        onFigure={(figure) => setTable(figure?.table ?? null)}
        maxStep={points - 1}
      />
      {table === null ? null : (
        <table id={id} className="ds-visually-hidden">
          <caption>{table.caption}</caption>
          <thead>
            <tr>
              {table.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr key={row[0]}>
                {row.map((cell, index) => (
                  <td key={table.columns[index]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
