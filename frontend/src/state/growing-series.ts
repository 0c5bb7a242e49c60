import type { SeriesRows } from "../protocol/codec";
import type { Series } from "./telemetry";
import { thinned } from "./thinning";
import { nextVersion } from "./version";

const FIRST_CAPACITY = 256;
/** Values that one series may hold before its rows are thinned: 2¹⁸ float32, 1 MiB. */
const MOST_VALUES = 2 ** 18;
const MOST_ROWS = 20_000;
const FEWEST_ROWS = 128;

/** Rows that a series of this width may hold. */
export function rowLimit(width: number): number {
  return Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, Math.floor(MOST_VALUES / width)));
}

/**
 * Rows of one metric that grow at the end. Rows at or before the last step are ignored, so that a replay never doubles
 * a row. Past `limit` rows every second one goes, extremes and the ends of non-finite stretches stay.
 */
export class GrowingSeries {
  private steps = new Float64Array(FIRST_CAPACITY);
  private values: Float32Array;
  private length = 0;
  private version = nextVersion();
  private view: Series | null = null;
  /** Whether rows have been left out to bound memory. */
  thin = false;

  constructor(
    readonly width: number,
    private readonly layers: readonly string[] | null,
    private readonly limit = rowLimit(width),
  ) {
    this.values = new Float32Array(FIRST_CAPACITY * width);
  }

  get lastStep(): number {
    return this.length === 0 ? -1 : (this.steps[this.length - 1] ?? -1);
  }

  append({ steps, values }: SeriesRows): void {
    let from = 0;
    while (from < steps.length && (steps[from] ?? 0) <= this.lastStep) from += 1;
    const count = steps.length - from;
    if (count === 0) return;
    this.reserve(this.length + count);
    this.steps.set(steps.subarray(from), this.length);
    this.values.set(values.subarray(from * this.width), this.length * this.width);
    this.length += count;
    if (this.length > this.limit) this.shrink();
    this.version = nextVersion();
    this.view = null;
  }

  /** The rows up to now. Later rows never change what a view shows. */
  read(): Series {
    this.view ??= {
      steps: this.steps.subarray(0, this.length),
      values: this.values.subarray(0, this.length * this.width),
      width: this.width,
      version: this.version,
      ...(this.layers === null ? {} : { layers: this.layers }),
    };
    return this.view;
  }

  private reserve(rows: number): void {
    if (rows <= this.steps.length) return;
    const capacity = Math.max(rows, this.steps.length * 2);
    const steps = new Float64Array(capacity);
    steps.set(this.steps.subarray(0, this.length));
    const values = new Float32Array(capacity * this.width);
    values.set(this.values.subarray(0, this.length * this.width));
    this.steps = steps;
    this.values = values;
  }

  private shrink(): void {
    const kept = thinned(this.values.subarray(0, this.length * this.width), this.width);
    const steps = new Float64Array(Math.max(FIRST_CAPACITY, this.limit + (this.limit >> 1)));
    const values = new Float32Array(steps.length * this.width);
    kept.forEach((row, at) => {
      steps[at] = this.steps[row] ?? 0;
      values.set(this.values.subarray(row * this.width, (row + 1) * this.width), at * this.width);
    });
    this.steps = steps;
    this.values = values;
    this.length = kept.length;
    this.thin = true;
  }
}
