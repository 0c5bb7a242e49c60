/** The drawing of a member: the catalog's own, or, once something was chosen, the server's for what was chosen. */
import { useEffect, useState } from "react";
import { ApiError, isAborted } from "../../api/problem";
import type { CatalogMember, FieldProblem } from "../../protocol/types";
import { api } from "../../state/app";
import type { JsonObject } from "../../state/draft";

export interface Drawing {
  readonly preview: CatalogMember["preview"];
  /** What the server refused, by field. */
  readonly problems: readonly FieldProblem[];
  /** Why there is no newer drawing, where no field is to blame. */
  readonly error: string | null;
}

/** A slider moves faster than answers come: only where it rests is asked for. */
export const PAUSE = 40;

export function useDrawing(
  family: string,
  member: CatalogMember,
  chosen: JsonObject,
  setting: JsonObject,
): Drawing {
  const [drawing, setDrawing] = useState<Drawing>({ preview: member.preview, problems: [], error: null });
  const own = Object.keys(chosen).length === 0 && Object.keys(setting).length === 0;
  const text = JSON.stringify({ family, member: { name: member.name, ...chosen }, setting });

  useEffect(() => {
    if (own || member.preview === null) {
      setDrawing({ preview: member.preview, problems: [], error: null });
      return;
    }
    const called = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const { preview } = await api.preview(JSON.parse(text), called.signal);
        setDrawing({ preview, problems: [], error: null });
      } catch (error) {
        if (isAborted(error) || called.signal.aborted) return;
        if (!(error instanceof ApiError)) throw error;
        const { errors, message } = error;
        setDrawing((before) => ({ ...before, problems: errors, error: errors.length > 0 ? null : message }));
      }
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      called.abort();
    };
  }, [own, member, text]);

  return drawing;
}
