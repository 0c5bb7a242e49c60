import { useState } from "react";
import { fileName, saveAs } from "../../plots/exportFigure";
import { api } from "../../state/app";
import { seriesCsv } from "../../state/series-csv";
import type { PanelContext } from "../../state/telemetry";
import { visibleRuns } from "./usePanel";

/** The rows behind a panel, as a file. */
export interface Table {
  readonly download: () => void;
  /** Whether they are being read. */
  readonly busy: boolean;
  /** What went wrong the last time. */
  readonly problem: string | null;
}

/** All rows of these metrics of the visible runs; null where a panel draws no metrics. */
export function useTable(context: PanelContext, metrics: readonly string[], title: string): Table | null {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const download = () => {
    setBusy(true);
    setProblem(null);
    seriesCsv(api, visibleRuns(context), metrics)
      .then((pieces) => {
        const address = URL.createObjectURL(new Blob([...pieces], { type: "text/csv" }));
        saveAs(address, fileName(title, "csv"));
        URL.revokeObjectURL(address);
      })
      .catch((error: unknown) => setProblem(error instanceof Error ? error.message : String(error)))
      .finally(() => setBusy(false));
  };
  return metrics.length === 0 ? null : { download, busy, problem };
}
