/** What a job is listed as: its name, else what it ran. */
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useNames } from "../../i18n/names";
import type { Job, JobSummary } from "../../protocol/types";
import { fromRequest, type JsonObject } from "../../state/draft";
import { loadUploads, useUploads } from "../../state/uploads";
import { jobName } from "./job-name";
import { useFamilies } from "./use-families";

/** How to label a job; the names of uploaded tables are read where they are not known yet. */
export function useJobLabel(): (job: Pick<Job | JobSummary, "name" | "request">) => string {
  const { t } = useTranslation();
  const names = useNames();
  const families = useFamilies();
  const uploads = useUploads((state) => state.state);
  useEffect(() => {
    if (uploads === "empty") void loadUploads();
  }, [uploads]);
  return useMemo(
    () => (job) => {
      if (job.name) return job.name;
      if (job.request === null) return t("job.unnamed");
      return jobName(fromRequest(job.request as JsonObject), names, families, t("composer.none"));
    },
    [families, names, t],
  );
}
