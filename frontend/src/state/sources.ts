/** Earlier runs that a network can start from. */
import { create } from "zustand";
import type { Job, RunSummary } from "../protocol/types";
import { api } from "./app";

/** The latest jobs are looked through; older runs are reached from their own job. */
const MOST_JOBS = 12;

export interface Sources {
  readonly jobs: readonly Job[];
  readonly state: "empty" | "loading" | "ready" | "failed";
  readonly error: string | null;
}

export const useSources = create<Sources>()(() => ({ jobs: [], state: "empty", error: null }));

/** Whether a run has final weights that are numbers. */
export function isSource(run: RunSummary): boolean {
  return run.status === "succeeded" && run.outcome !== "diverged";
}

/** Reads which of the latest jobs' runs have ended well. */
export async function loadSources(): Promise<void> {
  if (useSources.getState().state === "loading") return;
  useSources.setState({ state: "loading", error: null });
  try {
    const page = await api.jobs(null);
    const ended = page.jobs.filter((job) => job.status === "succeeded" && job.origin === "local");
    const jobs = await Promise.all(ended.slice(0, MOST_JOBS).map((job) => api.job(job.id)));
    useSources.setState({ jobs: jobs.filter((job) => job.runs.some(isSource)), state: "ready" });
  } catch (error) {
    useSources.setState({ state: "failed", error: error instanceof Error ? error.message : String(error) });
  }
}
