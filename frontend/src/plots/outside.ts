import type { AxisScale, Note, Outside, Translate } from "./figure";
import { formatCount } from "./format";

/** How many of these values a vertical axis cannot show. */
export function valuesOutside(values: readonly number[], y: AxisScale): Outside {
  const low = y.kind === "log" ? 10 ** y.range[0] : y.range[0];
  const high = y.kind === "log" ? 10 ** y.range[1] : y.range[1];
  const outside = { above: 0, below: 0, nonPositive: 0, nonFinite: 0 };
  for (const value of values) {
    if (!Number.isFinite(value)) outside.nonFinite++;
    else if (y.kind === "log" && value <= 0) outside.nonPositive++;
    else if (value > high) outside.above++;
    else if (value < low) outside.below++;
  }
  return outside;
}

/** The sentence that says what lies outside the drawn range, or null where nothing does. */
export function outsideNote(outside: Outside, t: Translate): Note | null {
  const parts: string[] = [];
  if (outside.above > 0)
    parts.push(t("outside.above", { count: outside.above, number: formatCount(outside.above) }));
  if (outside.below > 0)
    parts.push(t("outside.below", { count: outside.below, number: formatCount(outside.below) }));
  if (outside.nonPositive > 0) {
    parts.push(
      t("outside.nonPositive", { count: outside.nonPositive, number: formatCount(outside.nonPositive) }),
    );
  }
  if (outside.nonFinite > 0) {
    parts.push(t("outside.nonFinite", { count: outside.nonFinite, number: formatCount(outside.nonFinite) }));
  }
  if (parts.length === 0) return null;
  return { kind: "plain", items: [{ text: t("outside.sentence", { parts: parts.join(" · ") }) }] };
}
