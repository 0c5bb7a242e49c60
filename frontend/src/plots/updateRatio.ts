/** Update over weight norm of one layer over time, with the rule of thumb of 1e-3. */

import type { Figure } from "./figure";
import { formatCount } from "./format";
import { layerName } from "./layers";
import { type OverTimeInput, overTime } from "./overTime";
import { THEMES } from "./theme";

export interface UpdateRatioInput extends Omit<OverTimeInput, "levels" | "words"> {
  readonly layer: string;
}

/** The guide: an update of about a thousandth of the weights per step. */
export const GUIDE = 1e-3;

export function updateRatio(input: UpdateRatioInput): Figure {
  const { frame, shownStep } = input;
  const { t } = frame;
  const layer = layerName(input.layer, t);
  return overTime({
    ...input,
    levels: [{ text: t("update.guide"), color: THEMES[frame.scheme].muted, value: GUIDE, curve: null }],
    notes: [{ kind: "plain", items: [{ text: t("update.dashed") }] }],
    words: {
      name: t("update.name"),
      subtitle: t("update.subtitle", { layer }),
      caption: t("update.table", { layer, step: formatCount(shownStep) }),
      readout: (step) => t("readout.stepLayer", { step: formatCount(step), layer }),
    },
  });
}
