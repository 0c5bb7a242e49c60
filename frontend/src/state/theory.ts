/** What theory predicts of the runs on the page, read once for each run that a panel asks about. */
import { create } from "zustand";
import type { Theory } from "../protocol/types";
import { api } from "./app";

export const useTheories = create<Readonly<Record<string, Theory>>>()(() => ({}));

const asked = new Set<string>();

/** Reads a run's predictions where they have not been; a read that fails is tried again when next asked for. */
export function askTheory(run: string): void {
  if (asked.has(run)) return;
  asked.add(run);
  api.theory(run).then(
    (theory) => useTheories.setState({ [run]: theory }),
    () => asked.delete(run),
  );
}
