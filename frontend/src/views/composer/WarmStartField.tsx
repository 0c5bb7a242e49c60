import { Select } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useNames } from "../../i18n/names";
import type { Job } from "../../protocol/types";
import { isObject, type JsonObject, valueAt } from "../../state/draft";
import { setBase, useExperiment } from "../../state/experiment";
import { hiddenLayers } from "../../state/reuse";
import { isSource, loadSources, useSources } from "../../state/sources";
import { FieldRow } from "./FieldRow";
import { useProblem } from "./problems";
import { TypedInput } from "./TypedInput";
import { useJobLabel } from "./use-job-label";
import { parseNumber } from "./values";

const PATH = "warm_start";

/** Which earlier run the lower layers start from, how many of them, and whether they stay as they are. */
export function WarmStartField() {
  const { t } = useTranslation();
  const names = useNames();
  const labelOf = useJobLabel();
  const draft = useExperiment((state) => state.draft);
  const { jobs, state, error: failure } = useSources();
  const problem = useProblem(`base.${PATH}`, `!base.${PATH}.layers`, `!base.${PATH}.freeze`);
  const layersProblem = useProblem(`base.${PATH}.layers`);
  const freezeProblem = useProblem(`base.${PATH}.freeze`);
  const varies = draft.vary.some((factor) => factor.path === PATH);
  const here = valueAt(draft.base, PATH);
  const warm = isObject(here) ? here : null;
  const run = typeof warm?.["run_id"] === "string" ? warm["run_id"] : null;
  const options = useMemo(
    () =>
      jobs.map((job) => ({
        group: labelOf(job),
        items: replicated(job).map(({ id, label, seed }) => ({
          value: id,
          label: seed === null ? label : t("network.sourceOf", { label, seed }),
        })),
      })),
    [jobs, t, labelOf],
  );
  const known = options.some((group) => group.items.some((item) => item.value === run));
  const error = problem ?? (failure === null ? null : t("network.sourcesFailed", { detail: failure }));

  function choose(next: string | null): void {
    if (next === null) setBase(PATH, undefined);
    else setBase(PATH, { layers: layersOf(jobs, next), ...warm, run_id: next });
  }

  return (
    <>
      <FieldRow label={t("network.start")} hint={t("network.startHint")} error={error}>
        {({ id, describedBy }) => (
          <Select
            id={id}
            aria-describedby={describedBy}
            data={run !== null && !known ? [{ value: run, label: run }, ...options] : options}
            value={varies ? null : run}
            placeholder={varies ? t("composer.varies") : t("network.scratch")}
            disabled={varies}
            clearable
            searchable
            nothingFoundMessage={state === "loading" ? t("app.loading") : t("network.noSources")}
            comboboxProps={{ width: 300, position: "bottom-end", shadow: "none" }}
            error={error !== null}
            clearButtonProps={{ "aria-label": t("composer.reset") }}
            onDropdownOpen={() => void loadSources()}
            onChange={choose}
          />
        )}
      </FieldRow>
      {warm === null || varies ? null : (
        <>
          <FieldRow label={t("network.reused")} hint={t("network.reusedHint")} error={layersProblem}>
            {({ id, describedBy }) => (
              <TypedInput<number>
                id={id}
                aria-describedby={describedBy}
                inputMode="numeric"
                value={typeof warm["layers"] === "number" ? warm["layers"] : undefined}
                placeholder="1"
                format={String}
                parse={parseNumber}
                invalid={layersProblem !== null}
                onCommit={(layers) => setBase(PATH, { ...warm, layers: layers ?? 1 })}
              />
            )}
          </FieldRow>
          <FieldRow label={t("network.frozen")} hint={t("network.frozenHint")} error={freezeProblem}>
            {({ id, describedBy }) => (
              <Select
                id={id}
                aria-describedby={describedBy}
                data={["false", "true"].map((value) => ({ value, label: names.choice(value) }))}
                value={String(warm["freeze"] ?? false)}
                allowDeselect={false}
                error={freezeProblem !== null}
                onChange={(value) => setBase(PATH, { ...warm, freeze: value === "true" })}
              />
            )}
          </FieldRow>
        </>
      )}
    </>
  );
}

/** All layers of a run below its output. */
function layersOf(jobs: readonly Job[], id: string): number {
  const run = jobs.flatMap((job) => job.runs).find((one) => one.id === id);
  return hiddenLayers(valueAt(run?.spec as JsonObject | undefined, "model"));
}

/** The runs of a job that can be started from; with their seeds where these differ. */
function replicated(job: Job): { id: string; label: string; seed: string | null }[] {
  const runs = job.runs.filter(isSource);
  const seeds = runs.map((run) => JSON.stringify(run.seed));
  const several = new Set(seeds).size > 1;
  return runs.map((run, index) => ({
    id: run.id,
    label: run.label,
    seed: several ? (seeds[index] ?? null) : null,
  }));
}
