/** The tables that were uploaded, and the upload under way: it goes on when its dialog is closed. */
import { create } from "zustand";
import { ApiError, isAborted } from "../api/problem";
import type { Dataset, DatasetSummary } from "../protocol/types";
import { api } from "./app";

export interface UnderWay {
  readonly name: string;
  readonly sent: number;
  readonly total: number;
}

export interface Uploads {
  readonly tables: readonly DatasetSummary[];
  readonly state: "empty" | "loading" | "ready" | "failed";
  /** Why the list could not be read, or a table not be deleted. */
  readonly error: ApiError | null;
  /** What an upload may have, in bytes, and how its name may end. */
  readonly limit: number;
  readonly endings: readonly string[];
  readonly underWay: UnderWay | null;
  readonly refusal: { readonly name: string; readonly error: ApiError } | null;
  /** Tables that were looked at. */
  readonly details: Readonly<Record<string, Dataset>>;
}

export const NO_UPLOADS: Uploads = {
  tables: [],
  state: "empty",
  error: null,
  limit: Number.POSITIVE_INFINITY,
  endings: [],
  underWay: null,
  refusal: null,
  details: {},
};

export const useUploads = create<Uploads>()(() => NO_UPLOADS);

let calledOff = new AbortController();

export async function loadUploads(): Promise<void> {
  if (useUploads.getState().state === "loading") return;
  useUploads.setState({ state: "loading", error: null });
  try {
    const { datasets, limit_bytes, endings } = await api.datasets();
    useUploads.setState({ tables: datasets, limit: limit_bytes, endings, state: "ready" });
  } catch (error) {
    useUploads.setState({ state: "failed", error: asApiError(error) });
  }
}

/** A table with its columns; read once, for it never changes. Rejects with `ApiError`. */
export async function readTable(id: string): Promise<Dataset> {
  const known = useUploads.getState().details[id];
  if (known !== undefined) return known;
  const table = await api.dataset(id);
  keep(table);
  return table;
}

/** Uploads a file; gives its table, or null where it was refused (`refusal` says why) or called off. */
export async function upload(file: File): Promise<Dataset | null> {
  if (useUploads.getState().underWay !== null) return null;
  const refused = refusedBefore(file);
  if (refused !== null) {
    useUploads.setState({ refusal: { name: file.name, error: refused } });
    return null;
  }
  calledOff = new AbortController();
  const { name, size: total } = file;
  useUploads.setState({ underWay: { name, sent: 0, total }, refusal: null });
  try {
    const progress = (sent: number) =>
      useUploads.setState({ underWay: { name, sent: Math.min(sent, total), total } });
    const table = await api.uploadDataset(file, progress, calledOff.signal);
    keep(table);
    const others = useUploads.getState().tables.filter(({ id }) => id !== table.id);
    useUploads.setState({ tables: [table, ...others] });
    return table;
  } catch (error) {
    if (!isAborted(error)) useUploads.setState({ refusal: { name, error: asApiError(error) } });
    return null;
  } finally {
    useUploads.setState({ underWay: null });
  }
}

/** Takes the last complaint away: whoever comes back knows it. */
export function forgetRefusal(): void {
  useUploads.setState({ refusal: null });
}

export function cancelUpload(): void {
  calledOff.abort();
}

export async function deleteTable(id: string): Promise<void> {
  useUploads.setState({ error: null });
  try {
    await api.deleteDataset(id);
    useUploads.setState(({ tables }) => ({ tables: tables.filter((table) => table.id !== id) }));
  } catch (error) {
    useUploads.setState({ error: asApiError(error) });
  }
}

/** What the server would refuse without reading the file: said before it is sent. */
function refusedBefore({ name, size }: File): ApiError | null {
  const { limit, endings } = useUploads.getState();
  if (size > limit) return new ApiError(413, "too_large", "too large", [], { maximum: limit });
  if (endings.length === 0 || endings.some((ending) => name.toLowerCase().endsWith(ending))) return null;
  return new ApiError(422, "bad_file_name", "another kind of file", [], { allowed: endings.join(", ") });
}

function keep(table: Dataset): void {
  useUploads.setState(({ details }) => ({ details: { ...details, [table.id]: table } }));
}

function asApiError(error: unknown): ApiError {
  return error instanceof ApiError ? error : new ApiError(0, "unexpected", String(error));
}
