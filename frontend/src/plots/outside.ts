import type { Note, Outside, Translate } from "./figure";
import { formatCount } from "./format";

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
