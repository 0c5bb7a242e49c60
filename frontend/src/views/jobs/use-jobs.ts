/** The list of jobs, page by page. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { JobSummary } from "../../protocol/types";
import { api } from "../../state/app";
import { isOver } from "../../state/session";

const REFRESH_EVERY = 3000;

export interface JobsState {
  readonly jobs: readonly JobSummary[];
  readonly more: boolean;
  readonly loading: boolean;
  readonly error: string | null;
  readonly loadMore: () => void;
  readonly refresh: () => void;
  readonly forget: (id: string) => void;
}

export function useJobs(): JobsState {
  const [jobs, setJobs] = useState<readonly JobSummary[]>([]);
  const [cursor, setCursor] = useState<string | null>(null);
  const [loading, setLoading] = useState(true);
  const [error, setError] = useState<string | null>(null);
  const mounted = useRef(true);

  const read = useCallback(async (from: string | null): Promise<void> => {
    setLoading(true);
    try {
      const page = await api.jobs(from);
      if (!mounted.current) return;
      setJobs((before) => (from === null ? merged(page.jobs, before) : [...before, ...page.jobs]));
      if (from !== null) setCursor(page.next_cursor);
      else setCursor((before) => before ?? page.next_cursor);
      setError(null);
    } catch (problem) {
      if (mounted.current) setError(problem instanceof Error ? problem.message : String(problem));
    } finally {
      if (mounted.current) setLoading(false);
    }
  }, []);

  useEffect(() => {
    mounted.current = true;
    void read(null);
    return () => {
      mounted.current = false;
    };
  }, [read]);

  const running = jobs.some((job) => !isOver(job.status));
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => {
      if (!document.hidden) void read(null);
    }, REFRESH_EVERY);
    return () => clearInterval(timer);
  }, [running, read]);

  return {
    jobs,
    more: cursor !== null,
    loading,
    error,
    loadMore: () => void read(cursor),
    refresh: () => void read(null),
    forget: (id) => setJobs((before) => before.filter((job) => job.id !== id)),
  };
}

/** The newest page in front of the older ones already read. */
function merged(newest: readonly JobSummary[], before: readonly JobSummary[]): readonly JobSummary[] {
  const known = new Set(newest.map((job) => job.id));
  const last = newest.at(-1);
  const older =
    last === undefined ? [] : before.filter((job) => !known.has(job.id) && job.created_at <= last.created_at);
  return [...newest, ...older];
}
