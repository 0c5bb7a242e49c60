/** The landscapes of one run: which there are, the one that is shown as it grows, and what can be asked. */
import { useCallback, useEffect, useRef, useState } from "react";
import { ApiError } from "../../api/problem";
import { i18next } from "../../i18n";
import { errorText } from "../../i18n/problem-texts";
import type { LandscapeRequest, LandscapeSummary } from "../../protocol/types";
import { api } from "../../state/app";
import { follow, type GrownLandscape, merged } from "../../state/landscapes";

/** Milliseconds between two reads; twice as long after each that failed, up to `LONGEST_PAUSE`. */
const PAUSE = 300;
const LONGEST_PAUSE = 10_000;

export interface Landscapes {
  readonly list: readonly LandscapeSummary[];
  readonly shown: GrownLandscape | null;
  /** Whether it is not known yet which there are. */
  readonly loading: boolean;
  /** Whether one was asked for and nothing is heard of it yet. */
  readonly asking: boolean;
  readonly problem: string | null;
  readonly ask: (request: LandscapeRequest) => void;
  readonly cancel: () => void;
  readonly choose: (id: string) => void;
  /** Deletes one that has ended; where it was shown, the one after it is shown, else the one before it. */
  readonly remove: (id: string) => void;
}

export function useLandscapes(run: string | null): Landscapes {
  const [list, setList] = useState<readonly LandscapeSummary[]>([]);
  const [loadedOf, setLoadedOf] = useState<string | null>(null);
  const [id, setId] = useState<string | null>(null);
  const [shown, setShown] = useState<GrownLandscape | null>(null);
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  // Answers about another run than this one come too late.
  const current = useRef(run);

  const failed = useCallback((error: unknown) => {
    setAsking(false);
    if (!(error instanceof ApiError)) setProblem(String(error));
    else if (error.params["reason"] === "external_run")
      setProblem(i18next.t("landscape.external", { ns: "panels" }));
    else setProblem(errorText(error));
  }, []);

  useEffect(() => {
    let wanted = true;
    current.current = run;
    setList([]);
    setId(null);
    setShown(null);
    setAsking(false);
    setProblem(null);
    if (run === null) return;
    api.landscapes(run).then(
      (found) => {
        if (!wanted) return;
        setList((before) => merged(before, found));
        setId((before) => before ?? found[0]?.id ?? null);
        setLoadedOf(run);
      },
      (error) => {
        if (!wanted) return;
        setLoadedOf(run);
        failed(error);
      },
    );
    return () => {
      wanted = false;
    };
  }, [run, failed]);

  useEffect(() => {
    if (id === null) return;
    let wanted = true;
    let timer: number | undefined;
    const pause = (failures: number) =>
      new Promise<void>((resolve) => {
        timer = window.setTimeout(resolve, Math.min(PAUSE * 2 ** failures, LONGEST_PAUSE));
      });
    const tell = (landscape: GrownLandscape) => {
      setShown(landscape);
      setAsking(false);
      setList((before) =>
        before.map((one) => (one.id === landscape.id ? { ...one, status: landscape.status } : one)),
      );
    };
    follow(api, id, tell, () => wanted, pause).catch((error: unknown) => {
      if (wanted) failed(error);
    });
    return () => {
      wanted = false;
      window.clearTimeout(timer);
    };
  }, [id, failed]);

  const ask = useCallback(
    (request: LandscapeRequest) => {
      if (run === null) return;
      setAsking(true);
      setProblem(null);
      api.askLandscape(run, request).then(
        (asked) => {
          if (current.current !== run) return;
          setList((before) => merged([asked], before));
          setShown(null);
          setId(asked.id);
        },
        (error) => {
          if (current.current === run) failed(error);
        },
      );
    },
    [run, failed],
  );
  const cancel = useCallback(() => {
    if (id === null) return;
    api.cancelLandscape(id).catch((error) => {
      if (current.current === run) failed(error);
    });
  }, [run, id, failed]);
  const choose = useCallback((next: string) => {
    setShown(null);
    setProblem(null);
    setId(next);
  }, []);
  const remove = useCallback(
    (doomed: string) => {
      const index = list.findIndex((one) => one.id === doomed);
      const next = list[index + 1] ?? list[index - 1] ?? null;
      setProblem(null);
      const gone = () => {
        if (current.current !== run) return;
        setList((before) => before.filter((one) => one.id !== doomed));
        setShown((before) => (before?.id === doomed ? null : before));
        setId((before) => (before === doomed ? (next?.id ?? null) : before));
      };
      api.deleteLandscape(doomed).then(gone, (error) => {
        if (error instanceof ApiError && error.status === 404) gone();
        else if (current.current === run) failed(error);
      });
    },
    [run, list, failed],
  );
  const loading = run !== null && loadedOf !== run;
  return { list, shown, loading, asking, problem, ask, cancel, choose, remove };
}
