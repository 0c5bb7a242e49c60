/** The job on the page as the server last told of it: its runs, their state, the findings, and the connection. */
import { create } from "zustand";
import type { StreamState } from "../api/stream";
import type { Finding, Job, JobStatus, Run, RunSummary, StatusMessage } from "../protocol/types";
import { type JsonObject, valueAt } from "./draft";

export interface RunFindings {
  readonly findings: readonly Finding[];
  /** Whether the rules have been asked about this run at all. */
  readonly checked: boolean;
  /** Whether they were asked after the run's end: what they have not found by then, they will not find. */
  readonly whole: boolean;
}

export interface Session {
  readonly job: Job | null;
  readonly loading: boolean;
  /** Why the job could not be read. */
  readonly error: string | null;
  /** Whether the server has no such job: it never had, or the one on the page was deleted. */
  readonly missing: boolean;
  /** What GET /runs/{id} said, for the runs that were looked at. */
  readonly details: Readonly<Record<string, Run>>;
  readonly findings: Readonly<Record<string, RunFindings>>;
  /** The latest step of each run that has come with the telemetry. */
  readonly steps: Readonly<Record<string, number>>;
  readonly stream: StreamState;
  /** The data set that a run waits for, in bytes; null where none is on its way. */
  readonly download: { readonly run: string; readonly here: number; readonly whole: number } | null;
  /** Why a run's history could not be read; it is tried again. */
  readonly readError: string | null;
  /** Whether rows were left out to bound memory. */
  readonly thin: boolean;
}

export const EMPTY_SESSION: Session = {
  job: null,
  loading: false,
  error: null,
  missing: false,
  details: {},
  findings: {},
  steps: {},
  stream: { is: "off" },
  download: null,
  readError: null,
  thin: false,
};

export const useSession = create<Session>()(() => EMPTY_SESSION);

export const RUNNING: ReadonlySet<JobStatus> = new Set(["queued", "starting", "running", "paused"]);

export function isOver(status: JobStatus): boolean {
  return !RUNNING.has(status);
}

export function setDetails(run: Run): void {
  useSession.setState(({ details }) => ({ details: { ...details, [run.id]: run } }));
}

export function setFindings(run: string, findings: readonly Finding[], whole: boolean): void {
  useSession.setState((session) => ({
    findings: { ...session.findings, [run]: { findings, checked: true, whole } },
  }));
}

/** One more finding. A rule says one thing of a run: what it says now takes the place of what it said before. */
export function addFinding(run: string, finding: Finding): void {
  useSession.setState((session) => {
    const others = session.findings[run]?.findings ?? [];
    const index = others.findIndex((other) => other.rule === finding.rule);
    const next = index < 0 ? [...others, finding] : others.with(index, finding);
    const whole = session.findings[run]?.whole ?? false;
    return { findings: { ...session.findings, [run]: { findings: next, checked: true, whole } } };
  });
}

/** The rows no longer show what a rule found. */
export function removeFinding(run: string, rule: string): void {
  useSession.setState((session) => {
    const { findings = [], whole = false } = session.findings[run] ?? {};
    const next = findings.filter((finding) => finding.rule !== rule);
    return { findings: { ...session.findings, [run]: { findings: next, checked: true, whole } } };
  });
}

/** A status message: of the job, or of one of its runs. */
export function applyStatus(message: StatusMessage): void {
  useSession.setState((session) => {
    const { job } = session;
    if (job === null) return {};
    if (message.run === null) {
      if (message.job !== job.id) return {};
      return { job: { ...job, status: message.status, error: message.error ?? job.error } };
    }
    const download = downloadOf(message) ?? (session.download?.run === message.run ? null : session.download);
    const runs = job.runs.map((run) => (run.id === message.run ? withStatus(run, message) : run));
    return { job: { ...job, runs }, download };
  });
}

/** How much of a data set has come, where the message is about that. */
function downloadOf({ run, status, timing }: StatusMessage): Session["download"] {
  const [here, whole] = [timing?.["download_bytes"], timing?.["download_size"]];
  if (run === null || status !== "starting" || typeof here !== "number" || typeof whole !== "number")
    return null;
  return here < whole ? { run, here, whole } : null;
}

function withStatus(run: RunSummary, message: StatusMessage): RunSummary {
  return {
    ...run,
    status: message.status,
    outcome: message.outcome ?? run.outcome,
    diverged_at: message.diverged_at ?? run.diverged_at,
    stopped_at: message.stopped_at ?? run.stopped_at,
    restored_step: message.restored_step ?? run.restored_step,
    step: Math.max(run.step, message.step ?? 0),
  };
}

/**
 * What is waited for while a run of ours trains and no row after its first has come: its programs, and whether these
 * measure curvature. Null where nothing is waited for.
 */
export function awaitedPrograms({ job, steps }: Session): "plain" | "curvature" | null {
  if (job === null || job.status !== "running" || job.origin === "external") return null;
  const waiting = job.runs.find(
    (run) => run.status === "running" && Math.max(steps[run.id] ?? 0, run.step) === 0,
  );
  if (waiting === undefined) return null;
  return (valueAt(waiting.spec as JsonObject, "telemetry.curvature_every") ?? null) === null
    ? "plain"
    : "curvature";
}
