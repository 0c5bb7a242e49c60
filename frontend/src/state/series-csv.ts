/** The rows behind a panel as one table in CSV: what the server answers for each run, with its label and seed before it. */
import type { ApiClient } from "../api/client";
import type { RunView } from "./telemetry";

/** Of one metric in one answer: a server thins a read of more. */
const MOST_ROWS = 1_000_000;

const COLUMNS = "label,seed,step,metric,layer,value";
const LINE_END = "\r\n";

/** A run as far as its rows name it. */
export type NamedRun = Pick<RunView, "id" | "label" | "seed" | "step" | "offered">;

/** All rows of the metrics that each run offers, none thinned, in pieces of a file. */
export async function seriesCsv(
  api: Pick<ApiClient, "seriesCsv">,
  runs: readonly NamedRun[],
  metrics: readonly string[],
): Promise<readonly string[]> {
  const pieces = [COLUMNS + LINE_END];
  for (const run of runs) {
    const wanted = metrics.filter((metric) => run.offered?.has(metric) ?? true);
    if (wanted.length === 0) continue;
    const name = `${quoted(run.label)},${quoted(run.seed)},`;
    for (let from = 0; from <= run.step; from += MOST_ROWS) {
      const answer = await api.seriesCsv(run.id, wanted, from, from + MOST_ROWS - 1);
      const [, ...rows] = answer.split(LINE_END).filter((line) => line !== "");
      pieces.push(rows.map((row) => name + row + LINE_END).join(""));
    }
  }
  return pieces;
}

/** A field of a table, in quotes where it needs them (RFC 4180). */
function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
