/**
 * Names of what a spec and the telemetry hold, in the language in use. What has no name here keeps its own: later
 * members of a family show by their catalog title until they are translated.
 */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { i18next } from "./index";

function named(key: string, otherwise: string, values: Record<string, unknown> = {}): string {
  return i18next.exists(key, { ns: "app" })
    ? (i18next.t as (key: string, values: Record<string, unknown>) => string)(key, { ...values, ns: "app" })
    : otherwise;
}

export interface Names {
  member(family: string, name: string, title?: string): string;
  family(family: string): string;
  path(path: string): string;
  parameter(name: string): string;
  choice(value: string): string;
  /** Also several of one kind: "hidden_1–2, 4". */
  layer(name: string): string;
  severity(severity: string): string;
  unit(unit: string): string;
}

/** The names in the language in use; within components take `useNames`, which follows a change of language. */
export const NAMES: Names = {
  member: (family, name, title) =>
    title === undefined && name.startsWith("upload:")
      ? named("names.upload", name)
      : named(`names.${family}.${name}`, title ?? name),
  family: (family) => named(`catalog.families.${family}`, family.replaceAll("_", " ")),
  // "optimizer.name" varies what "optimizer" does.
  path: (path) => named(`paths.${path.replace(/\.name$/, "").replaceAll(".", "_")}`, path),
  parameter: (name) => named(`parameters.${name}`, name.replaceAll("_", " ")),
  choice: (value) => named(`choices.${value}`, value),
  layer: (name) => {
    const inner = /^(hidden|conv)_(\d[\d–, ]*)$/.exec(name);
    if (inner !== null) return named(`layers.${inner[1]}`, name, { index: inner[2] });
    return name === "output" ? named("layers.output", name) : name;
  },
  severity: (severity) => named(`findings.severity.${severity}`, severity),
  unit: (unit) => named(`measures.${unit.replaceAll(" ", "_")}`, unit),
};

/** The names; a new object whenever the language changes, so that what is memoised follows. */
export function useNames(): Names {
  const { i18n } = useTranslation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the language decides what the functions answer
  return useMemo(() => ({ ...NAMES }), [i18n.language]);
}
