import { Button, Tooltip } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { findingTitle, remedyText } from "../../i18n/finding-texts";
import { formatDuration } from "../../i18n/format";
import { useNames } from "../../i18n/names";
import type { Finding, Remedy, RunSummary } from "../../protocol/types";
import { api } from "../../state/app";
import { type Draft, type JsonObject, toRequest } from "../../state/draft";
import { setDraft } from "../../state/experiment";
import { launch } from "../../state/launch";
import { remedyDraft } from "../../state/remedy";
import classes from "./findings.module.css";

/** What can be tried against a finding: each button trains the run again twice, as it was and with the remedy. */
export function RemedyButtons({
  finding,
  run,
  attended = true,
}: {
  finding: Finding;
  run: RunSummary;
  /** Whether the pointer has come to the card, and not the card under the pointer. */
  attended?: boolean;
}) {
  const { t } = useTranslation();
  const names = useNames();
  const [launching, setLaunching] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const seconds = useSeconds();
  if (finding.remedies.length === 0) return null;

  function draftOf(remedy: Remedy): Draft {
    const after = remedyText(remedy, names);
    const job = t("remedy.job", { finding: findingTitle(finding), remedy: after });
    return remedyDraft(run, remedy.set as JsonObject, { job, before: t("remedy.asItWas"), after });
  }

  async function tryOut(remedy: Remedy): Promise<void> {
    const draft = draftOf(remedy);
    setLaunching(true);
    setError(null);
    try {
      await launch(draft);
      setDraft({ ...draft, name: "" });
    } catch (problem) {
      setError(problem instanceof Error ? problem.message : String(problem));
    } finally {
      setLaunching(false);
    }
  }

  function timeOf(remedy: Remedy): string[] {
    const known = seconds.of(remedy);
    return known === undefined ? [] : [t("remedy.takes", { time: formatDuration(known) })];
  }

  return (
    <div className={classes.remedies}>
      <Tooltip label={t("remedy.hint")} position="bottom" maw={300} disabled={!attended}>
        <span className={classes.remediesTitle}>{t("remedy.run")}</span>
      </Tooltip>
      {finding.remedies.map((remedy) => {
        const text = remedyText(remedy, names);
        return (
          <Tooltip
            key={JSON.stringify(remedy.set)}
            label={[t("remedy.hint"), ...timeOf(remedy)].join(" ")}
            position="bottom"
            maw={300}
            disabled={!attended}
            events={{ hover: true, focus: true, touch: false }}
          >
            <Button
              variant="default"
              size="compact-xs"
              disabled={launching}
              aria-label={t("remedy.runThis", { remedy: text })}
              onPointerEnter={() => void seconds.ask(remedy, draftOf(remedy))}
              onFocus={() => void seconds.ask(remedy, draftOf(remedy))}
              onClick={() => void tryOut(remedy)}
            >
              {text}
            </Button>
          </Tooltip>
        );
      })}
      {error === null ? null : (
        <p className={classes.remedyError} role="alert">
          {t("errors.launch", { detail: error })}
        </p>
      )}
    </div>
  );
}

/** About how long remedies take, asked of the server once for each that somebody turns to. */
function useSeconds() {
  const [known, setKnown] = useState<Readonly<Record<string, number>>>({});
  const asked = useRef(new Set<string>());
  const keyOf = (remedy: Remedy) => JSON.stringify(remedy.set);

  async function ask(remedy: Remedy, draft: Draft): Promise<void> {
    const key = keyOf(remedy);
    if (asked.current.has(key)) return;
    asked.current.add(key);
    try {
      const { estimate } = await api.dryRun(toRequest(draft), new AbortController().signal);
      setKnown((before) => ({ ...before, [key]: estimate.seconds }));
    } catch {
      // What is wrong is said where it is launched; it may be asked again.
      asked.current.delete(key);
    }
  }
  return { of: (remedy: Remedy): number | undefined => known[keyOf(remedy)], ask };
}
