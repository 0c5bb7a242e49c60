/** When the server is asked again about something that grows: gently. */
import { ApiError } from "../api/problem";

/** Milliseconds: between two questions while rows come, and until a choice has settled. */
export const PAUSE = 2000;
export const SETTLE = 200;
const LONGEST_PAUSE = 10_000;
/** At most this part of the time is spent answering. */
const SHARE = 0.25;

/**
 * Asks again when a choice has changed, soon, and when rows have come, seldom; one question at a time. `ask` asks with
 * what is wanted then; `tell` gets the answer, unless another choice has been made meanwhile.
 */
export class Asker<Answer> {
  private key: string | null = null;
  private progress = "";
  private asked = "";
  private readyAt = 0;
  private failures = 0;
  private busy = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly ask: () => Promise<Answer>,
    private readonly tell: (answer: Answer) => void,
    private readonly fail: (error: unknown) => void,
  ) {}

  /** What is chosen (`key`; null wants nothing) and how far the runs are: either changes what the answer would be. */
  want(key: string | null, progress: string): void {
    if (key !== this.key) this.readyAt = Date.now() + (this.key === null ? 0 : SETTLE);
    this.key = key;
    this.progress = progress;
    this.plan();
  }

  stop(): void {
    this.key = null;
    clearTimeout(this.timer);
  }

  private get wanted(): string {
    return `${this.key}|${this.progress}`;
  }

  private plan(): void {
    clearTimeout(this.timer);
    if (this.key === null || this.busy || this.wanted === this.asked) return;
    this.timer = setTimeout(() => void this.question(), Math.max(0, this.readyAt - Date.now()));
  }

  private async question(): Promise<void> {
    const { key } = this;
    const began = Date.now();
    this.busy = true;
    this.asked = this.wanted;
    try {
      const answer = await this.ask();
      this.failures = 0;
      if (key === this.key) this.tell(answer);
    } catch (error) {
      this.failures += 1;
      if (passes(error)) this.asked = "";
      if (key === this.key) this.fail(error);
    }
    this.busy = false;
    const pause = Math.max(PAUSE * 2 ** this.failures, (Date.now() - began) / SHARE);
    if (key === this.key) this.readyAt = Date.now() + Math.min(pause, LONGEST_PAUSE);
    this.plan();
  }
}

/** Whether a request failed for want of an answer, rather than because of what it asks. */
function passes(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 502);
}
