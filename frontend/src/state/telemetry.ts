/**
 * What the panels read: the shapes between the telemetry store, which fills them, and the plots, which draw them.
 * This file holds types alone.
 */

/**
 * One metric of one run as fixed typed arrays, oldest first. `width` is 1 for [step], the number of layers for
 * [step, layer], cells for [step, cell]; `values.length === steps.length * width`, row-major. NaN and ±Infinity are
 * real values. `version` grows whenever the content changes.
 */
export interface Series {
  readonly steps: Float64Array;
  readonly values: Float32Array;
  readonly width: number;
  readonly version: number;
  /** The layer axis, where it is not all of the run's layers (some metrics exist for hidden layers alone). */
  readonly layers?: readonly string[];
}

/**
 * Histograms of one quantity of one run: `counts[row][layer][bin]` flattened, `nonfinite[row][layer]` flattened,
 * `edges` of length bins + 1 with infinite outer edges.
 */
export interface Distributions {
  readonly steps: Float64Array;
  readonly counts: Uint32Array;
  readonly nonfinite: Uint32Array;
  readonly edges: Float64Array;
  readonly layers: readonly string[];
  readonly version: number;
}

/** How one variant is drawn, the same everywhere and stable when others are hidden. */
export interface VariantStyle {
  readonly color: string;
  readonly dash: "solid" | "dash" | "dot" | "dashdot";
  readonly marker: string;
}

/** A run as the panels see it. */
export interface RunView {
  readonly id: string;
  readonly label: string;
  readonly variant: number;
  readonly seed: string;
  readonly layers: readonly string[];
  readonly status: string;
  readonly outcome: string | null;
  readonly divergedAt: number | null;
  /** Where early stopping ended the run, and the step whose network it put back. */
  readonly stoppedAt: number | null;
  readonly restoredStep: number | null;
  /** The name of the learning-rate schedule. */
  readonly schedule: string;
  /** Whether its gradients are clipped. */
  readonly clips?: boolean;
  /** The metrics that it offers; null while they are not known. */
  readonly offered?: ReadonlySet<string> | null;
  /** Whether it was trained elsewhere: neither its network nor its data is known here. */
  readonly external?: boolean;
  readonly step: number;
  /** The steps that it was to take, or has taken where these are more. */
  readonly steps: number;
  readonly visible: boolean;
  readonly style: VariantStyle;
  /** Steps of one epoch and samples of one step, for the epoch and examples axes; null where not known. */
  readonly epochSteps?: number | null;
  readonly batchSize?: number | null;
}

/** The samples of a data set that can be drawn, as GET /runs/{id}/points states them: two features, or one. */
export interface Points {
  readonly x: ArrayLike<ArrayLike<number>>;
  /** Classes, or the targets of a regression. */
  readonly y: ArrayLike<number>;
  /** 0 train, 1 validation. */
  readonly split: ArrayLike<number>;
  /** xmin, xmax, ymin, ymax of the grid on which the network is drawn; of one feature the first two. */
  readonly grid: readonly number[];
  readonly classes: readonly string[];
}

/** Seconds of training at some steps, oldest first, increasing: the wall-time axis. */
export interface WallClock {
  readonly steps: ArrayLike<number>;
  readonly seconds: ArrayLike<number>;
}

export interface TelemetrySource {
  series(run: string, metric: string): Series | null;
  distributions(run: string, quantity: string): Distributions | null;
  /** Null while not loaded and for data that cannot be drawn; asking starts the loading. */
  points?(run: string): Points | null;
  /** Whether something that was asked for is still being read. */
  pending?(): boolean;
  /** Null where no times are known. */
  wall?(run: string): WallClock | null;
  /** Calls the listener at most once per animation frame after something changed; returns the way to stop. */
  subscribe(listener: () => void): () => void;
}

/** Name, unit, axes and definition of a metric, as the server states them. */
export interface MetricInfo {
  readonly name: string;
  readonly unit: string;
  readonly axes: readonly string[];
  readonly scale: "linear" | "log";
  readonly definition: string;
  /** Steps between two rows; null where it is not known. */
  readonly every?: number | null;
}

/** What the pointer or the keyboard marks, in every panel at once. */
export interface Hover {
  readonly step?: number;
  readonly layer?: string;
  readonly variant?: number;
}

/** A row that carries the finding on show; `severity` is the finding's. */
export interface EvidenceRow {
  readonly run: string;
  readonly metric: string;
  /** Null for a figure of the whole net. */
  readonly layer: string | null;
  readonly step: number;
  readonly value: number;
  /** What the rule holds the value against, in the metric's unit. */
  readonly threshold: number | null;
  readonly severity: string;
}

export type XAxis = "step" | "epoch" | "examples" | "wall";
export type Bands = "none" | "minmax" | "sd" | "ci";
export type Scheme = "light" | "dark";

/** What every panel gets. */
export interface PanelContext {
  /** The job that the runs are of. */
  readonly job?: string;
  /** Whether the job was deleted since it was opened: what was not read of it by then is lost. */
  readonly deleted?: boolean;
  readonly runs: readonly RunView[];
  readonly source: TelemetrySource;
  readonly metrics: Readonly<Record<string, MetricInfo>>;
  /** The held step; null while live. */
  readonly step: number | null;
  /** The step that is drawn: the held one, or the latest that any run has reached. */
  readonly shownStep: number;
  readonly maxStep: number;
  readonly xAxis: XAxis;
  /** 0 (raw) to just below 1: weight of the past in an exponential moving average. */
  readonly smoothing: number;
  readonly bands: Bands;
  readonly scheme: Scheme;
  readonly hover: Hover | null;
  readonly onHover: (hover: Hover | null) => void;
  /** What carries the finding on show; nothing where none is. */
  readonly evidence?: readonly EvidenceRow[];
  readonly onHoldStep: (step: number) => void;
  /** The run that the network drawing shows; null for the first visible one. */
  readonly selectedRun?: string | null;
  /** The panels' own choices (metric, quantity, layer, scale), kept by the page so that a link restores them. */
  readonly choices?: Readonly<Record<string, string>>;
  readonly onChoice?: (name: string, value: string) => void;
}
