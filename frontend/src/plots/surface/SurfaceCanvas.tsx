/** The contour with the paths: the contour is drawn when the surface changes, the paths at every frame of the animation. */
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef } from "react";
import { positionOf, usePlayback } from "../../state/playback";
import type { Domain, Point } from "../../state/surfaces";
import type { Scheme, VariantStyle } from "../../state/telemetry";
import type { Shown } from "../../state/trajectories";
import { formatValue } from "../format";
import { THEMES } from "../theme";
import { drawContour } from "./contour";
import type { Levels } from "./levels";
import { Axes, MARGINS, Minima, Start } from "./marks";
import { drawLines, type Frame, heightAt, lineOf, nudgeOf, rounded, toPixels, toPlane } from "./paths";
import classes from "./surface.module.css";
import { useCanvas } from "./useCanvas";
import { useContour } from "./useContour";

export interface SurfaceCanvasProps {
  readonly shown: Shown;
  readonly levels: Levels;
  readonly start: Point;
  readonly hidden: ReadonlySet<number>;
  readonly styleOf: (slot: number) => VariantStyle;
  readonly scheme: Scheme;
  readonly width: number;
  readonly height: number;
  readonly label: string;
  readonly where: (x: string, y: string, z: string) => string;
  readonly onStart: (start: Point) => void;
}

export function SurfaceCanvas(props: SurfaceCanvasProps) {
  const { shown, levels, scheme, hidden, styleOf, start } = props;
  const domain: Domain = shown.surface.domain;
  const width = Math.max(40, props.width - MARGINS.left - MARGINS.right);
  const height = Math.max(40, props.height - MARGINS.top - MARGINS.bottom);
  const theme = THEMES[scheme];
  const frame = useMemo((): Frame => ({ domain, width, height }), [domain, width, height]);
  const readout = useRef<HTMLDivElement>(null);
  const pressed = useRef(false);

  const { grid } = shown;
  const ground = useCanvas(width, height);
  const contour = useContour(grid, levels);
  useEffect(() => {
    const context = contour && ground.begin();
    if (context) drawContour(context, contour, width, height, scheme);
  }, [ground, contour, width, height, scheme]);

  const lines = useMemo(
    () =>
      shown.paths.flatMap((path, index) => {
        const slot = shown.slots[index] ?? index;
        return hidden.has(slot) ? [] : [lineOf(path, frame, styleOf(slot))];
      }),
    [shown, hidden, styleOf, frame],
  );
  const walks = useCanvas(width, height);
  useEffect(() => {
    const draw = () => {
      const context = walks.begin();
      if (context) drawLines(context, lines, positionOf(usePlayback.getState(), shown.steps), theme);
    };
    draw();
    return usePlayback.subscribe(draw);
  }, [walks, lines, shown.steps, theme]);

  function at(event: PointerEvent<HTMLDivElement>): Point {
    const box = event.currentTarget.getBoundingClientRect();
    const x = Math.max(0, Math.min(width, event.clientX - box.left - MARGINS.left));
    const y = Math.max(0, Math.min(height, event.clientY - box.top - MARGINS.top));
    return rounded(toPlane([x, y], frame), domain);
  }

  function tell(place: Point | null): void {
    if (!readout.current) return;
    const found = place === null ? null : heightAt(place, grid);
    readout.current.textContent =
      place === null
        ? ""
        : props.where(
            formatValue(place[0]),
            formatValue(place[1]),
            found === null ? "–" : formatValue(found),
          );
  }

  function press(event: PointerEvent<HTMLDivElement>): void {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    pressed.current = true;
    props.onStart(at(event));
  }

  function move(event: PointerEvent<HTMLDivElement>): void {
    const place = at(event);
    tell(place);
    if (pressed.current) props.onStart(place);
  }

  function release(): void {
    pressed.current = false;
  }

  function key(event: KeyboardEvent<HTMLDivElement>): void {
    const direction = DIRECTIONS[event.key];
    if (direction === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const [across, up] = nudgeOf(domain);
    const times = event.shiftKey ? 5 : 1;
    const place = rounded(
      [start[0] + direction[0] * across * times, start[1] + direction[1] * up * times],
      domain,
    );
    tell(place);
    props.onStart(place);
  }

  const [startX, startY] = toPixels(start, frame);
  return (
    <div
      className={classes.canvas}
      style={{ width: props.width, height: props.height }}
      role="img"
      aria-label={props.label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move the start
      tabIndex={0}
      data-testid="surface"
      data-start={start.join(",")}
      data-domain={domain.join(",")}
      onPointerDown={press}
      onPointerMove={move}
      onPointerUp={release}
      onPointerCancel={release}
      onPointerLeave={() => tell(null)}
      onKeyDown={key}
    >
      <canvas ref={ground.ref} style={{ left: MARGINS.left, top: MARGINS.top, width, height }} />
      <svg width={props.width} height={props.height} aria-hidden="true">
        <g transform={`translate(${MARGINS.left} ${MARGINS.top})`}>
          <Axes frame={frame} color={theme.muted} line={theme.line} />
          <Minima places={shown.surface.minima} frame={frame} ink={theme.ink} card={theme.card} />
        </g>
      </svg>
      <canvas
        ref={walks.ref}
        data-testid="paths"
        style={{ left: MARGINS.left, top: MARGINS.top, width, height }}
      />
      <svg width={props.width} height={props.height} aria-hidden="true">
        <Start x={MARGINS.left + startX} y={MARGINS.top + startY} ink={theme.ink} card={theme.card} />
      </svg>
      <div ref={readout} className={classes.readout} />
    </div>
  );
}

const DIRECTIONS: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
