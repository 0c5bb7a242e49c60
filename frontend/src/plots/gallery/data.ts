/** Made-up telemetry for looking at the panels without a server: ordinary, live, and at the edges. */

import type {
  Distributions,
  MetricInfo,
  Points,
  RunView,
  Scheme,
  Series,
  TelemetrySource,
  WallClock,
} from "../../state/telemetry";
import { variantStyle } from "../theme";

export interface Scene {
  readonly labels: readonly string[];
  readonly seeds: number;
  readonly hidden: number;
  readonly steps: number;
  /** The variant whose loss stops being finite, and at which step. */
  readonly diverges?: { readonly variant: number; readonly step: number };
  readonly classes?: number;
}

/** A small generator of the same numbers each time. */
function random(seed: number): () => number {
  let state = seed * 2654435761 + 1;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) | 0;
    return ((state >>> 0) % 100000) / 100000;
  };
}

export function metric(
  name: string,
  axes: readonly string[],
  scale: "linear" | "log",
  unit = "1",
): MetricInfo {
  return { name, unit, axes, scale, definition: `What ${name} is, in a sentence that says it in full.` };
}

export const METRICS: Readonly<Record<string, MetricInfo>> = Object.fromEntries(
  [
    metric("loss/train", ["step"], "log", "nats"),
    metric("loss/validation", ["step"], "log", "nats"),
    metric("accuracy/train", ["step"], "linear"),
    metric("accuracy/validation", ["step"], "linear"),
    metric("gradient_norm", ["step", "layer"], "log"),
    metric("update_ratio", ["step", "layer"], "log"),
    metric("activation_mean", ["step", "layer"], "linear"),
    metric("dead_fraction", ["step", "layer"], "linear"),
  ].map((info) => [info.name, info]),
);

export function sceneRuns(scene: Scene, step: number, scheme: Scheme): RunView[] {
  const layers = [...Array.from({ length: scene.hidden }, (_, index) => `hidden_${index + 1}`), "output"];
  return scene.labels.flatMap((label, variant) =>
    Array.from({ length: scene.seeds }, (_, seed) => {
      const stop = scene.diverges?.variant === variant && seed === 0 ? scene.diverges.step : null;
      const broken = stop !== null && step >= stop;
      return {
        id: `${variant}/${seed}`,
        label,
        variant,
        seed: String(seed),
        layers,
        status: step >= scene.steps || broken ? "succeeded" : "running",
        outcome: broken ? "diverged" : null,
        divergedAt: broken ? stop : null,
        stoppedAt: null,
        restoredStep: null,
        schedule: "constant",
        step: broken && stop !== null ? stop : step,
        steps: scene.steps,
        visible: true,
        style: variantStyle(variant, scheme),
        epochSteps: 22,
        batchSize: 64,
      };
    }),
  );
}

const EDGES_UNIT = Float64Array.from([-Infinity, ...Array.from({ length: 65 }, (_, k) => k / 64), Infinity]);
const EDGES_OPEN = Float64Array.from([
  -Infinity,
  ...Array.from({ length: 97 }, (_, k) => 0.5 * Math.sinh((k / 48 - 1) * Math.asinh(128))),
  Infinity,
]);
const OCTAVES = Array.from({ length: 53 }, (_, k) => 2 ** (k - 40));
const EDGES_SIGNED = Float64Array.from([
  -Infinity,
  ...[...OCTAVES].reverse().map((edge) => -edge),
  ...OCTAVES,
  Infinity,
]);

