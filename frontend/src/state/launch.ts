/** What the buttons do to jobs. */
import type { JobControl } from "../api/client";
import { ApiError } from "../api/problem";
import type { Job } from "../protocol/types";
import { api, feed } from "./app";
import { type Draft, fromRequest, type JsonObject, toRequest } from "./draft";
import { setDraft } from "./experiment";
import { openJob } from "./view";

/** Launches the draft and shows the job. A lost answer is asked for again under the same key: never two jobs. */
export async function launch(draft: Draft): Promise<Job> {
  const key = randomKey();
  const job = await launchOnce(draft, key).catch((error: unknown) => {
    if (error instanceof ApiError && error.status === 0) return launchOnce(draft, key);
    throw error;
  });
  feed.open(job);
  openJob(job.id);
  return job;
}

function launchOnce(draft: Draft, key: string): Promise<Job> {
  return api.launch(toRequest(draft), key);
}

export async function control(job: string, what: JobControl): Promise<void> {
  feed.adopt(await api.control(job, what));
}

/** Launches again what a job ran. */
export async function rerun(id: string): Promise<void> {
  const draft = draftOfJob(await api.job(id));
  setDraft(draft);
  await launch(draft);
}

/** What the job was launched with. Throws for a run that somebody else trained: it cannot be launched from here. */
export function draftOfJob(job: Job): Draft {
  if (job.request === null) throw new Error(`job ${job.id} was not launched from a request`);
  return fromRequest(job.request as JsonObject);
}

/** 128 random bits. (`crypto.randomUUID` is missing on plain http addresses other than this machine's.) */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}
