/** The surface and the paths in three dimensions, as Plotly wants them. Heights lie on the scale of the levels. */
import { positionOf } from "../../state/playback";
import type { Scheme, VariantStyle } from "../../state/telemetry";
import type { Shown } from "../../state/trajectories";
import { formatTick } from "../format";
import { FONT, THEMES } from "../theme";
import { type Levels, softened } from "./levels";
import { isInside } from "./paths";

export interface SceneInput {
  readonly shown: Shown;
  readonly levels: Levels;
  readonly hidden: ReadonlySet<number>;
  readonly styleOf: (slot: number) => VariantStyle;
  readonly scheme: Scheme;
}

export interface Scene {
  readonly data: readonly object[];
  readonly layout: object;
}

/** Paths lie so much above the surface, as a share of its height, lest they sink into it. */
const LIFT = 0.012;

/** Stronger than the contour's: here light and shade take some of it away. */
const GROUND: Readonly<
  Record<Scheme, { readonly low: string; readonly high: string; readonly line: string }>
> = {
  light: { low: "#fbfcff", high: "#93a6cc", line: "#8395bd" },
  dark: { low: "#1c2430", high: "#5f739c", line: "#475676" },
};

export function sceneOf(input: SceneInput, position: number | null): Scene {
  const { shown, levels, scheme } = input;
  const { grid } = shown;
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
      ...pathTraces(input, position, (high - low) * LIFT, low, high),
    ],
    layout: {
      margin: { l: 0, r: 0, t: 0, b: 0 },
      showlegend: false,
      uirevision: shown.surface.name,
      paper_bgcolor: "transparent",
      font: { family: FONT, size: 11, color: theme.muted },
      scene: {
        uirevision: shown.surface.name,
        camera: { eye: { x: 0.85, y: -1.3, z: 1.5 }, center: { x: 0, y: 0, z: -0.12 } },
        aspectmode: "manual",
        aspectratio: { x: 1.1, y: 1.1, z: 0.7 },
        xaxis: { ...axis, title: { text: "x" }, range: shown.surface.domain.slice(0, 2) },
        yaxis: { ...axis, title: { text: "y" }, range: shown.surface.domain.slice(2) },
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

/** The walked part of each path, and its head; what has left the range ends where it left. */
function pathTraces(
  { shown, levels, hidden, styleOf, scheme }: SceneInput,
  position: number | null,
  lift: number,
  low: number,
  high: number,
): object[] {
  const until = Math.floor(positionOf({ position }, shown.steps));
  const card = THEMES[scheme].card;
  return shown.paths.flatMap((path, index) => {
    const slot = shown.slots[index] ?? index;
    if (hidden.has(slot) || path.x.length === 0) return [];
    const inside = (step: number) =>
      isInside([path.x[step] as number, path.y[step] as number], shown.surface.domain);
    const steps = [...path.x.keys()].filter((step) => step <= until);
    const at = (step: number) => {
      const height = softened(path.z[step] as number, levels);
      return inside(step) ? Math.max(low, Math.min(high, height)) + lift : null;
    };
    const { color, dash } = styleOf(slot);
    const last = steps[steps.length - 1] ?? 0;
    return [
      {
        type: "scatter3d",
        mode: "lines",
        x: steps.map((step) => path.x[step]),
        y: steps.map((step) => path.y[step]),
        z: steps.map(at),
        line: { color, width: 6, dash },
        hoverinfo: "skip",
      },
      {
        type: "scatter3d",
        mode: "markers",
        x: [path.x[last]],
        y: [path.y[last]],
        z: [at(last)],
        marker: { color, size: 6, line: { color: card, width: 1 } },
        hoverinfo: "skip",
      },
    ];
  });
}
