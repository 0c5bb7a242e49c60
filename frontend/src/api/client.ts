import type {
  Catalog,
  Comparison,
  Dataset,
  DatasetList,
  DistributionsBody,
  DryRun,
  Finding,
  Job,
  JobPage,
  Landscape,
  LandscapeRequest,
  LandscapeSummary,
  PointsBody,
  Preset,
  PreviewAnswer,
  PreviewRequest,
  Run,
  SeriesPage,
  StreamTicket,
  Theory,
  Trajectories,
  TrajectoryRequest,
} from "../protocol/types";
import type { ComparisonQuery } from "../state/comparison";
import type { ExperimentRequest } from "../state/draft";

export type JobControl = "pause" | "resume" | "cancel";

/** What the page asks of the server. Every call rejects with `ApiError`, or `AbortError` where it was called off. */
export interface ApiClient {
  catalog(): Promise<Catalog>;
  presets(): Promise<readonly Preset[]>;
  /** The drawing of a member of the catalog with parameters of one's own. */
  preview(request: PreviewRequest, signal: AbortSignal): Promise<PreviewAnswer>;
  /** Tables that were uploaded, newest first, and what an upload may be. */
  datasets(): Promise<DatasetList>;
  dataset(id: string): Promise<Dataset>;
  /** Uploads a table; `onProgress` is told how many bytes have been sent. */
  uploadDataset(file: File, onProgress: (sent: number) => void, signal: AbortSignal): Promise<Dataset>;
  deleteDataset(id: string): Promise<void>;
  /** What the request would launch; nothing is launched. */
  dryRun(request: ExperimentRequest, signal: AbortSignal): Promise<DryRun>;
  /** Launches; the same `key` never launches twice. */
  launch(request: ExperimentRequest, key: string): Promise<Job>;
  jobs(cursor: string | null): Promise<JobPage>;
  job(id: string): Promise<Job>;
  control(id: string, control: JobControl): Promise<Job>;
  deleteJob(id: string): Promise<void>;
  /** The variants of a job side by side. */
  comparison(job: string, query: ComparisonQuery): Promise<Comparison>;
  run(id: string): Promise<Run>;
  series(run: string, metrics: readonly string[], maxPoints: number): Promise<SeriesPage>;
  /** Rows of a range of steps as CSV, under the head step, metric, layer, value; whole where they are no more than a
   * million. */
  seriesCsv(run: string, metrics: readonly string[], fromStep: number, toStep: number): Promise<string>;
  distributions(run: string, quantity: string): Promise<DistributionsBody>;
  points(run: string): Promise<PointsBody>;
  theory(run: string): Promise<Theory>;
  diagnoses(run: string): Promise<readonly Finding[]>;
  /** The loss landscapes of a run, newest first, without their values. */
  landscapes(run: string): Promise<readonly LandscapeSummary[]>;
  /** A landscape with its rows from `fromRow` on. */
  landscape(id: string, fromRow: number): Promise<Landscape>;
  askLandscape(run: string, request: LandscapeRequest): Promise<Landscape>;
  cancelLandscape(id: string): Promise<Landscape>;
  /** Deletes a landscape that has ended. */
  deleteLandscape(id: string): Promise<void>;
  trajectories(request: TrajectoryRequest): Promise<Trajectories>;
  streamTicket(): Promise<StreamTicket>;
  /** The websocket's address for a ticket. */
  streamAddress(ticket: string): string;
}
