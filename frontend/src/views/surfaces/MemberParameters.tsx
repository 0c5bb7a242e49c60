import { useNames } from "../../i18n/names";
import type { Json } from "../../protocol/types";
import { type JsonObject, memberName } from "../../state/draft";
import { useLibrary } from "../../state/library";
import { NumberControl } from "../catalog/NumberControl";
import { parametersOf, sliderOf, withoutNull } from "../catalog/parameters";
import { Toggle } from "../panels/Controls";
import classes from "./surfaces.module.css";

/** A member's parameters with what is chosen of them: numbers by slider and by typing, words side by side. */
export function MemberParameters({
  parameters,
  chosen,
  onChange,
}: {
  parameters: ReturnType<typeof parametersOf>;
  chosen: JsonObject;
  onChange: (key: string, value: Json | undefined) => void;
}) {
  const names = useNames();
  return (
    <div className={classes.parameters}>
      {parameters.map(([key, schema]) => {
        const label = names.parameter(key);
        const { arm } = withoutNull(schema);
        if (schema.enum?.every((one) => typeof one === "string")) {
          const standard = String(schema.default);
          return (
            <div key={key} className={classes.word}>
              <span>{label}</span>
              <Toggle
                label={label}
                value={String(chosen[key] ?? standard)}
                options={schema.enum.map((one) => ({ value: String(one), label: names.choice(String(one)) }))}
                onChange={(value) => onChange(key, value === standard ? undefined : value)}
              />
            </div>
          );
        }
        return sliderOf(arm) === null ? null : (
          <NumberControl
            key={key}
            label={label}
            schema={arm}
            value={chosen[key]}
            onChange={(value) => onChange(key, value)}
          />
        );
      })}
    </div>
  );
}

/** The parameters of the family's member that is chosen. */
export function FamilyParameters({
  family,
  chosen,
  onChange,
}: {
  family: string;
  chosen: JsonObject;
  onChange: (chosen: JsonObject) => void;
}) {
  const name = memberName(chosen);
  const entry = useLibrary((state) => state.families[family]?.find((one) => one.name === name));
  if (entry === undefined) return null;
  return (
    <MemberParameters
      parameters={parametersOf(entry)}
      chosen={chosen}
      onChange={(key, value) => {
        const { [key]: _, ...others } = chosen;
        onChange(value === undefined ? others : { ...others, [key]: value });
      }}
    />
  );
}
