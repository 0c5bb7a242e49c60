import { useState } from "react";
import classes from "./composer.module.css";

/** What to look for in a preset: two lines, all of them at a click. */
export function Caption({ text }: { text: string }) {
  const [open, setOpen] = useState(false);
  return (
    <button
      type="button"
      className={classes.caption}
      aria-expanded={open}
      title={open ? undefined : text}
      onClick={() => setOpen(!open)}
    >
      <span className={open ? undefined : classes.clamped}>{text}</span>
    </button>
  );
}
