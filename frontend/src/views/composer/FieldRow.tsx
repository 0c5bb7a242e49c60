import { Tooltip } from "@mantine/core";
import { type ReactNode, useId } from "react";
import classes from "./composer.module.css";

/** A label with its control and, below, what is wrong with it. The control gets the id that the label is for. */
export function FieldRow({
  label,
  hint,
  error,
  about,
  children,
}: {
  label: string;
  hint?: string;
  error?: string | null;
  /** Stands behind the label. */
  about?: ReactNode;
  children: (ids: { id: string; describedBy: string | undefined }) => ReactNode;
}) {
  const id = useId();
  const errorId = `${id}-error`;
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
      <div className={classes.control}>{children({ id, describedBy: error ? errorId : undefined })}</div>
      {error ? (
        <p id={errorId} className={classes.error} role="alert">
          {error}
        </p>
      ) : null}
    </div>
  );
}
