import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { isObject, valueAt } from "../../state/draft";
import { setBase, useExperiment } from "../../state/experiment";
import { ChoiceField } from "./ChoiceField";
import { FieldRow } from "./FieldRow";
import { NumberField } from "./NumberField";
import { useProblem } from "./problems";

const PATH = "early_stopping";
const METRICS = ["loss/validation", "accuracy/validation"] as const;
const OWN = ["patience", "min_delta", "every"].map((name) => `base.${PATH}.${name}`);

/** Which metric early stopping follows, if it is on, and then how patiently. */
export function EarlyStoppingField() {
  const { t } = useTranslation();
  const here = useExperiment((state) => valueAt(state.draft.base, PATH));
  const varies = useExperiment((state) =>
    state.draft.vary.some(({ path }) => path === PATH || path.startsWith(`${PATH}.`)),
  );
  const error = useProblem(`base.${PATH}`, ...OWN.map((path) => `!${path}`));
  const chosen = isObject(here) ? (here["metric"] ?? METRICS[0]) : null;

  function choose(metric: string | null): void {
    if (metric === null) setBase(PATH, undefined);
    else setBase(PATH, { ...(isObject(here) ? here : {}), metric });
  }

  return (
    <>
      <FieldRow label={t("composer.earlyStopping")} error={error}>
        {({ id, describedBy }) => (
          <Select
            id={id}
            aria-describedby={describedBy}
            data={METRICS.map((value) => ({
              value,
              label: t(`composer.stopBy.${value === METRICS[0] ? "loss" : "accuracy"}`),
            }))}
            value={varies ? null : (chosen as string | null)}
            placeholder={varies ? t("composer.varies") : t("composer.off")}
            disabled={varies}
            clearable
            clearButtonProps={{ "aria-label": t("composer.reset") }}
            onChange={choose}
          />
        )}
      </FieldRow>
      {chosen === null || varies ? null : (
        <>
          <NumberField
            path={`${PATH}.patience`}
            label={t("composer.patience")}
            hint={t("composer.patienceHint")}
            nullText="10"
          />
          <NumberField path={`${PATH}.min_delta`} label={t("composer.minDelta")} nullText="0" />
          <NumberField path={`${PATH}.every`} label={t("composer.measuredEvery")} />
          <ChoiceField
            path={`${PATH}.restore_best`}
            label={t("composer.restoreBest")}
            values={[true, false]}
            standard={true}
          />
        </>
      )}
    </>
  );
}
