/** What is said of a loss landscape beside its drawing: title, notes, the table for those who do not see it. */
import type { GrownLandscape } from "../../state/landscapes";
import type { Note, Outside, PlotFrame, Readout, TextTable } from "../figure";
import { formatCount, formatShare, formatValue } from "../format";
import { outsideNote } from "../outside";
import type { LandscapeInput } from "./landscapeFigure";

/** The losses that are known and finite, lowest first. */
export function finiteLosses(landscape: GrownLandscape): number[] {
  return landscape.values
    .flat()
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
}

export function subtitleOf({ frame: { t }, landscape }: LandscapeInput): string {
  const subtitle = t("landscape.subtitle", {
    split: t(`landscape.split.${landscape.split}`),
    unit: landscape.unit,
    step: landscape.step === null ? "–" : formatCount(landscape.step),
  });
  return landscape.status === "cancelled" ? `${subtitle} · ${t("landscape.unfinished.cancelled")}` : subtitle;
}

/** What an axis measures; short where there is no room. */
export function axisTitle(landscape: GrownLandscape, index: number, t: PlotFrame["t"], room: number): string {
  const share = landscape.explained?.[index];
  if (landscape.kind === "trajectory" && share !== undefined)
    return t("landscape.axisTrajectory", { index: index + 1, share: formatShare(share) });
  return t(room < 260 ? "landscape.axisShort" : "landscape.axisRandom", { index: index + 1 });
}

/** The snapshot whose true loss is farthest from the loss at its foot; −1 where there is none. */
export function largestGap({ path }: GrownLandscape): number {
  if (path === null) return -1;
  const gaps = path.losses.map((loss, index) => Math.abs(loss - (path.projected[index] ?? Number.NaN)));
  return gaps.reduce((best, gap, index) => (gap > (gaps[best] ?? -1) ? index : best), -1);
}

/** What a drawing does to the numbers. */
export interface Drawing {
  readonly outside: Outside;
  /** How many snapshots lie beyond the edges of the plane or the ends of the line. */
  readonly beyond: number;
  /** How many losses have the colour of an end of the scale that they lie beyond. */
  readonly clamped?: number;
  /** Whether a unit along one axis is longer on screen than along the other. */
  readonly stretched?: boolean;
}

export function notesOf({ frame: { t }, landscape }: LandscapeInput, drawing: Drawing): Note[] {
  const { outside, beyond, clamped = 0, stretched = false } = drawing;
  const items: string[] = [];
  const { path, explained, values, cosine } = landscape;
  if (explained !== null) {
    const share = formatShare(explained.reduce((sum, one) => sum + one, 0));
    items.push(t("landscape.explained", { share }));
  }
  const at = largestGap(landscape);
  if (path !== null && at >= 0) {
    const gap = (path.losses[at] ?? 0) - (path.projected[at] ?? 0);
    items.push(
      t("landscape.largestGap", {
        gap: formatValue(gap),
        unit: landscape.unit,
        step: formatCount(path.steps[at] ?? 0),
      }),
    );
  }
  if (cosine !== null && landscape.kind === "random")
    items.push(t("landscape.cosine", { cosine: formatValue(cosine, 2) }));
  if (stretched) items.push(t("landscape.stretched"));
  if (clamped > 0) items.push(t("landscape.clamped", { count: clamped, number: formatCount(clamped) }));
  const notes: Note[] = items.length > 0 ? [{ kind: "plain", items: [{ text: items.join(" · ") }] }] : [];
  if (path !== null && beyond > 0)
    notes.push({
      kind: "plain",
      items: [
        {
          text: t("landscape.beyond", {
            count: beyond,
            number: formatCount(beyond),
            total: formatCount(path.steps.length),
          }),
        },
      ],
    });
  const unseen = outsideNote(outside, t);
  if (unseen) notes.push(unseen);
  const broken = values.flat().filter((value) => !Number.isFinite(value)).length;
  if (broken > 0 && landscape.dimensions === 2)
    notes.push({
      kind: "warning",
      items: [{ text: t("landscape.nonFinite", { count: formatCount(broken) }) }],
    });
  return notes;
}

export function tableOf({ frame: { t }, landscape, name }: LandscapeInput): TextTable {
  const losses = finiteLosses(landscape);
  const text = (value: number | undefined | null) =>
    value === undefined || value === null ? "–" : `${formatValue(value)} ${landscape.unit}`;
  const rows = [
    [t("landscape.atCentre"), text(landscape.centreLoss)],
    [t("landscape.lowest"), text(losses[0])],
    [t("landscape.highest"), text(losses.at(-1))],
  ];
  for (const [index, share] of (landscape.explained ?? []).entries())
    rows.push([t("landscape.axisShort", { index: index + 1 }), formatShare(share)]);
  return {
    caption: t("landscape.table", { run: name }),
    columns: [t("landscape.tableWhat"), t("landscape.tableValue")],
    rows,
  };
}

/** The snapshot of the path at a step or the last one before it; −1 where there is none. */
export function snapshotAt({ path }: GrownLandscape, step: number): number {
  return path === null ? -1 : path.steps.findLastIndex((one) => one <= step);
}

export function readoutOf({ frame: { t }, landscape, color }: LandscapeInput, step: number): Readout | null {
  const at = snapshotAt(landscape, step);
  const { path } = landscape;
  if (path === null || at < 0) return null;
  const [loss = Number.NaN, foot = Number.NaN] = [path.losses[at], path.projected[at]];
  const row = (label: string, value: number) => ({ color, label, values: [formatValue(value)] });
  return {
    title: t("landscape.readout", { step: formatCount(path.steps[at] ?? 0) }),
    rows: [
      row(t("landscape.path"), loss),
      row(t(landscape.dimensions === 1 ? "landscape.onLine" : "landscape.onPlane"), foot),
      row(t("landscape.gap"), loss - foot),
      row(t("landscape.distance"), path.distances[at] ?? Number.NaN),
    ],
  };
}
