/** What stands on a contour beside the paths: axes, known minima, the start. */
import { FONT, FONT_SIZE } from "../theme";
import { linearTicks } from "../ticks";
import { type Frame, toPixels } from "./paths";

/** Space around the plot for the ticks, in pixels. */
export const MARGINS = { left: 44, right: 12, top: 10, bottom: 24 };

export function Axes({ frame, color, line }: { frame: Frame; color: string; line: string }) {
  const { domain, width, height } = frame;
  const x = linearTicks(domain[0], domain[1], Math.max(4, width / 80));
  const y = linearTicks(domain[2], domain[3], Math.max(4, height / 60));
  const text = { fill: color, fontFamily: FONT, fontSize: FONT_SIZE };
  return (
    <>
      <rect width={width} height={height} fill="none" stroke={line} />
      {x.values.map((value, index) => (
        <text key={value} {...text} x={toPixels([value, 0], frame)[0]} y={height + 16} textAnchor="middle">
          {x.texts[index]}
        </text>
      ))}
      {y.values.map((value, index) => (
        <text
          key={value}
          {...text}
          x={-7}
          y={toPixels([0, value], frame)[1]}
          textAnchor="end"
          dominantBaseline="central"
        >
          {y.texts[index]}
        </text>
      ))}
    </>
  );
}

/** The outline of the mark of a known minimum, around the origin. */
export const STAR = "M0-7 1.700-2 7-2 2.700 1.200 4.300 6.200 0 3.200-4.300 6.200-2.700 1.200-7-2-1.700-2Z";

export function Minima({
  places,
  frame,
  ink,
  card,
}: {
  places: readonly { readonly x: number; readonly y: number }[];
  frame: Frame;
  ink: string;
  card: string;
}) {
  return places.map((place) => {
    const [x, y] = toPixels([place.x, place.y], frame);
    return (
      <path
        key={`${place.x} ${place.y}`}
        d={STAR}
        transform={`translate(${x} ${y})`}
        fill={ink}
        stroke={card}
        strokeWidth="1.500"
      />
    );
  });
}

/** The ring at the place where the paths start. */
export function Start({ x, y, ink, card }: { x: number; y: number; ink: string; card: string }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <circle r="8" fill="none" stroke={card} strokeWidth="5" />
      <circle r="8" fill="none" stroke={ink} strokeWidth="2" />
    </g>
  );
}
