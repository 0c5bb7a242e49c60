import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useNames } from "../../i18n/names";
import { chooseModel, DEFAULT_BASE, memberName, valueAt } from "../../state/draft";
import { setBase, useExperiment } from "../../state/experiment";
import { useLibrary } from "../../state/library";
import { AboutButton } from "./AboutButton";
import { FieldRow } from "./FieldRow";
import { useProblem } from "./problems";

/** Paths below `model` whose complaints stand at fields of their own. */
const ELSEWHERE = [
  "hidden_sizes",
  "conv_layers",
  "activation",
  "initializer",
  "normalization",
  "dropout",
  "residual",
];

/** Which kind of network is trained. What both kinds have stays when another is chosen; their layers do not. */
export function ModelField() {
  const { t } = useTranslation();
  const names = useNames();
  const draft = useExperiment((state) => state.draft);
  const members = useLibrary((state) => state.families["model"]);
  const error = useProblem("base.model", ...ELSEWHERE.map((key) => `!base.model.${key}`));
  const varies = draft.vary.some((factor) => factor.path === "model");
  const model = valueAt(draft.base, "model");
  const chosen = memberName(model);
  const standard = DEFAULT_BASE.model.name;
  const title = (name: string) =>
    names.member("model", name, members?.find((member) => member.name === name)?.title);

  return (
    <FieldRow
      label={t("network.model")}
      error={error}
      about={varies ? null : <AboutButton family="model" member={chosen ?? standard} />}
    >
      {({ id, describedBy }) => (
        <Select
          id={id}
          aria-describedby={describedBy}
          data={(members ?? []).map((member) => ({ value: member.name, label: title(member.name) }))}
          value={varies ? null : chosen}
          placeholder={varies ? t("composer.varies") : title(standard)}
          disabled={varies || members === undefined}
          clearable
          error={error !== null}
          clearButtonProps={{ "aria-label": t("composer.reset") }}
          onChange={(name) => setBase("model", chooseModel(model, name))}
        />
      )}
    </FieldRow>
  );
}
