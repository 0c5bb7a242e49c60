import { Select, Tooltip } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { useNames } from "../../i18n/names";
import { problemText } from "../../i18n/problem-texts";
import type { FieldProblem } from "../../protocol/types";
import { memberName } from "../../state/draft";
import { useLibrary } from "../../state/library";
import { changeSurfaces, MOST_STEPS, useSurfaces } from "../../state/surfaces";
import { NumberControl } from "../catalog/NumberControl";
import { FamilyParameters } from "./MemberParameters";
import classes from "./surfaces.module.css";

/** How many steps, with what noise, at what schedule: the same for all optimizers. */
export function RunFields({ problems }: { problems: readonly FieldProblem[] }) {
  const { t } = useTranslation();
  const steps = useSurfaces((state) => state.steps);
  const noise = useSurfaces((state) => state.noise);
  const seed = useSurfaces((state) => state.seed);
  const wrong = (path: string) => problems.some((one) => one.path === path);
  return (
    <>
      <NumberControl
        label={t("surfaces.steps")}
        schema={{ type: "integer", minimum: 1, maximum: MOST_STEPS, default: 200 }}
        value={steps}
        invalid={wrong("steps")}
        onChange={(value) => changeSurfaces({ steps: value ?? 200 })}
      />
      <Tooltip label={t("surfaces.noiseHint")}>
        <div>
          <NumberControl
            label={t("surfaces.noise")}
            schema={{ type: "number", minimum: 0, maximum: 10, default: 0 }}
            value={noise}
            invalid={wrong("gradient_noise")}
            onChange={(value) => changeSurfaces({ noise: value ?? 0 })}
          />
        </div>
      </Tooltip>
      {noise > 0 ? (
        <NumberControl
          label={t("surfaces.seed")}
          schema={{ type: "integer", minimum: 0, maximum: 99, default: 0 }}
          value={seed}
          invalid={wrong("seed")}
          onChange={(value) => changeSurfaces({ seed: value ?? 0 })}
        />
      ) : null}
      <ScheduleFields />
      {problems
        .filter(({ path }) => /^(steps|gradient_noise|seed|schedule)\b/.test(path))
        .map((problem) => (
          <p key={problem.path} className={classes.problem} role="alert">
            {problemText(problem)}
          </p>
        ))}
    </>
  );
}

/** One that follows a validation loss is not offered: a surface has none. */
const NEEDS_VALIDATION = "performance";

function ScheduleFields() {
  const { t } = useTranslation();
  const names = useNames();
  const id = useId();
  const members = useLibrary((state) => state.families["schedule"]);
  const schedule = useSurfaces((state) => state.schedule);
  return (
    <div className={classes.field}>
      <label htmlFor={id}>{t("surfaces.schedule")}</label>
      <Select
        id={id}
        size="xs"
        data={(members ?? [])
          .filter((one) => one.name !== NEEDS_VALIDATION)
          .map((one) => ({ value: one.name, label: names.member("schedule", one.name, one.title) }))}
        value={memberName(schedule)}
        allowDeselect={false}
        disabled={members === undefined}
        onChange={(name) => name !== null && changeSurfaces({ schedule: { name } })}
      />
      <FamilyParameters
        family="schedule"
        chosen={schedule}
        onChange={(next) => changeSurfaces({ schedule: next })}
      />
    </div>
  );
}
