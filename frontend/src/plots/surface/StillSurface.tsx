/** A contour with whole paths on it, to be looked at alone. */
import { useEffect, useMemo } from "react";
import type { Domain } from "../../state/surfaces";
import type { Scheme, VariantStyle } from "../../state/telemetry";
import type { Shown } from "../../state/trajectories";
import { THEMES } from "../theme";
import { drawContour } from "./contour";
import type { Levels } from "./levels";
import { Axes, MARGINS, Minima, Start } from "./marks";
import { drawLines, type Frame, lineOf, toPixels } from "./paths";
import classes from "./surface.module.css";
import { useCanvas } from "./useCanvas";
import { useContour } from "./useContour";

export interface StillSurfaceProps {
  readonly shown: Shown;
  readonly levels: Levels;
  /** How each path of `shown` is drawn, the first on top; null leaves it out. */
  readonly styles: readonly (VariantStyle | null)[];
  readonly scheme: Scheme;
  readonly width: number;
  readonly height: number;
  readonly label: string;
}

export function StillSurface(props: StillSurfaceProps) {
  const { shown, levels, styles, scheme } = props;
  const domain: Domain = shown.surface.domain;
  const width = Math.max(40, props.width - MARGINS.left - MARGINS.right);
  const height = Math.max(40, props.height - MARGINS.top - MARGINS.bottom);
  const theme = THEMES[scheme];
  const frame = useMemo((): Frame => ({ domain, width, height }), [domain, width, height]);

  const ground = useCanvas(width, height);
  const contour = useContour(shown.grid, levels);
  useEffect(() => {
    const context = contour && ground.begin();
    if (context) drawContour(context, contour, width, height, scheme);
  }, [ground, contour, width, height, scheme]);

  const walks = useCanvas(width, height);
  useEffect(() => {
    const context = walks.begin();
    if (context === null) return;
    const lines = shown.paths.flatMap((path, index) => {
      const style = styles[index] ?? null;
      return style === null ? [] : [lineOf(path, frame, style)];
    });
    drawLines(context, lines.toReversed(), shown.steps, theme);
  }, [walks, shown, styles, frame, theme]);

  const [startX, startY] = toPixels(shown.surface.start, frame);
  const inside = { left: MARGINS.left, top: MARGINS.top, width, height };
  return (
    <div
      className={classes.still}
      style={{ width: props.width, height: props.height }}
      role="img"
      aria-label={props.label}
    >
      <canvas ref={ground.ref} style={inside} />
      <svg width={props.width} height={props.height} aria-hidden="true">
        <g transform={`translate(${MARGINS.left} ${MARGINS.top})`}>
          <Axes frame={frame} color={theme.muted} line={theme.line} />
          <Minima places={shown.surface.minima} frame={frame} ink={theme.ink} card={theme.card} />
        </g>
      </svg>
      <canvas ref={walks.ref} data-testid="paths" style={inside} />
      <svg width={props.width} height={props.height} aria-hidden="true">
        <Start x={MARGINS.left + startX} y={MARGINS.top + startY} ink={theme.ink} card={theme.card} />
      </svg>
    </div>
  );
}
