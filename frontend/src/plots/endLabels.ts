/** The labels at the ends of lines, placed beside them and moved apart. */

import type { Label, PlotArea } from "./figure";
import { spread } from "./labels";
import { fitText, textWidth } from "./textWidth";

/** A line's end, in pixels of the plot area, and what stands beside it. */
export interface LineEnd {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly color: string;
}

/** From a line's end to its label: past the ring of a finding's evidence. */
const BESIDE = 10;

/** The distance between two labels, one line of text. */
export const LABEL_GAP = 14;

/** Space that the longest label wants at the right of the plot: at most a quarter of it, a third of a narrow one. */
export function labelMargin(texts: readonly string[], figureWidth: number): number {
  const widest = Math.max(0, ...texts.map(textWidth));
  return Math.round(
    Math.min(widest + BESIDE + 7, Math.max(figureWidth * 0.26, Math.min(104, figureWidth * 0.36))),
  );
}

/** As much of a name as has to be legible: about eight characters. */
const LEAST_NAME = 52;

/** The share of the figure that names at the lines' ends take at most. */
const MOST_ROOM = 0.3;

/** Right of every plot: half of the last tick's text, were it 1,000,000. */
const BARE = 27;

/** What stands at the ends of lines. */
export interface EndRoom {
  /** Whether the lines are named there. */
  readonly named: boolean;
  /** Whether the other texts stand there, too: whole, or else not at all. */
  readonly beside: boolean;
  /** The margin at the right of the plot. */
  readonly right: number;
}

/**
 * Names at the lines' ends take at most three tenths of the figure. They are left out where there is one line to name, and
 * where so little of them would be left that they say nothing or all the same: the table of the runs tells the colours.
 * `others` are texts that stand there where they fit.
 */
export function endRoom(
  names: readonly string[],
  figureWidth: number,
  others: readonly string[] = [],
): EndRoom {
  const distinct = [...new Set(names)];
  const room = figureWidth * MOST_ROOM - BESIDE - 7;
  const cut = new Set(distinct.map((name) => fitText(name, room)));
  const whole = distinct.every((name) => textWidth(name) <= room);
  const named = distinct.length > 1 && (whole || (room >= LEAST_NAME && cut.size === distinct.length));
  const beside = others.every((text) => textWidth(text) <= room);
  const widest = Math.max(0, ...[...(named ? distinct : []), ...(beside ? others : [])].map(textWidth));
  const right = widest === 0 ? BARE : Math.max(BARE, Math.round(Math.min(widest, room) + BESIDE + 7));
  return { named, beside, right };
}

/** Labels right of the lines' ends; a line leads to those that had to move by more than half a line of text. */
export function endLabels(ends: readonly LineEnd[], area: PlotArea, marginRight: number): Label[] {
  const shown = ends.filter((end) => Number.isFinite(end.x) && Number.isFinite(end.y));
  const inside = shown.map((end) => Math.max(0, Math.min(area.height, end.y)));
  const placed = spread(inside, area.height, LABEL_GAP);
  // Ends that lie near each other share one column of labels, right of the last of them.
  const column = shown.map((end, index) => {
    let x = end.x;
    shown.forEach((other, which) => {
      if (Math.abs((placed[index] as number) - (placed[which] as number)) > 6 * LABEL_GAP) return;
      if (other.x > x && other.x - x < 60) x = other.x;
    });
    return Math.max(0, Math.min(area.width, x));
  });
  return shown.map((end, index) => {
    const y = placed[index] as number;
    const x = column[index] as number;
    const moved = Math.abs(y - end.y) > LABEL_GAP / 2 || x - end.x > 12;
    return {
      x: x + BESIDE,
      y,
      text: fitText(end.text, area.width - x + marginRight - BESIDE - 3),
      color: end.color,
      anchor: "start",
      ...(moved
        ? { leader: [Math.max(0, Math.min(area.width, end.x)) + 1, inside[index] as number] as const }
        : {}),
    };
  });
}
