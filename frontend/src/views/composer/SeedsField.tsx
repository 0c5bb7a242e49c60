import { useTranslation } from "react-i18next";
import type { Json } from "../../protocol/types";
import { EMPTY_DRAFT } from "../../state/draft";
import { setSeeds, useExperiment } from "../../state/experiment";
import classes from "./composer.module.css";
import { FieldRow } from "./FieldRow";
import { useProblem } from "./problems";
import { TypedInput } from "./TypedInput";

const MOST = 1000;

/** "3" is three replicates, seeds 0 to 2; "7, 11" are these seeds. */
export function parseSeeds(text: string): readonly Json[] | undefined {
  const trimmed = text.trim();
  if (/^\d+$/.test(trimmed)) {
    const count = Number(trimmed);
    return count >= 1 && count <= MOST ? Array.from({ length: count }, (_, seed) => seed) : undefined;
  }
  if (trimmed.startsWith("[") || trimmed.startsWith("{")) {
    try {
      const value = JSON.parse(trimmed) as Json;
      return Array.isArray(value) ? (value.length > 0 ? value : undefined) : [value];
    } catch {
      return undefined;
    }
  }
  const parts = trimmed.split(",").filter((part) => part.trim() !== "");
  const seeds = parts.map((part) => (/^\s*\d+\s*$/.test(part) ? Number(part) : Number.NaN));
  return seeds.length > 0 && seeds.every((seed) => Number.isInteger(seed)) ? seeds : undefined;
}

export function textOfSeeds(seeds: readonly Json[]): string {
  if (seeds.every((seed, index) => seed === index)) return String(seeds.length);
  if (seeds.every((seed) => typeof seed === "number")) {
    return seeds.length === 1 ? `${seeds[0]},` : seeds.join(", ");
  }
  return JSON.stringify(seeds);
}

export function SeedsField() {
  const { t } = useTranslation();
  const seeds = useExperiment((state) => state.draft.seeds);
  const error = useProblem("seeds");
  const standard = JSON.stringify(seeds) === JSON.stringify(EMPTY_DRAFT.seeds);
  return (
    <FieldRow label={t("composer.seeds")} hint={t("composer.seedsHint")} error={error}>
      {({ id, describedBy }) => (
        <div className={classes.pair}>
          <TypedInput<readonly Json[]>
            id={id}
            className={classes.narrow}
            aria-describedby={describedBy}
            value={standard ? undefined : seeds}
            placeholder={textOfSeeds(EMPTY_DRAFT.seeds)}
            format={textOfSeeds}
            parse={parseSeeds}
            invalid={error !== null}
            onCommit={(value) => setSeeds(value ?? EMPTY_DRAFT.seeds)}
          />
          <span className={classes.aside}>{t("composer.replicates", { count: seeds.length })}</span>
        </div>
      )}
    </FieldRow>
  );
}
