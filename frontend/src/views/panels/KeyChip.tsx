import type { Key } from "../../plots/figure";

export interface KeyChipProps {
  readonly shape: Key["shape"];
  readonly color?: string | undefined;
}

const WIDE = new Set<Key["shape"]>(["line", "faint", "dashed", "dotted", "marked"]);

/** The little picture before an entry of a legend. */
export function KeyChip({ shape, color = "currentColor" }: KeyChipProps) {
  return (
    <svg width={WIDE.has(shape) ? 18 : 10} height={10} aria-hidden="true">
      {shape === "line" ? <path d="M0 5h18" stroke={color} strokeWidth={2} /> : null}
      {shape === "faint" ? (
        <path d="M0 7l3-4 3 4 3-4 3 4 3-4 3 4" stroke={color} strokeWidth={1} opacity={0.45} fill="none" />
      ) : null}
      {shape === "dashed" ? (
        <path d="M0 5h18" stroke={color} strokeWidth={1.5} strokeDasharray="4 3" />
      ) : null}
      {shape === "dotted" ? (
        <path d="M0 5h18" stroke={color} strokeWidth={1.6} strokeDasharray="1.6 3.6" />
      ) : null}
      {shape === "marked" ? (
        <>
          <path d="M0 5h18" stroke={color} strokeWidth={1} />
          <circle cx={9} cy={5} r={2.6} fill="var(--ds-card)" stroke={color} strokeWidth={1.3} />
        </>
      ) : null}
      {shape === "square" ? (
        <rect
          x={0}
          y={0}
          width={10}
          height={10}
          rx={2}
          fill={color}
          opacity={color === "currentColor" ? 0.3 : 1}
        />
      ) : null}
      {shape === "ramp" ? (
        <rect x={0} y={0} width={10} height={10} rx={2} fill={color} opacity={0.15} />
      ) : null}
      {shape === "dot" ? <circle cx={5} cy={5} r={3.5} fill={color} /> : null}
      {shape === "ring" ? <circle cx={5} cy={5} r={3} fill="none" stroke={color} strokeWidth={1.4} /> : null}
    </svg>
  );
}
