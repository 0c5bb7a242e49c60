/** The horizontal axis of time: steps, epochs, examples seen, or seconds of training. */

import type { RunView, WallClock, XAxis } from "../state/telemetry";
import { indexAtOrBefore } from "./decimate";
import type { Translate } from "./figure";
import { linearTicks, type Ticks } from "./ticks";

export interface StepScale {
  readonly axis: XAxis;
  /** Set where the wanted axis cannot be had, and steps are drawn instead. */
  readonly missing: boolean;
  readonly title: string;
  /** Where a step of a run lies on the axis. */
  readonly position: (run: RunView, step: number) => number;
  /** The step of a run that lies at a position. */
  readonly step: (run: RunView, position: number) => number;
  /** The end of the axis: the longest of the runs, planned steps included where the axis is proportional to steps. */
  readonly end: number;
}

function interpolate(from: ArrayLike<number>, to: ArrayLike<number>, value: number): number {
  const last = from.length - 1;
  const index = Math.min(Math.max(indexAtOrBefore(from, value), 0), Math.max(0, last - 1));
  const low = from[index] as number;
  const high = from[Math.min(index + 1, last)] as number;
  const start = to[index] as number;
  const stop = to[Math.min(index + 1, last)] as number;
  if (high === low) return start;
  return start + ((value - low) / (high - low)) * (stop - start);
}

export function stepScale(
  wanted: XAxis,
  runs: readonly RunView[],
  clock: (run: string) => WallClock | null,
  t: Translate,
): StepScale {
  const clocks = new Map<string, WallClock>();
  if (wanted === "wall") {
    for (const run of runs) {
      const times = clock(run.id);
      if (times && times.steps.length > 0) clocks.set(run.id, times);
    }
  }
  const perStep = (run: RunView): number | null => {
    if (wanted === "epoch") return run.epochSteps ? 1 / run.epochSteps : null;
    if (wanted === "examples") return run.batchSize ?? null;
    return 1;
  };
  // A run that has not begun lies at the origin, whatever its clock will say.
  const missing =
    wanted === "wall"
      ? runs.length === 0 || runs.some((run) => run.step > 0 && !clocks.has(run.id))
      : runs.some((run) => perStep(run) === null);
  const axis = missing ? "step" : wanted;
  if (axis === "wall") {
    const of = (run: RunView) => clocks.get(run.id) ?? { steps: [0, 1], seconds: [0, 0] };
    return {
      axis,
      missing,
      title: t("axis.wall"),
      position: (run, step) => interpolate(of(run).steps, of(run).seconds, step),
      step: (run, position) => interpolate(of(run).seconds, of(run).steps, position),
      end: Math.max(
        1e-3,
        ...[...clocks.values()].map(({ seconds }) => seconds[seconds.length - 1] as number),
      ),
    };
  }
  const factor = (run: RunView) => (axis === "step" ? 1 : (perStep(run) ?? 1));
  return {
    axis,
    missing,
    title: missing ? t("axis.missing", { wanted: t(`axis.${wanted}`) }) : t(`axis.${axis}`),
    position: (run, step) => step * factor(run),
    step: (run, position) => position / factor(run),
    end: Math.max(1e-9, ...runs.map((run) => Math.max(1, run.steps) * factor(run))),
  };
}

/** Ticks on a drawn part of the axis, `width` pixels long. Steps and examples are whole. */
export function stepTicks(scale: StepScale, range: readonly [number, number], width: number): Ticks {
  const whole = scale.axis === "step" || scale.axis === "examples" || range[1] - range[0] > 4;
  return linearTicks(range[0], range[1], Math.max(1, width / 70), whole && scale.axis !== "wall");
}
