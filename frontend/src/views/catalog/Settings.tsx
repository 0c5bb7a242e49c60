import { Select } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { useNames } from "../../i18n/names";
import { problemText } from "../../i18n/problem-texts";
import type { FieldProblem } from "../../protocol/types";
import type { JsonObject } from "../../state/draft";
import { useLibrary } from "../../state/library";
import classes from "./catalog.module.css";
import { NumberControl } from "./NumberControl";
import { SETTINGS } from "./settings";

/** What the drawing is for, beside the member's own parameters. */
export function Settings({
  family,
  setting,
  problems,
  onSetting,
}: {
  family: string;
  setting: JsonObject;
  problems: readonly FieldProblem[];
  onSetting: (setting: JsonObject) => void;
}) {
  const { t } = useTranslation();
  const fields = SETTINGS[family] ?? [];
  if (fields.length === 0) return null;
  const set = (name: string, value: number | string | undefined) => {
    const { [name]: _, ...others } = setting;
    onSetting(value === undefined ? others : { ...others, [name]: value });
  };
  const wrong = problems.filter(({ path }) => path.startsWith("setting."));
  return (
    <fieldset className={classes.settings}>
      <legend>{t("catalog.drawnFor")}</legend>
      {fields.map(([name, schema]) =>
        typeof schema.default === "string" ? (
          <ActivationField
            key={name}
            name={name}
            value={setting[name]}
            onChange={(value) => set(name, value)}
          />
        ) : (
          <NumberControl
            key={name}
            label={t(`catalog.settings.${name as "steps"}`)}
            schema={schema}
            value={setting[name]}
            onChange={(value) => set(name, value)}
          />
        ),
      )}
      {wrong.map((problem) => (
        <p key={problem.path} role="alert" className={classes.error}>
          {problemText(problem)}
        </p>
      ))}
    </fieldset>
  );
}

function ActivationField({
  name,
  value,
  onChange,
}: {
  name: string;
  value: unknown;
  onChange: (value: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const names = useNames();
  const members = useLibrary((state) => state.families["activation"]) ?? [];
  const id = useId();
  return (
    <div className={classes.control}>
      <label htmlFor={id}>{t(`catalog.settings.${name as "activation"}`)}</label>
      <Select
        id={id}
        data={members.map((one) => ({
          value: one.name,
          label: names.member("activation", one.name, one.title),
        }))}
        value={typeof value === "string" ? value : "relu"}
        allowDeselect={false}
        onChange={(next) => onChange(next ?? undefined)}
      />
    </div>
  );
}
