/** The paths of an optimizer's sheet, as the server computes them: asked for where the parameters rest. */
import { useCallback, useEffect, useMemo, useState } from "react";
import type { CatalogMember } from "../../protocol/types";
import { api } from "../../state/app";
import type { JsonObject } from "../../state/draft";
import { createDrawer, type TrajectoriesState } from "../../state/trajectories";
import { type Walk, walksOf, wishOf } from "./path";
import { PAUSE } from "./use-drawing";

export interface Path extends TrajectoriesState {
  /** Whose paths are wished. */
  readonly walks: readonly Walk[];
  readonly askAgain: () => void;
}

/** Null for members that walk nowhere. */
export function usePath(family: string, member: CatalogMember, chosen: JsonObject): Path | null {
  const [state, setState] = useState<TrajectoriesState>({
    shown: null,
    asking: true,
    error: null,
    refused: null,
  });
  const drawer = useMemo(
    () =>
      createDrawer(
        (body) => api.trajectories(body),
        (change) => setState((before) => ({ ...before, ...change })),
      ),
    [],
  );
  const walks = useMemo(
    () => (family === "optimizer" ? walksOf(member, chosen) : null),
    [family, member, chosen],
  );
  const askAgain = useCallback(() => {
    if (walks !== null) drawer.wish(wishOf(walks));
  }, [drawer, walks]);
  useEffect(() => {
    const timer = setTimeout(askAgain, PAUSE);
    return () => clearTimeout(timer);
  }, [askAgain]);
  return walks === null ? null : { ...state, walks, askAgain };
}
