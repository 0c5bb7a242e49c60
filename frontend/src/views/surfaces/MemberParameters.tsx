import { useNames } from "../../i18n/names";
import type { Json } from "../../protocol/types";
import type { JsonObject } from "../../state/draft";
import { NumberControl } from "../catalog/NumberControl";
import { type parametersOf, sliderOf, withoutNull } from "../catalog/parameters";
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
