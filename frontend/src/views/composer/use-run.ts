/** What the buttons that launch the draft say and do. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatDuration } from "../../i18n/format";
import { useNames } from "../../i18n/names";
import { countRuns, type Draft } from "../../state/draft";
import { launch } from "../../state/launch";
import { useFailure } from "../shell/use-failure";
import type { DryRunState } from "./dry-run";
import { jobName } from "./job-name";
import { useFamilies } from "./use-families";

export interface Run {
  /** What the job will be called. */
  readonly name: string;
  readonly label: string;
  /** About how long it takes; null where that is not known. */
  readonly cost: string | null;
  readonly disabled: boolean;
  readonly error: string | null;
  readonly run: () => Promise<void>;
}

export function useRun(draft: Draft, dryRun: DryRunState): Run {
  const { t } = useTranslation();
  const names = useNames();
  const families = useFamilies();
  const [launching, setLaunching] = useState(false);
  const { text: error, tell, clear } = useFailure();
  const count = dryRun.is === "known" ? dryRun.answer.runs.length : countRuns(draft);
  const refused = dryRun.is === "refused";
  const name = jobName(draft, names, families, t("composer.none"));

  async function run(): Promise<void> {
    setLaunching(true);
    clear();
    try {
      await launch({ ...draft, name });
    } catch (problem) {
      tell(problem);
    } finally {
      setLaunching(false);
    }
  }

  return {
    name,
    label: launching
      ? t("composer.launching")
      : refused
        ? t("composer.fixFirst")
        : t("composer.run", { count }),
    cost:
      !launching && dryRun.is === "known"
        ? t("composer.about", { time: formatDuration(dryRun.answer.estimate.seconds) })
        : null,
    disabled: launching || refused,
    error,
    run,
  };
}
