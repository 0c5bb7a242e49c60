/** What measuring costs, in words. */
import type { DryRun } from "../protocol/types";
import { formatDuration, formatFigure } from "./format";
import { i18next } from "./index";

type Estimate = DryRun["estimate"];
type Watching = Estimate["watching"][number];
export type Cadence = Watching["cadence"];

/** From ten times on, per cent no longer tell anybody anything. */
const MANY = 900;

/** "+23 %", or "×780" of a step that takes so many times as long. */
function added(percent: number): string {
  if (percent < MANY) return `+${formatFigure(Number(percent.toPrecision(2)))} %`;
  return `×${formatFigure(Number((1 + percent / 100).toPrecision(2)))}`;
}

/** What a cadence does to a step, and to all trainings where that is much; null where nothing is measured. */
export function costOf(cadence: Cadence, { watching, seconds }: Estimate): string | null {
  const percent = watching.find((one) => one.cadence === cadence)?.percent;
  if (percent === undefined) return null;
  const cost = added(percent);
  if (percent < MANY) return i18next.t("composer.costPerStep", { cost });
  return i18next.t("composer.costInAll", { cost, time: formatDuration(seconds) });
}

/** "layers +4 %, curvature ×780" */
export function costsOf(watching: readonly Watching[]): string {
  return watching
    .map(({ cadence, percent }) => `${i18next.t(`composer.watched.${cadence}`)} ${added(percent)}`)
    .join(", ");
}
