import { Tooltip } from "@mantine/core";
import { type ReactNode, useId } from "react";
import classes from "./composer.module.css";

/** A label with its control and, below, what is wrong with it. The control gets the id that the label is for. */
export function FieldRow({
  label,
  hint,
  error,
  note,
  about,
  children,
}: {
  label: string;
  hint?: string;
  error?: string | null;
  /** What follows from the value, below the control; an error takes its place. */
  note?: string | null;
  /** Stands behind the label. */
  about?: ReactNode;
  children: (ids: { id: string; describedBy: string | undefined }) => ReactNode;
}) {
  const id = useId();
  const below = `${id}-below`;
  const text = (
    <label htmlFor={id} className={classes.label}>
      {label}
    </label>
  );
  return (
    <div className={classes.row}>
      <div className={classes.labelled}>
        {hint === undefined ? text : <Tooltip label={hint}>{text}</Tooltip>}
        {about}
      </div>
      <div className={classes.control}>
        {children({ id, describedBy: error || note ? below : undefined })}
      </div>
      {error ? (
        <p id={below} className={classes.error} role="alert">
          {error}
        </p>
      ) : note ? (
        <p id={below} className={classes.note}>
          {note}
        </p>
      ) : null}
    </div>
  );
}
