/** The small controls in a panel's header. */

import { NativeSelect, SegmentedControl } from "@mantine/core";

export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

export interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly Option<Value>[];
  readonly onChange: (value: Value) => void;
}

/** A few choices side by side. */
export function Toggle<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <SegmentedControl
      size="xs"
      aria-label={label}
      value={value}
      data={options.map((option) => ({ ...option }))}
      onChange={(next) => onChange(next as Value)}
      styles={{ root: { padding: 2 }, label: { padding: "1px 8px", fontSize: 11.5 } }}
      transitionDuration={0}
    />
  );
}

/** One of many. */
export function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <NativeSelect
      size="xs"
      aria-label={label}
      value={value}
      data={options.map((option) => ({ ...option }))}
      onChange={(event) => onChange(event.currentTarget.value as Value)}
      styles={{
        root: { minWidth: 0, maxWidth: 190 },
        input: { minHeight: 26, height: 26, fontSize: 12, textOverflow: "ellipsis" },
      }}
    />
  );
}
