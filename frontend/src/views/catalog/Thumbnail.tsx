import { useComputedColorScheme } from "@mantine/core";
import { useMemo } from "react";
import type { Preview } from "../../plots/previewFigure";
import { variantStyle } from "../../plots/theme";
import classes from "./catalog.module.css";
import { HEIGHT, thumbnail, WIDTH } from "./thumbnail";

/** A member's drawing, small; what it is called stands beside it. */
export function Thumbnail({ preview }: { preview: Preview }) {
  const scheme = useComputedColorScheme("light");
  const { path, dots, zero } = useMemo(() => thumbnail(preview), [preview]);
  return (
    <svg className={classes.thumbnail} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {zero === null ? null : <line x1="0" x2={WIDTH} y1={zero} y2={zero} />}
      {path === "" ? null : <path d={path} />}
      {dots.map(({ x, y, group }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: points have no name, and never move
        <circle key={index} cx={x} cy={y} r="1.500" fill={variantStyle(group, scheme).color} />
      ))}
    </svg>
  );
}
