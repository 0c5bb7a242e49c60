/** What a drawing of distributions cannot show: what is not finite or beyond its ends, and in which layers. */

import type { RunView } from "../state/telemetry";
import { type BinAxis, type Outline, totalOf } from "./binAxis";
import type { PooledHistogram } from "./distributions";
import type { Note, Translate } from "./figure";
import { formatCount, formatShare, formatValue } from "./format";
import { layerName } from "./layers";

/** A layer, and the variants that are drawn over each other in its row. */
export interface DistributionRow {
  readonly layer: string;
  readonly shapes: readonly { readonly histogram: PooledHistogram; readonly line: Outline }[];
}

export interface DistributionVariant {
  readonly run: RunView;
  readonly name: string;
}

/** Of the variants as many notes, and of a variant's layers as many by name, as can be read. */
const NOTES = 3;
const LAYERS = 3;

export function distributionNotes(
  rows: readonly DistributionRow[],
  variants: readonly DistributionVariant[],
  layers: number,
  axis: BinAxis,
  t: Translate,
): Note[] {
  const found = variants.flatMap(({ run, name }) => {
    const own = rows.flatMap(({ shapes }) =>
      shapes.filter(({ histogram }) => histogram.run.variant === run.variant),
    );
    const color = run.style.color;
    const broken = own.reduce((sum, { histogram }) => sum + histogram.nonfinite, 0);
    const beyond = beyondText(own, name, axis, t);
    const notes: Note[] = [];
    if (broken > 0) {
      const text = t("distributions.nonfinite", { name, number: formatCount(broken) });
      notes.push({ kind: "warning", items: [{ color, text }] });
    }
    if (beyond !== null) notes.push({ kind: "plain", items: [{ color, text: beyond }] });
    return notes;
  });
  // Where not all fit, what is not finite matters more than what is out of view.
  const notes = found.toSorted((a, b) => rank(a) - rank(b)).slice(0, NOTES);
  const plain = (text: string) => notes.push({ kind: "plain", items: [{ text }] });
  if (found.length > NOTES) plain(t("distributions.moreNotes", { count: found.length - NOTES }));
  if (rows.length < layers) plain(t("distributions.thinned", { shown: rows.length, all: layers }));
  plain(t(axis.kind === "signedLog" ? "distributions.heightOctave" : "distributions.height"));
  return notes;
}

const rank = ({ kind }: Note) => (kind === "warning" ? 0 : 1);

/** The layers with values beyond the drawn ends, the largest shares first, each with its share of the layer's values. */
function beyondText(
  shapes: DistributionRow["shapes"],
  name: string,
  axis: BinAxis,
  t: Translate,
): string | null {
  const beyond = shapes
    .map(({ histogram, line }) => {
      const number = line.left + line.right;
      return { histogram, number, share: number / Math.max(1, totalOf(histogram)) };
    })
    .filter(({ number }) => number > 0)
    .sort((a, b) => b.share - a.share);
  const { edges } = beyond[0]?.histogram ?? {};
  if (edges === undefined) return null;
  const parts = beyond.slice(0, LAYERS).map(({ histogram, number, share }) =>
    t("distributions.outsideLayer", {
      layer: layerName(histogram.layer, t),
      number: formatCount(number),
      share: formatShare(share),
    }),
  );
  const rest = beyond.length - parts.length;
  if (rest > 0) parts.push(t("distributions.outsideMore", { count: rest }));
  return t("distributions.outside", {
    name,
    low: formatValue(Math.max(axis.low, edges[1] as number), 2),
    high: formatValue(Math.min(axis.high, edges[edges.length - 2] as number), 2),
    layers: parts.join(" · "),
  });
}
