/** The values under the cursor, on the side of the figure where the cursor is not: it never hides the curve. */

import type { Hover, Scheme } from "../state/telemetry";
import type { Figure, Readout } from "./figure";
import classes from "./PlotlyChart.module.css";
import { THEMES } from "./theme";

export interface ReadoutBoxProps {
  readonly readout: Readout;
  readonly figure: Figure;
  readonly hover: Hover;
  readonly scheme: Scheme;
}

export function ReadoutBox({ readout, figure, hover, scheme }: ReadoutBoxProps) {
  const theme = THEMES[scheme];
  const vertical = figure.marks({ ...hover }).find((mark) => mark.kind === "vertical" && mark.held !== true);
  const right = vertical?.kind === "vertical" ? vertical.x < figure.area.width / 2 : false;
  return (
    <div
      className={classes["readout"]}
      style={{
        background: theme.card,
        color: theme.ink,
        borderColor: theme.line,
        top: figure.area.top + 4,
        ...(right ? { right: 6 } : { left: figure.area.left + 6 }),
      }}
    >
      <div className={classes["readoutTitle"]}>{readout.title}</div>
      <table>
        {readout.columns ? (
          <thead>
            <tr>
              <td />
              {readout.columns.map((column) => (
                <th key={column} style={{ color: theme.muted }}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
        ) : null}
        <tbody>
          {readout.rows.map((row) => (
            <tr key={row.label}>
              <td>
                <span className={classes["chip"]} style={{ background: row.color }} />
                {row.label}
              </td>
              {row.values.map((value, index) => (
                <td key={readout.columns?.[index] ?? index} className={classes["value"]}>
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
