import { Slider } from "@mantine/core";
import { useId } from "react";
import { formatTyped } from "../../i18n/format";
import type { Json } from "../../protocol/types";
import { TypedInput } from "../composer/TypedInput";
import { parseNumber } from "../composer/values";
import classes from "./catalog.module.css";
import { type ParameterSchema, sliderOf } from "./parameters";

const POSITIONS = 1000;

/** A number by a slider, and exactly by typing; emptied it is the default again. */
export function NumberControl({
  label,
  hidden = false,
  schema,
  value,
  invalid = false,
  onChange,
}: {
  label: string;
  /** Whether the label stands elsewhere for those who see. */
  hidden?: boolean;
  schema: ParameterSchema;
  value: Json | undefined;
  invalid?: boolean;
  onChange: (value: number | undefined) => void;
}) {
  const id = useId();
  const slider = sliderOf(schema);
  const standard = typeof schema.default === "number" ? schema.default : 0;
  const current = typeof value === "number" ? value : standard;
  return (
    <div className={classes.control}>
      <label htmlFor={id} className={hidden ? "ds-visually-hidden" : undefined}>
        {label}
      </label>
      <div className={classes.sliderRow}>
        {slider === null ? null : (
          <Slider
            className={classes.slider ?? ""}
            size={4}
            min={0}
            max={POSITIONS}
            label={null}
            thumbLabel={label}
            value={Math.round(slider.toPosition(current) * POSITIONS)}
            onChange={(position) => {
              const next = slider.toValue(position / POSITIONS);
              onChange(next === standard ? undefined : next);
            }}
          />
        )}
        <TypedInput<number>
          id={id}
          className={classes.typed ?? ""}
          inputMode="decimal"
          value={typeof value === "number" ? value : undefined}
          placeholder={formatTyped(standard)}
          format={formatTyped}
          parse={parseNumber}
          invalid={invalid}
          onCommit={onChange}
        />
      </div>
    </div>
  );
}