/** A source whose rows end at `step()`; every series is made once and cut. */
export class SceneSource implements TelemetrySource {
  private readonly made = new Map<string, Series>();
  private readonly histograms = new Map<string, Distributions>();
  private readonly listeners = new Set<() => void>();
  constructor(
    private readonly scene: Scene,
    private readonly step: () => number,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly notify = (): void => {
    for (const listener of this.listeners) listener();
  };

  private id(run: string): [number, number] {
    const [variant, seed] = run.split("/").map(Number);
    return [variant ?? 0, seed ?? 0];
  }

  private end(run: string): number {
    const [variant, seed] = this.id(run);
    const stop = this.scene.diverges;
    return stop && stop.variant === variant && seed === 0 ? Math.min(this.step(), stop.step) : this.step();
  }

  series(run: string, name: string): Series | null {
    const key = `${run}:${name}`;
    let whole = this.made.get(key);
    if (!whole) {
      whole = this.make(run, name);
      this.made.set(key, whole);
    }
    const end = this.end(run);
    let rows = 0;
    while (rows < whole.steps.length && (whole.steps[rows] as number) <= end) rows++;
    if (whole.steps.length === 0) return null;
    return {
      steps: whole.steps.subarray(0, rows),
      values: whole.values.subarray(0, rows * whole.width),
      width: whole.width,
      version: rows,
    };
  }

  private make(run: string, name: string): Series {
    const [variant, seed] = this.id(run);
    const { scene } = this;
    const noise = random(variant * 131 + seed * 17 + name.length);
    const total = scene.steps;
    const validation = name.endsWith("validation");
    const layered = METRICS[name]?.axes.includes("layer") === true;
    const cells = name.startsWith("decision/");
    const every = validation || cells ? Math.ceil(total / 100) : layered ? Math.ceil(total / 1000) : 1;
    const width = layered ? scene.hidden + 1 : cells ? 2304 : 1;
    const rows = Math.floor(total / every) + 1;
    const steps = Float64Array.from({ length: rows }, (_, row) => row * every);
    const values = new Float32Array(rows * width);
    const fall = [0.0004, 3, 5, 4, 2.5, 6, 3.5, 1.5][variant % 8] as number;
    for (let row = 0; row < rows; row++) {
      const share = (steps[row] as number) / total;
      const jitter = 0.75 + 0.5 * noise();
      const loss =
        2.3 * Math.exp(-fall * share) * (share === 0 || validation ? 1 : jitter) +
        (validation ? 0.02 : 0.0004);
      if (name.startsWith("loss")) values[row] = loss;
      else if (name.startsWith("accuracy"))
        values[row] = Math.min(1, 0.1 + 0.87 * (1 - Math.exp(-fall * share * 2)) + 0.05 * (noise() - 0.5));
      else if (layered) {
        for (let layer = 0; layer < width; layer++) {
          const depth = (width - 1 - layer) / Math.max(1, width - 1);
          const vanish =
            variant === 0
              ? 10 ** (-6.5 * depth * (1 - 0.35 * share))
              : 10 ** (-0.4 * depth * Math.sin(variant));
          const value =
            vanish *
            (0.6 + 0.8 * noise()) *
            (name === "update_ratio" ? 3e-3 : 0.8) *
            Math.exp(-share * variant * 0.3);
          values[row * width + layer] =
            name === "dead_fraction"
              ? Math.min(1, depth * 0.3 * (1 + share))
              : name === "activation_mean"
                ? 0.5 - depth * 0.3 * share
                : value;
        }
      } else if (cells) {
        for (let cell = 0; cell < width; cell++) {
          const x = (cell % 48) / 47 - 0.5;
          const y = Math.floor(cell / 48) / 47 - 0.5;
          const turn = Math.sin(
            Math.atan2(y, x) + 9 * Math.hypot(x, y) * Math.min(1, share * 2 + 0.1) * (0.4 + variant * 0.1),
          );
          values[row * width + cell] =
            name === "decision/class"
              ? turn > 0
                ? 1
                : 0
              : 0.5 + 0.5 * Math.min(1, Math.abs(turn) * (0.3 + share));
        }
      }
    }
    const stop = scene.diverges;
    if (stop && stop.variant === variant && seed === 0 && name === "loss/train") {
      const last = Math.min(rows - 1, stop.step);
      for (let back = 1; back <= 12 && last - back >= 0; back++)
        values[last - back] = 2.3 * 10 ** ((13 - back) / 2);
      values[last] = Number.NaN;
    }
    if (stop && stop.variant === variant && seed === 0 && layered) {
      for (let row = 0; row < rows; row++) {
        if ((steps[row] as number) >= stop.step)
          for (let layer = 0; layer < width; layer++) values[row * width + layer] = Number.NaN;
      }
    }
    return { steps, values, width, version: rows };
  }

  distributions(run: string, quantity: string): Distributions | null {
    const key = `${run}:${quantity}`;
    let whole = this.histograms.get(key);
    if (!whole) {
      whole = this.makeDistributions(run, quantity);
      this.histograms.set(key, whole);
    }
    const end = this.end(run);
    let rows = 0;
    while (rows < whole.steps.length && (whole.steps[rows] as number) <= end) rows++;
    return { ...whole, steps: whole.steps.subarray(0, rows) };
  }

  private makeDistributions(run: string, quantity: string): Distributions {
    const [variant, seed] = this.id(run);
    const { scene } = this;
    const noise = random(variant * 31 + seed + quantity.length);
    const unit = quantity === "activation" && scene.labels.every((label) => label.startsWith("sigmoid"));
    const edges = unit
      ? EDGES_UNIT
      : quantity === "gradient" || quantity === "backprop"
        ? EDGES_SIGNED
        : EDGES_OPEN;
    const bins = edges.length - 1;
    const layers = [...Array.from({ length: scene.hidden }, (_, index) => `hidden_${index + 1}`), "output"];
    const rows = 61;
    const steps = Float64Array.from({ length: rows }, (_, row) =>
      Math.round((row * scene.steps) / (rows - 1)),
    );
    const counts = new Uint32Array(rows * layers.length * bins);
    for (let row = 0; row < rows; row++) {
      for (let layer = 0; layer < layers.length; layer++) {
        const depth = (layers.length - 1 - layer) / Math.max(1, layers.length - 1);
        const share = row / (rows - 1);
        const vanish = variant === 0 ? 10 ** (-5 * depth) : 1;
        const width = edges === EDGES_SIGNED ? 1e-2 * vanish : 0.3 + 0.7 * (1 - depth) + 0.5 * share;
        const rectified =
          quantity === "activation" && (scene.labels[variant] ?? "").toLowerCase().includes("relu");
        for (let draw = 0; draw < 400; draw++) {
          let value =
            width *
            Math.sqrt(-2 * Math.log(1e-6 + noise())) *
            Math.cos(2 * Math.PI * noise()) *
            (1 + variant * 0.15);
          if (rectified) value = Math.max(0, value);
          let low = 0;
          let high = bins;
          while (low < high - 1) {
            const middle = (low + high) >> 1;
            if (value >= (edges[middle] as number)) low = middle;
            else high = middle;
          }
          const index = (row * layers.length + layer) * bins + low;
          counts[index] = (counts[index] as number) + 1;
        }
      }
    }
    const nonfinite = new Uint32Array(rows * layers.length);
    return { steps, counts, nonfinite, edges, layers, version: rows };
  }

  points(): Points | null {
    if (!this.scene.classes) return null;
    const noise = random(5);
    const count = 240;
    const x: number[][] = [];
    const y: number[] = [];
    const split: number[] = [];
    for (let index = 0; index < count; index++) {
      const label = index % 2;
      const turn = (index / count) * 3.2;
      const angle = turn * 2 + label * Math.PI;
      x.push([
        turn * 0.15 * Math.cos(angle) + 0.02 * noise(),
        turn * 0.15 * Math.sin(angle) + 0.02 * noise(),
      ]);
      y.push(label);
      split.push(index % 5 === 0 ? 1 : 0);
    }
    return { x, y, split, grid: [-0.55, 0.55, -0.55, 0.55], classes: ["0", "1"] };
  }

  wall(): WallClock | null {
    return { steps: [0, this.scene.steps], seconds: [0, this.scene.steps / 160] };
  }
}
