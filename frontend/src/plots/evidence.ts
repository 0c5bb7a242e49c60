/**
 * What carries the finding on show, over a figure: a ring where each row lies, its value beside it, and a dashed line at
 * the limit that the rule holds it against. It lies over the chart as the linked cursor does, so showing a finding draws no
 * chart again, and a live refresh pays nothing while none is shown.
 */

import type { EvidenceRow, Scheme } from "../state/telemetry";
import type { Figure, Label, Translate } from "./figure";
import { formatValue } from "./format";
import { textWidth } from "./textWidth";
import { severityColor } from "./theme";

/** Pixels from a ring's centre to its line. */
export const RING_RADIUS = 6;
const LINE_HEIGHT = 13;

/** A ring, in pixels of the plot area. */
export interface Ring {
  readonly x: number;
  readonly y: number;
  readonly color: string;
}

/** A line across the plot area, in pixels from its top. */
export interface LimitLine {
  readonly y: number;
  readonly color: string;
}

export interface EvidenceMarks {
  readonly rings: readonly Ring[];
  readonly limits: readonly LimitLine[];
  readonly labels: readonly Label[];
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

/** The marks of these rows, which are of metrics that the figure draws; null where none of them lies in it. */
export function evidenceMarks(
  figure: Figure,
  rows: readonly EvidenceRow[],
  scheme: Scheme,
  t: Translate,
): EvidenceMarks | null {
  const { area } = figure;
  const rings: Ring[] = [];
  const limits: LimitLine[] = [];
  const labels: Label[] = [];
  const taken: Box[] = [];
  /** A text beside a place, on the side where it fits; none where another stands already. */
  const say = (text: string, x: number, y: number, gap: number, color: string) => {
    const width = textWidth(text) + 4;
    const before = x + gap + width > area.width && x - gap - width >= 0;
    const box = before
      ? { left: x - gap - width, right: x - gap, y }
      : { left: x + gap, right: x + gap + width, y };
    const isFree = taken.every(
      (other) => box.right < other.left || box.left > other.right || Math.abs(box.y - other.y) >= LINE_HEIGHT,
    );
    if (!isFree) return;
    taken.push(box);
    labels.push({
      x: before ? x - gap : x + gap,
      y,
      text,
      color,
      anchor: before ? "end" : "start",
      strong: true,
    });
  };
  const placed = rows.flatMap((row) => {
    const place = figure.place?.(row) ?? null;
    const inside = place !== null && isWithin(place.x, area.width) && isWithin(place.y, area.height);
    return place !== null && inside ? [{ row, place, color: severityColor(row.severity, scheme) }] : [];
  });
  for (const { row, place, color } of placed) {
    rings.push({ x: place.x, y: place.y, color });
    say(formatValue(row.value), place.x, place.y, RING_RADIUS + 4, color);
  }
  for (const { row, place, color } of placed) {
    if (row.threshold === null || place.limit === null || !Number.isFinite(place.limit)) continue;
    const { limit } = place;
    if (limits.some((one) => one.y === limit)) continue;
    const text = t("app:findings.threshold", { threshold: formatValue(row.threshold) });
    if (isWithin(limit, area.height)) {
      limits.push({ y: limit, color });
      say(text, 0, limit < LINE_HEIGHT ? limit + 8 : limit - 8, 4, color);
    } else if (limit < 0) say(`↑ ${text}`, 0, 8, 4, color);
    else say(`↓ ${text}`, 0, area.height - 8, 4, color);
  }
  return placed.length === 0 ? null : { rings, limits, labels };
}

function isWithin(pixel: number, length: number): boolean {
  return pixel >= -1 && pixel <= length + 1;
}
