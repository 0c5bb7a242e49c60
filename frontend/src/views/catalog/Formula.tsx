import katex from "katex";
import "katex/dist/katex.min.css";
import { useEffect, useRef } from "react";
import classes from "./catalog.module.css";
import { linesOf } from "./formula";

/** A formula in LaTeX, with MathML for those who do not see it. */
export function Formula({ tex }: { tex: string }) {
  return (
    <div className={classes.formula} data-formula={tex}>
      {linesOf(tex).map((line) => (
        <Line key={line} tex={line} />
      ))}
    </div>
  );
}

function Line({ tex }: { tex: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Not in display mode, which never breaks a line: a narrow window would cut long formulas.
    if (place.current)
      katex.render(`\\displaystyle ${tex}`, place.current, { throwOnError: false, strict: "ignore" });
  }, [tex]);
  return <div ref={place} />;
}
