/** How far a layer metric falls from the output to the input, per variant, in one line. */

import type { Note, PlotFrame } from "./figure";
import { formatValue } from "./format";
import type { Profile } from "./profile";
import { textWidth } from "./textWidth";

/** The value of the first layer over that of the output, or NaN. */
export function ratioOf(profile: Profile): number {
  const output = profile.layers.indexOf("output");
  if (output <= 0) return Number.NaN;
  return (profile.values[0] as number) / (profile.values[output] as number);
}

/** NaN where a value is not a number, or infinite; "–" where numbers have no ratio, as 0 to 0. */
function ratioText(mean: number, group: readonly Profile[]): string {
  const numbers = group.every(({ layers, values }) =>
    [values[0], values[layers.indexOf("output")]].every(
      (value) => value === undefined || Number.isFinite(value),
    ),
  );
  return Number.isNaN(mean) && numbers ? "–" : formatValue(mean, 2);
}

/** The ratio of each variant, the geometric mean of its replicates; of `first`, the layer that is named. */
export function ratioNote(
  variants: readonly (readonly Profile[])[],
  names: readonly string[],
  first: string,
  { width: room, t }: PlotFrame,
): Note {
  const ratios = variants.map((group, which) => {
    const logs = group.map((profile) => Math.log10(ratioOf(profile)));
    const mean = 10 ** (logs.reduce((sum, value) => sum + value, 0) / logs.length);
    const { color } = (group[0] as Profile).run.style;
    return { mean, item: { color, text: `${names[which]} ${ratioText(mean, group)}` } };
  });
  // Where all would take more than two lines, the two that differ most.
  const width = ratios.reduce((sum, { item }) => sum + textWidth(item.text) + 27, textWidth(first) + 60);
  const all = ratios.length <= 2 || width < 1.7 * room;
  const known = ratios.filter(({ mean }) => !Number.isNaN(mean));
  const ordered = (known.length > 0 ? known : ratios).sort((a, b) => a.mean - b.mean);
  const ends = [...new Set([ordered[0], ordered[ordered.length - 1]])].filter((one) => one !== undefined);
  const text = t(all ? "profile.ratio" : "profile.ratios", { layer: first });
  return { kind: "plain", items: [{ text }, ...(all ? ratios : ends).map(({ item }) => item)] };
}
