/**
 * Loss against step of all paths. A pale sheet lies over what has not been walked yet; moving it is all that the animation
 * does here, and the browser does that without painting anything.
 */
import { useEffect, useId, useMemo, useRef } from "react";
import { positionOf, usePlayback } from "../../state/playback";
import type { Scheme, VariantStyle } from "../../state/telemetry";
import type { Shown } from "../../state/trajectories";
import { minMaxIndices } from "../decimate";
import { FONT, FONT_SIZE, THEMES } from "../theme";
import { linearTicks } from "../ticks";
import { type LossScale, shareOf } from "./lossScale";
import classes from "./surface.module.css";

const MARGINS = { left: 50, right: 10, top: 8, bottom: 22 };
const DASHES: Readonly<Record<VariantStyle["dash"], string>> = {
  solid: "none",
  dash: "7 4",
  dot: "2 3",
  dashdot: "7 3 2 3",
};

export interface LossCurvesProps {
  readonly shown: Shown;
  readonly scale: LossScale;
  readonly hidden: ReadonlySet<number>;
  readonly styleOf: (slot: number) => VariantStyle;
  readonly scheme: Scheme;
  readonly width: number;
  readonly height: number;
  readonly label: string;
  readonly onHold: (step: number) => void;
}

export function LossCurves(props: LossCurvesProps) {
  const { shown, scale, hidden, styleOf, scheme } = props;
  const theme = THEMES[scheme];
  const width = Math.max(40, props.width - MARGINS.left - MARGINS.right);
  const height = Math.max(40, props.height - MARGINS.top - MARGINS.bottom);
  const end = Math.max(1, shown.steps);
  const clip = useId();
  const sheet = useRef<HTMLDivElement>(null);

  const curves = useMemo(
    () =>
      shown.paths.flatMap((path, index) => {
        const slot = shown.slots[index] ?? index;
        if (hidden.has(slot)) return [];
        return [{ slot, style: styleOf(slot), d: outline(path.z, scale, end, width, height) }];
      }),
    [shown, hidden, styleOf, scale, end, width, height],
  );

  useEffect(() => {
    const show = () => {
      const x = (positionOf(usePlayback.getState(), shown.steps) / end) * width;
      if (sheet.current) sheet.current.style.transform = `translateX(${x}px)`;
    };
    show();
    return usePlayback.subscribe(show);
  }, [shown.steps, end, width]);

  const ticks = linearTicks(0, end, Math.max(2, width / 70), true);
  const text = { fill: theme.muted, fontFamily: FONT, fontSize: FONT_SIZE };
  return (
    <div
      className={classes.loss}
      onPointerDown={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        props.onHold(((event.clientX - box.left - MARGINS.left) / width) * end);
      }}
    >
      <svg width={props.width} height={props.height} role="img" aria-label={props.label}>
        <g transform={`translate(${MARGINS.left} ${MARGINS.top})`}>
          <clipPath id={clip}>
            <rect width={width} height={height} />
          </clipPath>
          {scale.ticks.values.map((value, index) => {
            const y = height * (1 - shareOf(scale.kind === "log" ? scale.floor + value : value, scale));
            return (
              <g key={value} transform={`translate(0 ${y})`}>
                <line x2={width} stroke={theme.line} />
                <text {...text} x={-7} textAnchor="end" dominantBaseline="central">
                  {scale.ticks.texts[index]}
                </text>
              </g>
            );
          })}
          {ticks.values.map((value, index) => (
            <text key={value} {...text} x={(value / end) * width} y={height + 16} textAnchor="middle">
              {ticks.texts[index]}
            </text>
          ))}
          <g clipPath={`url(#${clip})`} fill="none" strokeWidth="2" strokeLinejoin="round">
            {curves.map(({ slot, style, d }) => (
              <path key={slot} d={d} stroke={style.color} strokeDasharray={DASHES[style.dash]} />
            ))}
          </g>
        </g>
      </svg>
      <div
        className={classes.sheetFrame}
        style={{ left: MARGINS.left, top: MARGINS.top, width, height }}
        aria-hidden="true"
      >
        <div ref={sheet} className={classes.sheet} />
      </div>
    </div>
  );
}

function outline(
  values: readonly number[],
  scale: LossScale,
  end: number,
  width: number,
  height: number,
): string {
  const kept = minMaxIndices(values, 0, values.length, Math.ceil(width));
  let d = "";
  for (const step of kept) {
    const y = height * (1 - shareOf(values[step] as number, scale));
    const bounded = Math.max(-height, Math.min(2 * height, y));
    d += `${d === "" ? "M" : "L"}${((step / end) * width).toFixed(1)} ${bounded.toFixed(1)}`;
  }
  return d;
}
