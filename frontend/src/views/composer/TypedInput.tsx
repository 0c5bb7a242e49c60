import { TextInput, type TextInputProps } from "@mantine/core";
import { useEffect, useState } from "react";

interface Props<Value>
  extends Omit<TextInputProps, "value" | "onChange" | "defaultValue" | "error" | "placeholder"> {
  /** The chosen value; undefined shows the placeholder, which is the default. */
  readonly value: Value | undefined;
  readonly placeholder?: string;
  readonly format: (value: Value) => string;
  /** undefined for a text that is no value. */
  readonly parse: (text: string) => Value | undefined;
  /** undefined goes back to the default: the field was emptied. */
  readonly onCommit: (value: Value | undefined) => void;
  readonly invalid?: boolean;
}

/** A text field for one typed value: takes it while typing where it can be read, marks it where it cannot. */
export function TypedInput<Value>({ value, format, parse, onCommit, invalid, ...rest }: Props<Value>) {
  const settled = value === undefined ? "" : format(value);
  const [text, setText] = useState(settled);
  const [editing, setEditing] = useState(false);
  useEffect(() => {
    if (!editing) setText(settled);
  }, [settled, editing]);
  const unreadable = text.trim() !== "" && parse(text) === undefined;

  return (
    <TextInput
      {...rest}
      value={text}
      error={unreadable || invalid === true}
      aria-invalid={unreadable || invalid === true}
      autoComplete="off"
      spellCheck={false}
      onFocus={() => setEditing(true)}
      onBlur={() => {
        setEditing(false);
        if (unreadable) setText(settled);
      }}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setText(next);
        if (next.trim() === "") onCommit(undefined);
        else {
          const parsed = parse(next);
          if (parsed !== undefined) onCommit(parsed);
        }
      }}
    />
  );
}
