/** The landscapes of one run: which there are, the one that is shown as it grows, and what can be asked. */
import { useCallback, useEffect, useState } from "react";
import { ApiError } from "../../api/problem";
import { i18next } from "../../i18n";
import { errorText } from "../../i18n/problem-texts";
import type { LandscapeRequest, LandscapeSummary } from "../../protocol/types";
import { api } from "../../state/app";
import { follow, type GrownLandscape } from "../../state/landscapes";

const PAUSE = 300;

export interface Landscapes {
  readonly list: readonly LandscapeSummary[];
  readonly shown: GrownLandscape | null;
  /** Whether it is not known yet which there are. */
  readonly loading: boolean;
  readonly problem: string | null;
  readonly ask: (request: LandscapeRequest) => void;
  readonly cancel: () => void;
  readonly choose: (id: string) => void;
}

export function useLandscapes(run: string | null): Landscapes {
  const [list, setList] = useState<readonly LandscapeSummary[]>([]);
  const [loadedOf, setLoadedOf] = useState<string | null>(null);
  const [id, setId] = useState<string | null>(null);
  const [shown, setShown] = useState<GrownLandscape | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const failed = useCallback((error: unknown) => {
    if (!(error instanceof ApiError)) setProblem(String(error));
    else if (error.params["reason"] === "external_run")
      setProblem(i18next.t("landscape.external", { ns: "panels" }));
    else setProblem(errorText(error));
  }, []);

  useEffect(() => {
    let wanted = true;
    setList([]);
    setId(null);
    setShown(null);
    setProblem(null);
    if (run === null) return;
    api.landscapes(run).then(
      (found) => {
        if (!wanted) return;
        setList(found);
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
    const pause = () =>
      new Promise<void>((resolve) => {
        timer = window.setTimeout(resolve, PAUSE);
      });
    const tell = (landscape: GrownLandscape) => {
      setShown(landscape);
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
      setProblem(null);
      api.askLandscape(run, request).then((asked) => {
        setList((before) => [asked, ...before]);
        setShown(null);
        setId(asked.id);
      }, failed);
    },
    [run, failed],
  );
  const cancel = useCallback(() => {
    if (id !== null) api.cancelLandscape(id).catch(failed);
  }, [id, failed]);
  const choose = useCallback((next: string) => {
    setShown(null);
    setProblem(null);
    setId(next);
  }, []);
  return { list, shown, loading: run !== null && loadedOf !== run, problem, ask, cancel, choose };
}
