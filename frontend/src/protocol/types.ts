/** Short names for the bodies and messages that the server's models define. */
import type { components } from "./api.gen";

type Schemas = components["schemas"];

export type Catalog = Schemas["Catalog"];
export type CatalogMember = Schemas["CatalogMember"];
export type Comparison = Schemas["Comparison"];
export type VariantComparison = Schemas["VariantComparison"];
export type Cursor = Schemas["Cursor"];
export type Dataset = Schemas["Dataset"];
export type DatasetColumn = Schemas["DatasetColumn"];
export type DatasetList = Schemas["DatasetList"];
export type DatasetSummary = Schemas["DatasetSummary"];
export type DistributionsBody = Schemas["Distributions"];
export type DryRun = Schemas["DryRun"];
export type FieldProblem = Schemas["FieldProblem"];
export type Finding = Schemas["Finding"];
export type Remedy = Schemas["Remedy"];
export type Job = Schemas["Job"];
export type JobPage = Schemas["JobPage"];
export type JobStatus = Schemas["JobSummary"]["status"];
export type JobSummary = Schemas["JobSummary"];
export type Landscape = Schemas["Landscape"];
export type LandscapeRequest = Partial<Schemas["LandscapeRequest"]>;
export type LandscapeSummary = Schemas["LandscapeSummary"];
export type PointsBody = Schemas["Points"];
export type Preset = Schemas["Preset"];
export type PreviewAnswer = Schemas["PreviewAnswer"];
export type Problem = Schemas["Problem"];
export type Run = Schemas["Run"];
export type RunSummary = Schemas["RunSummary"];
export type SeriesPage = Schemas["SeriesPage"];
export type StreamTicket = Schemas["StreamTicket"];
export type Subscribe = Schemas["Subscribe"];
export type Theory = Schemas["Theory"];
export type Trajectories = Schemas["Trajectories"];
export type Trajectory = Schemas["Trajectory"];
export type TrajectoryRequest = Schemas["TrajectoryRequest"];

export type DiagnosisMessage = Schemas["DiagnosisMessage"];
export type ErrorMessage = Schemas["ErrorMessage"];
export type ResetMessage = Schemas["ResetMessage"];
export type StatusMessage = Schemas["StatusMessage"];

/** A number as JSON carries it: non-finite ones by name. */
export type WireNumber = number | "NaN" | "Infinity" | "-Infinity";

/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The body of `POST /catalog/preview`, as the page sends it. */
export interface PreviewRequest {
  readonly family: string;
  readonly member: { readonly name: string; readonly [parameter: string]: Json };
  readonly setting: { readonly [name: string]: Json };
}
