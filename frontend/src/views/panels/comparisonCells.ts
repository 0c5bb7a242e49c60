/** One variant's row of the comparison in words and figures. */
import type { Translate } from "../../plots/figure";
import { formatCount, formatValue } from "../../plots/format";
import { toNumber } from "../../protocol/numbers";
import type { VariantComparison, WireNumber } from "../../protocol/types";
import { isOpenRun } from "../../state/comparison";
import type { RunView } from "../../state/telemetry";

/** A figure, and below it what must be known of it. */
export interface Cell {
  readonly text: string;
  readonly aside: string;
  readonly tone: "plain" | "strong" | "serious";
}

const NONE = "–";

/** Runs, value, difference to the first variant, steps and seconds to the target. */
export function cellsOf(
  variant: VariantComparison,
  runs: readonly RunView[],
  step: number | null,
  t: Translate,
): readonly Cell[] {
  return [
    plain(
      variant.n === runs.length
        ? formatCount(runs.length)
        : t("comparison.some", { count: variant.n, all: runs.length }),
    ),
    valueCell(variant, runs, step, t),
    differenceCell(variant.difference, t),
    ...targetCells(variant, runs, t),
  ];
}

function plain(text: string, aside = ""): Cell {
  return { text, aside, tone: "plain" };
}

function valueCell(
  variant: VariantComparison,
  runs: readonly RunView[],
  step: number | null,
  t: Translate,
): Cell {
  if (variant.mean === null) return plain(NONE, t("comparison.noRow"));
  const text = withHalf(formatValue(toNumber(variant.mean)), variant.interval, t);
  const diverged = runs.filter((run) => run.divergedAt !== null).length;
  if (diverged > 0) {
    const aside =
      runs.length === 1
        ? t("comparison.divergedAlone")
        : t("comparison.diverged", { count: diverged, all: runs.length });
    return { text, aside, tone: "serious" };
  }
  const at = variant.rows_at;
  if (at === null || (at.first === step && at.last === step)) return plain(text);
  return plain(
    text,
    at.first === at.last
      ? t("comparison.atStep", { step: formatCount(at.last) })
      : t("comparison.betweenSteps", { from: formatCount(at.first), to: formatCount(at.last) }),
  );
}

function differenceCell(difference: VariantComparison["difference"], t: Translate): Cell {
  if (difference === null) return plain(NONE, t("comparison.first"));
  if (difference.mean === null) return plain(NONE, t("comparison.noPair"));
  const mean = toNumber(difference.mean);
  if (!Number.isFinite(mean)) return plain(NONE, t("comparison.notFinite"));
  const text = withHalf(`${mean > 0 ? "+" : ""}${formatValue(mean)}`, difference.interval, t);
  if (difference.interval === null) return plain(text, t("comparison.onePair"));
  if (toNumber(difference.interval.high) < 0) return { text, aside: t("comparison.lower"), tone: "strong" };
  if (toNumber(difference.interval.low) > 0) return { text, aside: t("comparison.higher"), tone: "strong" };
  return plain(text, t("comparison.alike"));
}

function targetCells(variant: VariantComparison, runs: readonly RunView[], t: Translate): readonly Cell[] {
  const reach = variant.to_target;
  if (reach === null) return [plain(NONE), plain(NONE)];
  const open = runs.some(isOpenRun);
  const none = t(open ? "comparison.notYet" : "comparison.never");
  const count = reach.n > 1 ? t("comparison.reached", { count: reach.reached, all: reach.n }) : "";
  const aside = reach.reached === 0 ? none : count;
  if (reach.steps === null) return [plain(NONE, aside), plain(NONE)];
  const seconds =
    reach.seconds === null
      ? plain(NONE, t(open ? "comparison.afterEnd" : "comparison.unknown"))
      : plain(t("comparison.about", { value: formatValue(reach.seconds, 2) }));
  return [plain(formatCount(reach.steps), aside), seconds];
}

function withHalf(
  value: string,
  interval: { readonly low: WireNumber; readonly high: WireNumber } | null,
  t: Translate,
): string {
  const half = interval === null ? Number.NaN : (toNumber(interval.high) - toNumber(interval.low)) / 2;
  return Number.isFinite(half) ? t("comparison.interval", { value, half: formatValue(half, 2) }) : value;
}
