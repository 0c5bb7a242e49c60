/** The job as the server holds it and what its rules find: read where the stream could not have told. */
import type { ApiClient } from "../api/client";
import { ApiError } from "../api/problem";
import { isOver, setFindings, useSession } from "./session";

export class JobWatch {
  private id: string | null = null;
  private readonly asked = new Set<string>();
  /** How often the stream has told of each run's findings. */
  private readonly told = new Map<string, number>();

  constructor(private readonly api: ApiClient) {}

  /** From now on it is about this job; answers about another are left aside. */
  watch(id: string | null): void {
    this.id = id;
    this.asked.clear();
    this.told.clear();
  }

  /** The job as it stands: what was told while no stream was open is made up for. */
  async refresh(): Promise<void> {
    await this.read();
    this.readFindings();
  }

  /** Whether the job is still there, and as it was: where it is, nothing on the page moves. */
  async look(): Promise<void> {
    if (await this.read()) this.readFindings();
  }

  /** Reads the job; whether it has changed. What is drawn of one that was deleted stays. */
  private async read(): Promise<boolean> {
    const { id } = this;
    if (id === null) return false;
    try {
      const job = await this.api.job(id);
      if (this.id !== id || JSON.stringify(job) === JSON.stringify(useSession.getState().job)) return false;
      useSession.setState({ job });
      return true;
    } catch (error) {
      if (this.id === id && isMissing(error)) useSession.setState({ missing: true });
      return false;
    }
  }

  /** The findings of all runs that have rows. */
  readFindings(): void {
    for (const run of useSession.getState().job?.runs ?? []) {
      if (isOver(run.status) || run.step > 0) void this.readFindingsOf(run.id);
    }
  }

  /** Once while a run goes on, so that "nothing found" can be said of it; later findings come by the stream. */
  readFindingsOnce(run: string): void {
    if (this.asked.has(run) || useSession.getState().findings[run] !== undefined) return;
    this.asked.add(run);
    void this.readFindingsOf(run);
  }

  /** The stream has told of a run's findings: answers that are under way may be older. */
  hear(run: string): void {
    this.told.set(run, (this.told.get(run) ?? 0) + 1);
  }

  async readFindingsOf(run: string): Promise<void> {
    const { id } = this;
    const whole = hasEnded(run);
    const before = this.told.get(run);
    try {
      const findings = await this.api.diagnoses(run);
      if (this.id !== id) return;
      // What the stream told meanwhile may be newer than this answer.
      if (this.told.get(run) !== before) await this.readFindingsOf(run);
      else setFindings(run, findings, whole);
    } catch {
      // The findings strip says of how many runs the rules have spoken.
    }
  }
}

/** Whether the server says that there is no such thing. */
export function isMissing(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404;
}

function hasEnded(id: string): boolean {
  const run = useSession.getState().job?.runs.find((one) => one.id === id);
  return run !== undefined && isOver(run.status);
}
