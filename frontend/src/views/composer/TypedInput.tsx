import { type InputHTMLAttributes, useEffect, useState } from "react";
import classes from "./input.module.css";

interface Props<Value>
  extends Omit<InputHTMLAttributes<HTMLInputElement>, "value" | "onChange" | "defaultValue" | "placeholder"> {
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
export function TypedInput<Value>({
  value,
  format,
  parse,
  onCommit,
  invalid,
  className,
  ...rest
}: Props<Value>) {
  const settled = value === undefined ? "" : format(value);
  const [text, setText] = useState(settled);
  const [editing, setEditing] = useState(false);
  useEffect(() => {
    if (!editing) setText(settled);
  }, [settled, editing]);
  const unreadable = text.trim() !== "" && parse(text) === undefined;

  return (
    <input
      {...rest}
      type="text"
      className={className === undefined ? classes.input : `${classes.input} ${className}`}
      value={text}
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
