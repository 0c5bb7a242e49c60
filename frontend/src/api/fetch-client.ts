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
  LandscapeSummary,
  PointsBody,
  Preset,
  PreviewAnswer,
  Run,
  SeriesPage,
  StreamTicket,
  Theory,
  Trajectories,
} from "../protocol/types";
import type { ApiClient } from "./client";
import { ApiError, errorOf, isAborted } from "./problem";
import { sendFile } from "./send-file";

export interface FetchClientOptions {
  /** Where the interface lies, without a slash at the end, e.g. "/api/v1". */
  readonly base: string;
  readonly token: () => string | null;
  /** Called for every answer 401. */
  readonly onUnauthorized: () => void;
  /** Called for every request that was not given up: whether an answer came, whatever it says. */
  readonly onReach?: (reached: boolean) => void;
}

/** The client over fetch. */
export function createFetchClient({
  base,
  token,
  onUnauthorized,
  onReach = () => {},
}: FetchClientOptions): ApiClient {
  async function request(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (!headers.has("Accept")) headers.set("Accept", "application/json");
    const bearer = token();
    if (bearer !== null) headers.set("Authorization", `Bearer ${bearer}`);
    let response: Response;
    try {
      response = await fetch(`${base}${path}`, { ...init, headers });
    } catch (error) {
      if (isAborted(error)) throw error;
      onReach(false);
      throw new ApiError(0, "unreachable", "the server cannot be reached");
    }
    onReach(true);
    if (response.status === 401) onUnauthorized();
    if (!response.ok) throw await errorOf(response);
    return response;
  }

  async function get<T>(path: string): Promise<T> {
    return (await request(path)).json() as Promise<T>;
  }

  async function post<T>(path: string, body?: unknown, init: RequestInit = {}): Promise<T> {
    const headers = new Headers(init.headers);
    if (body !== undefined) headers.set("Content-Type", "application/json");
    const response = await request(path, {
      ...init,
      method: "POST",
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return response.json() as Promise<T>;
  }

  return {
    catalog: () => get<Catalog>("/catalog"),
    presets: async () => (await get<{ presets: Preset[] }>("/presets")).presets,
    preview: (body, signal) => post<PreviewAnswer>("/catalog/preview", body, { signal }),
    datasets: () => get<DatasetList>("/datasets"),
    dataset: (id) => get<Dataset>(`/datasets/${encodeURIComponent(id)}`),
    uploadDataset: async (file, onProgress, signal) => {
      const address = `${base}/datasets?${new URLSearchParams({ name: file.name })}`;
      const response = await sendFile(address, file, token(), onProgress, signal);
      if (response.status === 401) onUnauthorized();
      if (!response.ok) throw await errorOf(response);
      return response.json() as Promise<Dataset>;
    },
    deleteDataset: async (id) => {
      await request(`/datasets/${encodeURIComponent(id)}`, { method: "DELETE" });
    },
    dryRun: (body, signal) => post<DryRun>("/jobs?dry_run=true", body, { signal }),
    launch: (body, key) => post<Job>("/jobs", body, { headers: { "Idempotency-Key": key } }),
    jobs: (cursor) => get<JobPage>(cursor === null ? "/jobs" : `/jobs?cursor=${encodeURIComponent(cursor)}`),
    job: (id) => get<Job>(`/jobs/${encodeURIComponent(id)}`),
    control: (id, control) => post<Job>(`/jobs/${encodeURIComponent(id)}/${control}`),
    deleteJob: async (id) => {
      await request(`/jobs/${encodeURIComponent(id)}`, { method: "DELETE" });
    },
    comparison: (job, { metric, atStep, target }) => {
      const query = new URLSearchParams({ metric, at_step: `${atStep}` });
      if (target !== null) query.set("target", `${target}`);
      return get<Comparison>(`/jobs/${encodeURIComponent(job)}/comparison?${query}`);
    },
    run: (id) => get<Run>(`/runs/${encodeURIComponent(id)}`),
    series: (run, metrics, maxPoints) => {
      const query = new URLSearchParams(metrics.map((metric) => ["metric", metric]));
      query.set("max_points", String(maxPoints));
      return get<SeriesPage>(`/runs/${encodeURIComponent(run)}/series?${query}`);
    },
    seriesCsv: async (run, metrics, fromStep, toStep) => {
      const query = new URLSearchParams(metrics.map((metric) => ["metric", metric]));
      query.set("from_step", String(fromStep));
      query.set("to_step", String(toStep));
      query.set("max_points", "1000000");
      const headers = { Accept: "text/csv" };
      return (await request(`/runs/${encodeURIComponent(run)}/series?${query}`, { headers })).text();
    },
    distributions: (run, quantity) => {
      const query = new URLSearchParams({ quantity, from_step: "0" });
      return get<DistributionsBody>(`/runs/${encodeURIComponent(run)}/distributions?${query}`);
    },
    points: (run) => get<PointsBody>(`/runs/${encodeURIComponent(run)}/points`),
    theory: (run) => get<Theory>(`/runs/${encodeURIComponent(run)}/theory`),
    diagnoses: async (run) =>
      (await get<{ diagnoses: Finding[] }>(`/runs/${encodeURIComponent(run)}/diagnoses`)).diagnoses,
    landscapes: async (run) =>
      (await get<{ landscapes: LandscapeSummary[] }>(`/runs/${encodeURIComponent(run)}/landscapes`))
        .landscapes,
    landscape: (id, fromRow) =>
      get<Landscape>(
        `/landscapes/${encodeURIComponent(id)}?${new URLSearchParams({ from_row: `${fromRow}` })}`,
      ),
    askLandscape: (run, body) => post<Landscape>(`/runs/${encodeURIComponent(run)}/landscapes`, body),
    cancelLandscape: (id) => post<Landscape>(`/landscapes/${encodeURIComponent(id)}/cancel`),
    deleteLandscape: async (id) => {
      await request(`/landscapes/${encodeURIComponent(id)}`, { method: "DELETE" });
    },
    trajectories: (body) => post<Trajectories>("/surfaces/trajectories", body),
    streamTicket: () => post<StreamTicket>("/stream/tickets"),
    streamAddress: (ticket) => {
      const address = new URL(`${base}/stream`, window.location.href);
      address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
      address.search = new URLSearchParams({ ticket, encoding: "msgpack" }).toString();
      return address.href;
    },
  };
}
