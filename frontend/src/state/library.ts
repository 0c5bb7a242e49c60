/** Catalog and presets: read once. */
import { create } from "zustand";
import type { CatalogMember, Preset } from "../protocol/types";
import { api } from "./app";

export interface Library {
  readonly families: Readonly<Record<string, readonly CatalogMember[]>>;
  readonly presets: readonly Preset[];
  readonly state: "empty" | "loading" | "ready" | "failed";
  readonly error: string | null;
}

export const useLibrary = create<Library>()(() => ({
  families: {},
  presets: [],
  state: "empty",
  error: null,
}));

export async function loadLibrary(): Promise<void> {
  if (useLibrary.getState().state === "loading") return;
  useLibrary.setState({ state: "loading", error: null });
  try {
    const [catalog, presets] = await Promise.all([api.catalog(), api.presets()]);
    useLibrary.setState({ families: catalog.families, presets, state: "ready" });
  } catch (error) {
    useLibrary.setState({ state: "failed", error: error instanceof Error ? error.message : String(error) });
  }
}

/** A member's value of a parameter where the spec says nothing. */
export function defaultOf(
  families: Library["families"],
  family: string,
  member: string | null,
  key: string,
): unknown {
  const entry = families[family]?.find((one) => one.name === member);
  const properties = entry?.parameters["properties"] as Record<string, { default?: unknown }> | undefined;
  return properties?.[key]?.default;
}
