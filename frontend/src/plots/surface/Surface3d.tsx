/** The surface in three dimensions. Plotly draws it once; the paths lie over it on a canvas and follow its camera. */
import { useEffect, useMemo, useRef, useState } from "react";
import { positionOf, usePlayback } from "../../state/playback";
import type { Scheme, VariantStyle } from "../../state/telemetry";
import type { Shown } from "../../state/trajectories";
import { THEMES } from "../theme";
import { type Levels, softened } from "./levels";
import { drawLines, isInside, type Line, lineThrough } from "./paths";
import { cameraOf, pixelOf, wholeOf } from "./projection";
import { sceneOf } from "./scene";
import classes from "./surface.module.css";
import { useCanvas } from "./useCanvas";

const CONFIG = {
  displayModeBar: false,
  displaylogo: false,
  showSendToCloud: false,
  responsive: false,
} as const;

interface Props {
  readonly shown: Shown;
  readonly levels: Levels;
  readonly hidden: ReadonlySet<number>;
  readonly styleOf: (slot: number) => VariantStyle;
  readonly scheme: Scheme;
  readonly width: number;
  readonly height: number;
  readonly label: string;
  /** Said where the browser cannot draw in three dimensions. */
  readonly failed: string;
}

type Plotly = Awaited<ReturnType<typeof load>>;

export default function Surface3d(props: Props) {
  const { shown, levels, hidden, styleOf, scheme, width, height, label, failed } = props;
  const { grid, surface } = shown;
  const place = useRef<HTMLDivElement>(null);
  const [plotly, setPlotly] = useState<Plotly | null>(null);
  const [able] = useState(hasWebGl);

  useEffect(() => {
    if (!able) return;
    let ended = false;
    const target = place.current;
    let loaded: Plotly | null = null;
    void load().then((one) => {
      if (ended) return;
      loaded = one;
      setPlotly(() => one);
    });
    return () => {
      ended = true;
      if (target) loaded?.purge(target);
    };
  }, [able]);

  // The surface's description comes with every answer; only another one is drawn anew.
  const about = JSON.stringify([surface.name, surface.domain]);
  const scene = useMemo(
    () => sceneOf(grid, JSON.parse(about), levels, scheme),
    [grid, about, levels, scheme],
  );
  useEffect(() => {
    if (plotly && place.current)
      void plotly.react(place.current, scene.data, { ...scene.layout, width, height }, CONFIG);
  }, [plotly, scene, width, height]);

  const paths = useMemo(
    () =>
      shown.paths.flatMap((path, index) => {
        const slot = shown.slots[index] ?? index;
        return hidden.has(slot) ? [] : [{ path, style: styleOf(slot) }];
      }),
    [shown, hidden, styleOf],
  );
  const walks = useCanvas(width, height);
  useEffect(() => {
    let frame = 0;
    let before = "";
    let lines: readonly Line[] = [];
    let dirty = true;
    const draw = () => {
      frame = requestAnimationFrame(draw);
      const camera = place.current && cameraOf(place.current);
      if (!camera) return;
      const whole = wholeOf(camera);
      const key = whole.join();
      if (key === before && !dirty) return;
      if (key !== before) {
        lines = paths.map(({ path, style }) => {
          // What has left the drawing is not drawn at the wrong place.
          const inside = path.x.findIndex(
            (x, step) => !isInside([x, path.y[step] as number], surface.domain),
          );
          const count = inside < 0 ? path.x.length : inside;
          const pixels = Array.from({ length: count }, (_, step) =>
            pixelOf(
              whole,
              [path.x[step] as number, path.y[step] as number, softened(path.z[step] as number, levels)],
              width,
              height,
            ),
          );
          return lineThrough(pixels, count < path.x.length ? null : path.diverged_at, style);
        });
        before = key;
      }
      dirty = false;
      const context = walks.begin();
      if (context) drawLines(context, lines, positionOf(usePlayback.getState(), shown.steps), THEMES[scheme]);
    };
    frame = requestAnimationFrame(draw);
    const stop = usePlayback.subscribe(() => {
      dirty = true;
    });
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, [walks, paths, levels, scheme, width, height, shown.steps, surface.domain]);

  return able ? (
    <div className={classes.space} style={{ width, height }} data-testid="surface-3d">
      <div ref={place} role="img" aria-label={label} />
      <canvas ref={walks.ref} style={{ width, height }} />
    </div>
  ) : (
    <p className={classes.unable} role="status">
      {failed}
    </p>
  );
}

async function load() {
  return (await import("plotly.js-gl3d-dist-min")).default;
}

function hasWebGl(): boolean {
  const canvas = document.createElement("canvas");
  return (canvas.getContext("webgl2") ?? canvas.getContext("webgl")) !== null;
}
