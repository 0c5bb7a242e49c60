import type { VariantStyle } from "../../state/telemetry";

const DASHES: Readonly<Record<VariantStyle["dash"], string>> = {
  solid: "none",
  dash: "6 3",
  dot: "2 2.500",
  dashdot: "6 2.500 2 2.500",
};

/** A piece of a variant's line: its colour and its dash. */
export function Swatch({ style }: { style: VariantStyle }) {
  return (
    <svg
      width="22"
      height="10"
      viewBox="0 0 22 10"
      aria-hidden="true"
      focusable="false"
      style={{ flex: "none" }}
    >
      <line
        x1="0"
        y1="5"
        x2="22"
        y2="5"
        stroke={style.color}
        strokeWidth="3"
        strokeDasharray={DASHES[style.dash]}
      />
    </svg>
  );
}
