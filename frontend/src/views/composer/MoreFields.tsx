import { useTranslation } from "react-i18next";
import { CadenceField } from "./CadenceField";
import { ChoiceField } from "./ChoiceField";
import classes from "./composer.module.css";
import { EarlyStoppingField } from "./EarlyStoppingField";
import { MemberField } from "./MemberField";
import { NameField } from "./NameField";
import { NumberField } from "./NumberField";
import { WarmStartField } from "./WarmStartField";

/** Paths of the request whose fields stand here. */
export const MORE_PATHS = [
  "name",
  "base.dataset.batch_size",
  "base.dataset.validation_fraction",
  "base.dataset.label_noise",
  "base.dataset.standardize",
  "base.dataset.split",
  "base.model.normalization",
  "base.model.dropout",
  "base.model.residual",
  "base.warm_start",
  "base.schedule",
  "base.gradient_clipping",
  "base.loss",
  "base.regularization",
  "base.early_stopping",
  "base.telemetry",
  "base.precision",
];

/** What most experiments leave at its default. */
export function MoreFields() {
  const { t } = useTranslation();
  return (
    <>
      <NameField />
      <NumberField
        path="dataset.batch_size"
        label={t("composer.batch")}
        hint={t("composer.batchHint")}
        nullWord={t("composer.batchAll")}
      />
      <MemberField path="model.normalization" label={t("composer.normalization")} />
      <ChoiceField
        path="model.residual"
        label={t("network.residual")}
        hint={t("network.residualHint")}
        values={[true, false]}
      />
      <WarmStartField />
      <MemberField path="schedule" label={t("composer.schedule")} />
      <MemberField path="gradient_clipping" label={t("composer.clipping")} />
      <MemberField path="loss" label={t("composer.loss")} noneText={t("composer.lossDefault")} />
      <h3 className={classes.subheading}>{t("composer.against")}</h3>
      <NumberField path="model.dropout" label={t("composer.dropout")} />
      <NumberField path="regularization.l1" label={t("composer.l1")} />
      <NumberField path="regularization.l2" label={t("composer.l2")} />
      <NumberField
        path="regularization.max_norm"
        label={t("composer.maxNorm")}
        nullText={t("composer.off")}
      />
      <EarlyStoppingField />
      <h3 className={classes.subheading}>{t("composer.data")}</h3>
      <NumberField path="dataset.validation_fraction" label={t("composer.validation")} />
      <NumberField path="dataset.label_noise" label={t("composer.labelNoise")} />
      <ChoiceField
        path="dataset.standardize"
        label={t("composer.standardize")}
        values={["auto", true, false]}
      />
      <ChoiceField path="dataset.split" label={t("composer.split")} values={["random", "stratified"]} />
      <h3 className={classes.subheading}>{t("composer.measure")}</h3>
      <CadenceField cadence="layers" label={t("composer.layersEvery")} />
      <CadenceField cadence="evaluation" label={t("composer.evaluationEvery")} />
      <CadenceField cadence="distributions" label={t("composer.distributionsEvery")} />
      <CadenceField
        cadence="curvature"
        label={t("composer.curvatureEvery")}
        hint={t("composer.curvatureHint")}
        nullText={t("composer.off")}
      />
      <NumberField
        path="telemetry.probe_samples"
        label={t("composer.probeSamples")}
        hint={t("composer.probeHint")}
        nullWord={t("composer.probeAll")}
      />
      <ChoiceField path="precision" label={t("composer.precision")} values={["float32", "float64"]} />
    </>
  );
}
