import { ActionIcon, Popover, Select } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { useNames } from "../../i18n/names";
import type { Json } from "../../protocol/types";
import { isObject, valueAt, withValue } from "../../state/draft";
import { setBase, useExperiment } from "../../state/experiment";
import { useLibrary } from "../../state/library";
import { Icon } from "../shell/Icon";
import classes from "./composer.module.css";
import { elsewhere } from "./elsewhere";
import { TypedInput } from "./TypedInput";
import { parseValue } from "./values";

/** What JSON Schema says of a parameter, as far as a field needs it. */
interface ParameterSchema {
  readonly default?: Json;
  readonly description?: string;
  readonly enum?: readonly Json[];
  readonly type?: string;
}

/** The parameters of the chosen member, each with its default, in a small window of their own. */
export function ParametersButton({
  path,
  family,
  member,
}: {
  path: string;
  family: string;
  member: string | null;
}) {
  const { t } = useTranslation();
  const names = useNames();
  const entry = useLibrary((state) => state.families[family]?.find((one) => one.name === member));
  const schemas = Object.entries(
    (entry?.parameters["properties"] ?? {}) as Record<string, ParameterSchema>,
  ).filter(([key]) => !elsewhere(path).includes(key));
  if (entry === undefined || member === null || schemas.length === 0) return null;
  const label = t("composer.parameters", { name: names.member(family, member, entry.title) });
  return (
    <Popover position="right-start" withArrow withinPortal trapFocus shadow="none" width={280}>
      <Popover.Target>
        <ActionIcon variant="default" size={30} aria-label={label} title={label}>
          <Icon name="sliders" />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <p className={classes.popoverTitle}>{label}</p>
        {schemas.map(([key, schema]) => (
          <Parameter key={key} path={path} member={member} name={key} schema={schema} />
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}

function Parameter({
  path,
  member,
  name,
  schema,
}: {
  path: string;
  member: string;
  name: string;
  schema: ParameterSchema;
}) {
  const { t } = useTranslation();
  const names = useNames();
  const id = useId();
  const here = useExperiment((state) => valueAt(state.draft.base, path));
  const chosen = isObject(here) ? here[name] : undefined;

  function commit(value: Json | undefined): void {
    const object = isObject(here) ? here : { name: member };
    const next = withValue({ ...object, name: member }, name, value);
    setBase(path, Object.keys(next).length === 1 ? member : next);
  }

  return (
    <div className={classes.row}>
      <label htmlFor={id} className={classes.label} title={schema.description}>
        {names.parameter(name)}
      </label>
      {schema.enum?.every((one) => typeof one === "string") ? (
        <Select
          id={id}
          data={schema.enum.map((one) => ({ value: String(one), label: names.choice(String(one)) }))}
          value={typeof chosen === "string" ? chosen : null}
          placeholder={names.choice(String(schema.default))}
          clearable
          comboboxProps={{ withinPortal: false, shadow: "none" }}
          onChange={(value) => commit(value ?? undefined)}
        />
      ) : (
        <TypedInput<Json>
          id={id}
          value={chosen}
          placeholder={schema.default == null ? t("composer.automatic") : text(schema.default)}
          format={text}
          parse={parseValue}
          onCommit={commit}
        />
      )}
    </div>
  );
}

function text(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
