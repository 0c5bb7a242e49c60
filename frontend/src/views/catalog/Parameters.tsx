import { Button, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { currentLanguage } from "../../i18n";
import { formatTyped } from "../../i18n/format";
import { useNames } from "../../i18n/names";
import { problemText } from "../../i18n/problem-texts";
import type { CatalogMember, FieldProblem, Json } from "../../protocol/types";
import { toCompact } from "../../state/compact";
import { type JsonObject, memberName } from "../../state/draft";
import { TypedInput } from "../composer/TypedInput";
import { parseNumber } from "../composer/values";
import classes from "./catalog.module.css";
import { NumberControl } from "./NumberControl";
import { type ParameterSchema, parametersOf, rangeText, sliderOf, withoutNull } from "./parameters";

/** Parameters that are themselves members of a family of that name. */
const NESTED = new Set(["activation", "initializer", "normalization"]);

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
                  <Standard value={member.defaults[name] as Json} name={name} />
                </td>
                <td data-label={t("catalog.range")}>
                  {NESTED.has(name)
                    ? say("family", { family: names.family(name) })
                    : rangeText(schema, say, names.choice)}
                </td>
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
  const { t } = useTranslation();
  const names = useNames();
  const { arm, nullable } = withoutNull(schema);
  const label = names.parameter(name);
  const standard = schema.default;
  const words = schema.type === "boolean" ? [true, false] : schema.enum;
  if (sliderOf(arm) !== null) {
    return (
      <NumberControl label={label} hidden schema={arm} value={value} invalid={invalid} onChange={onChange} />
    );
  }
  if (words !== undefined) {
    return (
      <Select
        aria-label={label}
        data={words.map((one) => ({ value: String(one), label: names.choice(String(one)) }))}
        value={String(value ?? standard)}
        allowDeselect={false}
        onChange={(text) => {
          const next = words.find((one) => String(one) === text);
          onChange(next === standard ? undefined : next);
        }}
      />
    );
  }
  if (nullable && (arm.type === "integer" || arm.type === "number")) {
    return (
      <TypedInput<number>
        aria-label={label}
        inputMode="decimal"
        value={typeof value === "number" ? value : undefined}
        placeholder={t("composer.none")}
        format={formatTyped}
        parse={parseNumber}
        invalid={invalid}
        onCommit={onChange}
      />
    );
  }
  if (isNumbers(standard)) {
    return (
      <TypedInput<Json>
        aria-label={label}
        value={value}
        placeholder={standard.join(", ")}
        format={(list) => (Array.isArray(list) ? list.join(", ") : "")}
        parse={parseList}
        invalid={invalid}
        onCommit={onChange}
      />
    );
  }
  return null;
}

function isNumbers(value: Json | undefined): value is readonly number[] {
  return Array.isArray(value) && value.every((one) => typeof one === "number");
}

/** "500, 800": a list of numbers; undefined where it is none. */
function parseList(text: string): Json | undefined {
  const parts = text.split(",").map(parseNumber);
  return parts.every((part) => part !== undefined) ? (parts as number[]) : undefined;
}

/** A default as one reads it: a member by its name, what a list holds by its parts. */
function Standard({ name, value }: { name: string; value: Json }) {
  const { t } = useTranslation();
  const names = useNames();
  if (value === null) return t("composer.none");
  if (typeof value === "number") return formatTyped(value);
  if (typeof value === "string" || typeof value === "boolean") return names.choice(String(value));
  if (isNumbers(value)) return value.join(", ") || "[]";
  if (Array.isArray(value)) {
    return value.map((one, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of a default have no name, and never move
      <div key={index}>{toCompact(one)}</div>
    ));
  }
  const member = memberName(value);
  return member === null ? t("composer.none") : names.member(name, member);
}
