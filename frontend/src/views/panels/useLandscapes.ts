/** The landscapes of one run: which there are, the one that is shown as it grows, and what can be asked. */
import { useCallback, useEffect, useRef, useState } from "react";
import { ApiError } from "../../api/problem";
import { i18next } from "../../i18n";
import type { LandscapeRequest, LandscapeSummary } from "../../protocol/types";
import { api } from "../../state/app";
import {
  follow,
  type GrownLandscape,
  type LandscapeKind,
  merged,
  newestOf,
  renewed,
} from "../../state/landscapes";
import { LOOK_EVERY, whileLooked } from "../../state/looking";
import { useSession } from "../../state/session";
import { useFailure } from "../shell/use-failure";

/** Milliseconds between two reads; twice as long after each that failed, up to `LONGEST_PAUSE`. */
const PAUSE = 300;
const LONGEST_PAUSE = 10_000;

export interface Landscapes {
  readonly list: readonly LandscapeSummary[];
  /** The one that was chosen, as the list has it; null where none is. */
  readonly chosen: LandscapeSummary | null;
  /** The chosen one, once its first answer has come. */
  readonly shown: GrownLandscape | null;
  /** Whether it is not known yet which there are, or what the chosen one looks like. */
  readonly loading: boolean;
  /** Whether one was asked for and nothing is heard of it yet. */
  readonly asking: boolean;
  readonly problem: string | null;
  readonly ask: (request: LandscapeRequest) => void;
  readonly cancel: () => void;
  /** Shows this one; null shows none. */
  readonly choose: (id: string | null) => void;
  /** Deletes one that has ended; where it was shown, the one after it is shown, else the one before it. */
  readonly remove: (id: string) => void;
}

/** `wanted` is the kind that is shown first; null takes the newest of any kind. */
export function useLandscapes(run: string | null, wanted: LandscapeKind | null): Landscapes {
  const [list, setList] = useState<readonly LandscapeSummary[]>([]);
  const [loadedOf, setLoadedOf] = useState<string | null>(null);
  const [id, setId] = useState<string | null>(null);
  const [shown, setShown] = useState<GrownLandscape | null>(null);
  const [asking, setAsking] = useState(false);
  const { text: problem, tell: tellProblem, clear: clearProblem } = useFailure();

  // Answers about another run than this one come too late.
  const current = useRef(run);
  const first = useRef(wanted);
  first.current = wanted;

  // What was asked for or deleted here, so that a list that was read meanwhile is left aside.
  const acts = useRef(0);

  const failed = useCallback(
    (error: unknown) => {
      setAsking(false);
      const external = error instanceof ApiError && error.params["reason"] === "external_run";
      tellProblem(external ? i18next.t("landscape.external", { ns: "panels" }) : error);
    },
    [tellProblem],
  );

  useEffect(() => {
    let listening = true;
    current.current = run;
    setList([]);
    setId(null);
    setShown(null);
    setAsking(false);
    clearProblem();
    if (run === null) return;
    api.landscapes(run).then(
      (found) => {
        if (!listening) return;
        setList((before) => merged(before, found));
        const newest = first.current === null ? found[0] : newestOf(found, first.current);
        setId((before) => before ?? newest?.id ?? null);
        setLoadedOf(run);
      },
      (error) => {
        if (!listening) return;
        setLoadedOf(run);
        failed(error);
      },
    );
    return () => {
      listening = false;
    };
  }, [run, failed, clearProblem]);

  // Others ask for landscapes and delete them, too.
  useEffect(() => {
    if (run === null) return;
    const look = async () => {
      if (useSession.getState().missing) return;
      const before = acts.current;
      const found = await api.landscapes(run);
      if (current.current !== run || acts.current !== before) return;
      const is = (id: string | null) => found.some((one) => one.id === id);
      const newest = first.current === null ? found[0] : newestOf(found, first.current);
      setList((known) => renewed(known, found));
      setShown((shown) => (shown !== null && is(shown.id) ? shown : null));
      setId((id) => (is(id) ? id : (newest?.id ?? null)));
    };
    return whileLooked(() => void look().catch(() => {}), LOOK_EVERY);
  }, [run]);

  useEffect(() => {
    if (id === null) return;
    let listening = true;
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
    follow(api, id, tell, () => listening, pause).catch((error: unknown) => {
      if (listening) failed(error);
    });
    return () => {
      listening = false;
      window.clearTimeout(timer);
    };
  }, [id, failed]);

  const ask = useCallback(
    (request: LandscapeRequest) => {
      if (run === null) return;
      acts.current += 1;
      setAsking(true);
      clearProblem();
      api.askLandscape(run, request).then(
        (asked) => {
          if (current.current !== run) return;
          acts.current += 1;
          setList((before) => merged([asked], before));
          setShown(null);
          setId(asked.id);
        },
        (error) => {
          if (current.current === run) failed(error);
        },
      );
    },
    [run, failed, clearProblem],
  );
  const cancel = useCallback(() => {
    if (id === null) return;
    api.cancelLandscape(id).catch((error) => {
      if (current.current === run) failed(error);
    });
  }, [run, id, failed]);
  const choose = useCallback(
    (next: string | null) => {
      setShown((before) => (before?.id === next ? before : null));
      clearProblem();
      setId(next);
    },
    [clearProblem],
  );
  const remove = useCallback(
    (doomed: string) => {
      const index = list.findIndex((one) => one.id === doomed);
      const next = list[index + 1] ?? list[index - 1] ?? null;
      clearProblem();
      acts.current += 1;
      const gone = () => {
        if (current.current !== run) return;
        acts.current += 1;
        setList((before) => before.filter((one) => one.id !== doomed));
        setShown((before) => (before?.id === doomed ? null : before));
        setId((before) => (before === doomed ? (next?.id ?? null) : before));
      };
      api.deleteLandscape(doomed).then(gone, (error) => {
        if (error instanceof ApiError && error.status === 404) gone();
        else if (current.current === run) failed(error);
      });
    },
    [run, list, failed, clearProblem],
  );
  const chosen = list.find((one) => one.id === id) ?? null;
  const awaited = chosen !== null && shown === null && problem === null && !asking;
  const loading = run !== null && (loadedOf !== run || awaited);
  return { list, chosen, shown, loading, asking, problem, ask, cancel, choose, remove };
}
