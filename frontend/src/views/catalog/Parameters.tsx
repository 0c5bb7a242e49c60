import { Button, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { currentLanguage } from "../../i18n";
import { useNames } from "../../i18n/names";
import { problemText } from "../../i18n/problem-texts";
import type { CatalogMember, FieldProblem, Json } from "../../protocol/types";
import { type JsonObject, memberName } from "../../state/draft";
import { TypedInput } from "../composer/TypedInput";
import { parseNumber } from "../composer/values";
import classes from "./catalog.module.css";
import { NumberControl } from "./NumberControl";
import { type ParameterSchema, parametersOf, rangeText, sliderOf, withoutNull } from "./parameters";

/** The member's parameters: a value that can be moved, default, what is allowed, meaning. */
export function Parameters({
  member,
  chosen,
  problems,
  onChosen,
}: {
  member: CatalogMember;
  chosen: JsonObject;
  problems: readonly FieldProblem[];
  onChosen: (chosen: JsonObject) => void;
}) {
  const { t } = useTranslation();
  const names = useNames();
  const rows = parametersOf(member);
  const set = (name: string, value: Json | undefined) => {
    const { [name]: _, ...others } = chosen;
    onChosen(value === undefined ? others : { ...others, [name]: value });
  };
  const say = (key: string, values: Record<string, string> = {}) =>
    (t as (key: string, values: Record<string, string>) => string)(`catalog.ranges.${key}`, values);
  return (
    <section className={classes.card}>
      <div className={classes.cardHead}>
        <h2>{t("catalog.parameters")}</h2>
        {Object.keys(chosen).length === 0 ? null : (
          <Button variant="default" size="compact-xs" onClick={() => onChosen({})}>
            {t("catalog.reset")}
          </Button>
        )}
      </div>
      {rows.length === 0 ? (
        <p className={classes.hint}>{t("catalog.noParameters")}</p>
      ) : (
        <table className={classes.parameters}>
          <thead>
            <tr>
              <th scope="col">{t("catalog.parameter")}</th>
              <th scope="col">{t("catalog.value")}</th>
              <th scope="col">{t("catalog.standard")}</th>
              <th scope="col">{t("catalog.range")}</th>
              <th scope="col">{t("catalog.meaning")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, schema]) => (
              <tr key={name} data-parameter={name}>
                <th scope="row">
                  {names.parameter(name)} <code>{name}</code>
                </th>
                <td className={classes.valueCell}>
                  <Control
                    name={name}
                    schema={schema}
                    value={chosen[name]}
                    invalid={problems.some(({ path }) => isAt(path, name))}
                    onChange={(value) => set(name, value)}
                  />
                  {problems
                    .filter(({ path }) => isAt(path, name))
                    .map((problem) => (
                      <p key={problem.path} role="alert" className={classes.error}>
                        {problemText(problem)}
                      </p>
                    ))}
                </td>
                <td data-label={t("catalog.standard")}>
                  <Standard value={member.defaults[name] as Json} family={name} />
                </td>
                <td data-label={t("catalog.range")}>{rangeText(schema, say, names.choice)}</td>
                <td>{member.words?.parameters[name]?.[currentLanguage()]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function isAt(path: string, name: string): boolean {
  return path === `member.${name}` || path.startsWith(`member.${name}.`);
}

/** How a value of this kind is chosen; nothing where it is more than a number, a word, or a list of numbers. */
function Control({
  name,
  schema,
  value,
  invalid,
  onChange,
}: {
  name: string;
  schema: ParameterSchema;
  value: Json | undefined;
  invalid: boolean;
  onChange: (value: Json | undefined) => void;
}) {
  const names = useNames();
  const { arm } = withoutNull(schema);
  const label = names.parameter(name);
  if (sliderOf(arm) !== null) {
    return (
      <NumberControl label={label} hidden schema={arm} value={value} invalid={invalid} onChange={onChange} />
    );
  }
  if (schema.enum?.every((one) => typeof one === "string")) {
    return (
      <Select
        aria-label={label}
        data={schema.enum.map((one) => ({ value: String(one), label: names.choice(String(one)) }))}
        value={typeof value === "string" ? value : String(schema.default)}
        allowDeselect={false}
        onChange={(next) => onChange(next === schema.default ? undefined : (next ?? undefined))}
      />
    );
  }
  if (schema.type === "array" && Array.isArray(schema.default)) {
    return (
      <TypedInput<Json>
        aria-label={label}
        value={value}
        placeholder={schema.default.join(", ")}
        format={(list) => (Array.isArray(list) ? list.join(", ") : "")}
        parse={parseList}
        invalid={invalid}
        onCommit={onChange}
      />
    );
  }
  return null;
}

/** "500, 800": a list of numbers; undefined where it is none. */
function parseList(text: string): Json | undefined {
  const parts = text.split(",").map(parseNumber);
  return parts.every((part) => part !== undefined) ? (parts as number[]) : undefined;
}

function Standard({ value, family }: { value: Json; family: string }) {
  const { t } = useTranslation();
  const names = useNames();
  if (value === null) return t("composer.none");
  const name = memberName(value);
  if (typeof value === "object" && name !== null) return names.member(family, name);
  if (typeof value === "string" || typeof value === "boolean") return names.choice(String(value));
  return Array.isArray(value) ? value.join(", ") : JSON.stringify(value);
}
