/** The surface in three dimensions. Plotly draws it, so the animation moves in strides here: a stride is one drawing. */
import { useEffect, useRef, useState } from "react";
import { usePlayback } from "../../state/playback";
import { type SceneInput, sceneOf } from "./scene";
import classes from "./surface.module.css";

const CONFIG = {
  displayModeBar: false,
  displaylogo: false,
  showSendToCloud: false,
  responsive: false,
} as const;

/** Milliseconds between strides while it plays. */
const STRIDE = 250;

interface Props extends SceneInput {
  readonly width: number;
  readonly height: number;
  readonly label: string;
  /** Said where the browser cannot draw in three dimensions. */
  readonly failed: string;
}

export default function Surface3d(props: Props) {
  const { shown, levels, hidden, styleOf, scheme, width, height, label, failed } = props;
  const place = useRef<HTMLDivElement>(null);
  const [plotly, setPlotly] = useState<Awaited<ReturnType<typeof load>> | null>(null);
  const [able] = useState(hasWebGl);

  useEffect(() => {
    if (!able) return;
    let ended = false;
    const target = place.current;
    let loaded: Awaited<ReturnType<typeof load>> | null = null;
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

  useEffect(() => {
    const target = place.current;
    if (!plotly || !target) return;
    let timer: ReturnType<typeof setTimeout> | null = null;
    let drawn: number | null = -1;
    const draw = () => {
      timer = null;
      const { position, playing } = usePlayback.getState();
      const step = position === null ? null : Math.floor(position);
      if (step === drawn) return;
      drawn = step;
      const { data, layout } = sceneOf({ shown, levels, hidden, styleOf, scheme }, step);
      void plotly.react(target, data, { ...layout, width, height }, CONFIG);
      if (playing) timer = setTimeout(draw, STRIDE);
    };
    draw();
    const stop = usePlayback.subscribe(({ playing }) => {
      if (!playing) draw();
      else timer ??= setTimeout(draw, STRIDE);
    });
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, [plotly, shown, levels, hidden, styleOf, scheme, width, height]);

  return able ? (
    <div ref={place} className={classes.space} role="img" aria-label={label} data-testid="surface-3d" />
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
