import type { DistributionRows } from "../protocol/codec";
import type { Distributions } from "./telemetry";
import { nextVersion } from "./version";

/** Rows of histograms that one quantity of one run may hold; past them every second row goes. */
const MOST_ROWS = 400;

/** Histograms of one quantity that grow at the end; rows at or before the last step are ignored. */
export class GrowingDistributions {
  private rows: { step: number; counts: Uint32Array; nonfinite: Uint32Array }[] = [];
  private version = nextVersion();
  private view: Distributions | null = null;
  thin = false;

  constructor(
    private readonly edges: Float64Array,
    private readonly layers: readonly string[],
    private readonly limit = MOST_ROWS,
  ) {}

  get lastStep(): number {
    return this.rows.at(-1)?.step ?? -1;
  }

  append({ steps, counts, nonfinite, layers, bins }: DistributionRows): void {
    let grown = false;
    steps.forEach((step, row) => {
      if (step <= this.lastStep) return;
      grown = true;
      this.rows.push({
        step,
        counts: counts.slice(row * layers * bins, (row + 1) * layers * bins),
        nonfinite: nonfinite.slice(row * layers, (row + 1) * layers),
      });
    });
    if (!grown) return;
    if (this.rows.length > this.limit) {
      const last = this.rows.length - 1;
      this.rows = this.rows.filter((_, row) => row % 2 === 0 || row === last);
      this.thin = true;
    }
    this.version = nextVersion();
    this.view = null;
  }

  /** The rows up to now, as flat arrays; made when first asked for after a change. */
  read(): Distributions {
    if (this.view === null) {
      const cells = this.rows[0]?.counts.length ?? 0;
      const layers = this.rows[0]?.nonfinite.length ?? 0;
      const steps = new Float64Array(this.rows.length);
      const counts = new Uint32Array(this.rows.length * cells);
      const nonfinite = new Uint32Array(this.rows.length * layers);
      this.rows.forEach((row, at) => {
        steps[at] = row.step;
        counts.set(row.counts, at * cells);
        nonfinite.set(row.nonfinite, at * layers);
      });
      this.view = { steps, counts, nonfinite, edges: this.edges, layers: this.layers, version: this.version };
    }
    return this.view;
  }
}
