/** Learning curves in numbers: under the cursor, and as a table. */

import type { Bands } from "../state/telemetry";
import { type Curve, meanAt, meanText } from "./curves";
import { indexAtOrBefore } from "./decimate";
import type { AxisScale, Figure, PlotFrame, Readout } from "./figure";
import { formatCount, formatValue } from "./format";
import type { LearningCurvesInput } from "./learningCurves";
import type { Band } from "./statistics";

/** What a band shows, and of which mean. */
export function bandText(bands: Bands, kind: AxisScale["kind"], t: PlotFrame["t"]): string {
  return t("bands.of", {
    band: t(`bands.${bands}`),
    mean: t(kind === "log" ? "bands.geometric" : "bands.arithmetic"),
  });
}

export function readout(
  input: LearningCurvesInput,
  names: string[],
  groups: Curve[][],
  step: number,
): Readout {
  const { t } = input.frame;
  const isSmoothed = input.smoothing > 0;
  const summary = (curves: readonly Curve[]) =>
    meanText(curves, meanAt(curves, step, input.bands, input.axis));
  const columns = [t("split.train"), ...(isSmoothed ? [t("curves.smoothed")] : [])];
  if (input.validation.length > 0) columns.push(t(`split.${input.against ?? "validation"}`));
  return {
    title: t("readout.step", { step: formatCount(step) }),
    columns,
    rows: groups.map((group, which) => {
      const run = (group[0] as Curve).run;
      const same = (curve: Curve) => curve.run.variant === run.variant;
      const values = [summary(input.train.filter(same))];
      if (isSmoothed) values.push(summary(group));
      if (input.validation.length > 0) values.push(summary(input.validation.filter(same)));
      return { color: run.style.color, label: names[which] as string, values };
    }),
  };
}

export function table(
  input: LearningCurvesInput,
  names: string[],
  groups: Curve[][],
  means: readonly (Band | null)[],
): Figure["table"] {
  const { t } = input.frame;
  const at = readout(input, names, groups, input.shownStep);
  return {
    caption: t("curves.table", {
      step: formatCount(input.shownStep),
      quantity: t(`curves.${input.quantity}`, { unit: input.unit }),
    }),
    columns: [
      t("table.variant"),
      ...(at.columns ?? []),
      ...(means.some(Boolean) ? [bandText(input.bands, input.axis, t)] : []),
    ],
    rows: at.rows.map((row, which) => {
      const band = means[which];
      const last = band ? indexAtOrBefore(band.steps, input.shownStep) : -1;
      // Where some replicates have not come so far there is no interval beside the mean of the others.
      const n = meanAt(groups[which] as Curve[], input.shownStep, input.bands, input.axis)?.n;
      const interval =
        band && last >= 0 && n === band.n
          ? `${formatValue(band.low[last] as number)} – ${formatValue(band.high[last] as number)} (n = ${band.n})`
          : "–";
      return [row.label, ...row.values, ...(means.some(Boolean) ? [interval] : [])];
    }),
  };
}
