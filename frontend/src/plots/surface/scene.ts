/** The surface in three dimensions, as Plotly wants it. Paths are drawn over it and are no part of it. */
import type { Domain } from "../../state/surfaces";
import type { Scheme } from "../../state/telemetry";
import type { Grid } from "../../state/trajectories";
import { formatTick } from "../format";
import { FONT, THEMES } from "../theme";
import { type Levels, softened } from "./levels";

export interface Scene {
  readonly data: readonly object[];
  readonly layout: object;
}

/** Stronger than the contour's: here light and shade take some of it away. */
const GROUND: Readonly<
  Record<Scheme, { readonly low: string; readonly high: string; readonly line: string }>
> = {
  light: { low: "#fbfcff", high: "#93a6cc", line: "#8395bd" },
  dark: { low: "#1c2430", high: "#5f739c", line: "#475676" },
};

export function sceneOf(
  grid: Grid,
  [name, domain]: readonly [string, Domain],
  levels: Levels,
  scheme: Scheme,
): Scene {
  const z = grid.z.map((row) => row.map((height) => softened(height, levels)));
  const finite = z.flat().filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const theme = THEMES[scheme];
  const ramp = GROUND[scheme];
  const axis = {
    color: theme.muted,
    gridcolor: theme.line,
    zerolinecolor: theme.line,
    backgroundcolor: "transparent",
  };
  const ticks = levels.kind === "log" ? ratioAxis(levels, high) : {};
  return {
    data: [
      {
        type: "surface",
        x: grid.x,
        y: grid.y,
        z,
        colorscale: [
          [0, ramp.low],
          [1, ramp.high],
        ],
        opacity: 0.94,
        showscale: false,
        hoverinfo: "skip",
        contours: {
          z: {
            show: true,
            usecolormap: false,
            color: ramp.line,
            start: low,
            end: high,
            size: (high - low) / 14,
          },
        },
        lighting: { ambient: 0.85, diffuse: 0.35, specular: 0.05, roughness: 0.9 },
      },
    ],
    layout: {
      margin: { l: 0, r: 0, t: 0, b: 0 },
      showlegend: false,
      uirevision: name,
      paper_bgcolor: "transparent",
      font: { family: FONT, size: 11, color: theme.muted },
      scene: {
        uirevision: name,
        camera: { eye: { x: 0.95, y: -1.45, z: 1.65 }, center: { x: 0, y: 0, z: -0.12 } },
        aspectmode: "manual",
        aspectratio: { x: 1.1, y: 1.1, z: 0.7 },
        xaxis: { ...axis, title: { text: "x" }, range: domain.slice(0, 2) },
        yaxis: { ...axis, title: { text: "y" }, range: domain.slice(2) },
        zaxis: { ...axis, title: { text: "f" }, range: [low, high + (high - low) * 0.05], ...ticks },
      },
    },
  };
}

/** Ticks at powers of ten above the floor, where they stand apart. */
function ratioAxis(levels: Levels, high: number): object {
  const { floor, soft } = levels;
  const heights = [0];
  for (let power = Math.floor(Math.log10(soft)); softened(floor + 10 ** power, levels) <= high; power++)
    heights.push(10 ** power);
  const apart = heights.filter((height) => height === 0 || softened(floor + height, levels) > 0.12 * high);
  return {
    tickvals: apart.map((height) => softened(floor + height, levels)),
    ticktext: apart.map((height) => formatTick(floor + height, height || 1)),
  };
}
