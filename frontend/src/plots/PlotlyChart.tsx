/** The one component that calls Plotly: draws a figure when the scheduler says so, and the linked cursor over it. */

import {
  type KeyboardEvent,
  type PointerEvent,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import type { EvidenceRow, Hover, Scheme } from "../state/telemetry";
import { keyboardHover, zoomOf } from "./chartInput";
import { evidenceMarks } from "./evidence";
import { exportable } from "./exportFigure";
import type { Figure, PlotFrame, Translate, Zoom } from "./figure";
import {
  clipTo,
  drawDots,
  drawEvidence,
  drawLabels,
  drawMarks,
  drawTicks,
  drawUnder,
  sameDots,
} from "./overlay";
import classes from "./PlotlyChart.module.css";
import { loadPlotly, type Plotly, react, saveImage } from "./plotlyCalls";
import { ReadoutBox } from "./ReadoutBox";
import { type Painter, scheduler } from "./scheduler";
import { THEMES } from "./theme";

export interface ChartHandle {
  readonly download: (format: "png" | "svg", title: string) => void;
  readonly resetZoom: () => void;
}

export interface PlotlyChartProps {
  /** Makes the figure from the newest data; null where there is nothing to draw. A new function asks for a redraw. */
  readonly build: (frame: PlotFrame) => Figure | null;
  /** What the user chose: another one is drawn at once, not in its turn. */
  readonly revision: string;
  /** Calls back when data came. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly scheme: Scheme;
  readonly t: Translate;
  readonly label: string;
  readonly hover: Hover | null;
  /** Rows to be marked; of metrics that the figure draws. */
  readonly evidence?: readonly EvidenceRow[];
  readonly onHover: (hover: Hover | null) => void;
  readonly onHoldStep: (step: number) => void;
  readonly onFigure: (figure: Figure | null) => void;
  readonly maxStep: number;
  readonly ref?: Ref<ChartHandle>;
}

/** Pixels that a figure as a file is wide at least. */
const EXPORT_WIDTH = 720;

interface Pressed {
  readonly x: number;
  readonly y: number;
}

export function PlotlyChart(props: PlotlyChartProps) {
  const root = useRef<HTMLDivElement>(null);
  const plot = useRef<HTMLDivElement>(null);
  const labels = useRef<SVGGElement>(null);
  const under = useRef<SVGGElement>(null);
  const ticks = useRef<SVGGElement>(null);
  const dots = useRef<SVGGElement>(null);
  const marks = useRef<SVGGElement>(null);
  const evidenceLayer = useRef<SVGGElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const figure = useRef<Figure | null>(null);
  const zoom = useRef<Zoom | null>(null);
  const pressed = useRef<Pressed | null>(null);
  const holdTimer = useRef<number | undefined>(undefined);
  const repaint = useRef<(urgent: boolean) => void>(() => {});
  const markEvidence = useRef(() => {
    const { evidence = [], scheme, t } = latest.current;
    const [made, layer] = [figure.current, evidenceLayer.current];
    if (made === null || layer === null || (evidence.length === 0 && !layer.hasChildNodes())) return;
    drawEvidence(layer, made, evidenceMarks(made, evidence, scheme, t), THEMES[scheme]);
  });
  const clip = useId();
  const clipBox = useRef<SVGRectElement>(null);
  const [over, setOver] = useState(false);
  const [ready, setReady] = useState(false);

  useEffect(() => {
    const host = root.current;
    const target = plot.current;
    if (!host || !target) return;
    let plotly: Plotly | null = null;
    let visible = typeof IntersectionObserver === "undefined";
    let dirty = true;
    let drawn = false;
    let ended = false;
    const painter: Painter = {
      paint: () => {
        const { clientWidth: width, clientHeight: height } = host;
        if (!plotly || ended || width < 40 || height < 40) return;
        if (pressed.current) {
          dirty = true;
          return;
        }
        dirty = false;
        const { build, scheme, t, onFigure, hover } = latest.current;
        const made = build({ width, height, scheme, zoom: zoom.current, t });
        const before = figure.current;
        figure.current = made;
        host.dataset["drawn"] = made ? "true" : "false";
        if (made) {
          void react(plotly, target, made).then((element) => {
            if (drawn) return;
            drawn = true;
            element.on("plotly_relayout", (change) => {
              zoom.current = zoomOf(change, zoom.current);
              repaint.current(true);
            });
            element.on("plotly_doubleclick", () => {
              window.clearTimeout(holdTimer.current);
              zoom.current = null;
              repaint.current(true);
            });
          });
          if (under.current) drawUnder(under.current, made);
          clipTo(clipBox.current, made);
          if (ticks.current) drawTicks(ticks.current, made, THEMES[scheme]);
          if (dots.current && !sameDots(before, made)) drawDots(dots.current, made, THEMES[scheme]);
          if (labels.current) drawLabels(labels.current, made, THEMES[scheme]);
          if (marks.current) drawMarks(marks.current, made, made.marks(hover), THEMES[scheme]);
          markEvidence.current();
        } else {
          for (const layer of [under, ticks, dots, evidenceLayer]) layer.current?.replaceChildren();
          labels.current?.replaceChildren();
          marks.current?.replaceChildren();
        }
        setReady(made !== null);
        onFigure(made);
      },
    };
    const request = (urgent: boolean) => {
      dirty = true;
      if (visible && plotly) scheduler.request(painter, urgent);
    };
    repaint.current = request;
    const released = () => {
      if (!pressed.current) return;
      pressed.current = null;
      request(true);
    };
    window.addEventListener("pointerup", released);
    window.addEventListener("pointercancel", released);
    const sizes = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(() => request(true));
    sizes?.observe(host);
    const sight =
      typeof IntersectionObserver === "undefined"
        ? null
        : new IntersectionObserver(
            (entries) => {
              visible = entries.some((entry) => entry.isIntersecting);
              if (visible && dirty) request(true);
            },
            { rootMargin: "100px" },
          );
    sight?.observe(host);
    void loadPlotly().then((loaded) => {
      if (ended) return;
      plotly = loaded;
      request(true);
    });
    return () => {
      ended = true;
      scheduler.cancel(painter);
      sizes?.disconnect();
      sight?.disconnect();
      window.removeEventListener("pointerup", released);
      window.removeEventListener("pointercancel", released);
      window.clearTimeout(holdTimer.current);
      plotly?.purge(target);
    };
  }, []);

  const { build, revision, subscribe, scheme, hover, evidence } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another build is the reason to redraw
  useEffect(() => repaint.current(false), [build]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice or scheme is the reason to redraw
  useEffect(() => repaint.current(true), [revision, scheme]);
  useEffect(() => subscribe(() => repaint.current(false)), [subscribe]);
  useEffect(() => {
    const made = figure.current;
    if (made && marks.current) drawMarks(marks.current, made, made.marks(hover), THEMES[scheme]);
  }, [hover, scheme]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other evidence is the reason to mark it
  useEffect(() => markEvidence.current(), [evidence, scheme]);

  useImperativeHandle(
    props.ref,
    () => ({
      download: (format, title) => {
        const { build, evidence = [], scheme, t } = latest.current;
        const { clientWidth: width = 0, clientHeight: height = 0 } = root.current ?? {};
        // A file stands without the table that tells the colours: it has the room to name the lines.
        const frame = { width: Math.max(width, EXPORT_WIDTH), height, scheme, zoom: zoom.current, t };
        const made = figure.current && build(frame);
        if (!made) return;
        const found = evidenceMarks(made, evidence, scheme, t);
        void saveImage(exportable(made, title, THEMES[scheme], found), title, format);
      },
      resetZoom: () => {
        zoom.current = null;
        repaint.current(true);
      },
    }),
    [],
  );

  function at(event: PointerEvent): Hover | null {
    const made = figure.current;
    const host = root.current;
    if (!made || !host) return null;
    const box = host.getBoundingClientRect();
    const x = event.clientX - box.left - made.area.left;
    const y = event.clientY - box.top - made.area.top;
    if (x < -2 || y < -2 || x > made.area.width + 2 || y > made.area.height + 2) return null;
    return made.locate(Math.max(0, Math.min(made.area.width, x)), Math.max(0, Math.min(made.area.height, y)));
  }

  function move(event: PointerEvent): void {
    if (pressed.current) return;
    const found = at(event);
    setOver(found !== null);
    props.onHover(found);
  }

  function leave(): void {
    setOver(false);
    props.onHover(null);
  }

  function press(event: PointerEvent): void {
    const found = at(event);
    if (event.button !== 0 || !found) return;
    const start = { x: event.clientX, y: event.clientY };
    pressed.current = start;
    const release = (up: globalThis.PointerEvent) => {
      window.removeEventListener("pointerup", release);
      if (found.step === undefined || Math.hypot(up.clientX - start.x, up.clientY - start.y) > 4) return;
      const step = found.step;
      window.clearTimeout(holdTimer.current);
      // A double click resets the zoom and is not two clicks.
      holdTimer.current = window.setTimeout(
        () => latest.current.onHoldStep(Math.min(step, latest.current.maxStep)),
        figure.current?.zoomable ? 260 : 0,
      );
    };
    window.addEventListener("pointerup", release);
  }

  function key(event: KeyboardEvent): void {
    const made = figure.current;
    if (!made) return;
    const moved = keyboardHover(event.key, event.shiftKey, props.hover, props.maxStep, made.layers ?? []);
    if (moved) {
      event.preventDefault();
      setOver(true);
      props.onHover(moved);
    } else if (event.key === "Enter" && props.hover?.step !== undefined) {
      props.onHoldStep(Math.min(props.hover.step, props.maxStep));
    } else if (event.key === "Escape") {
      leave();
    } else if (event.key === "0" && made.zoomable) {
      zoom.current = null;
      repaint.current(true);
    }
  }

  const readout = over && hover && figure.current ? figure.current.readout(hover) : null;
  return (
    <div
      ref={root}
      className={classes["chart"]}
      role="img"
      aria-label={props.label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move the cursor
      tabIndex={0}
      onPointerMove={move}
      onPointerLeave={leave}
      onPointerDownCapture={press}
      onKeyDown={key}
      onBlur={leave}
    >
      <svg className={classes["overlay"]} aria-hidden="true">
        <g ref={under} clipPath={`url(#${clip})`} />
        <clipPath id={clip}>
          <rect ref={clipBox} />
        </clipPath>
      </svg>
      <div ref={plot} className={classes["plot"]} data-ready={ready} />
      <svg className={classes["overlay"]} aria-hidden="true">
        <g ref={ticks} />
        <g ref={dots} />
        <g ref={labels} />
        <g ref={marks} />
        <g ref={evidenceLayer} />
      </svg>
      {readout && figure.current && hover ? (
        <ReadoutBox readout={readout} figure={figure.current} hover={hover} scheme={scheme} />
      ) : null}
    </div>
  );
}
