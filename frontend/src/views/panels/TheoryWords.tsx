import { lazy, Suspense } from "react";
import type { Translate } from "../../plots/figure";
import classes from "./PanelCard.module.css";
import type { Words } from "./theoryWords";
import { metricTitle, usePanelText } from "./usePanel";

/** With KaTeX, which is read when a formula is first shown. */
const Formula = lazy(async () => ({ default: (await import("../catalog/Formula")).Formula }));

export interface TheoryWordsProps {
  /** What the line is. */
  readonly kind: "meanField" | "stability" | "guide";
  readonly words: Words;
}

/** The theory that a panel draws: formula, assumptions and source, and why some runs have no prediction. */
export function TheoryWords({ kind, words }: TheoryWordsProps) {
  const t = usePanelText();
  const what = t(`theory.${kind}`);
  return words.predictions.length + words.gaps.length === 0 ? null : (
    <>
      {words.predictions.map(({ content, labels }) => (
        <section key={`${labels.join()} ${content.formula}`} className={classes["theory"]}>
          <h4>{labels.length === 0 ? what : t("theory.of", { what, labels: labels.join(", ") })}</h4>
          <Suspense fallback={<code>{content.formula}</code>}>
            <Formula tex={content.formula} />
          </Suspense>
          {kind === "guide" ? null : <p>{t("theory.assumes")}</p>}
          <ul>
            {content.assumptions.map((one) => (
              <li key={one.code}>{statementText(t, "assumption", one)}</li>
            ))}
          </ul>
          <p>{t("theory.source", { source: content.source })}</p>
        </section>
      ))}
      {words.gaps.map(({ content, labels }) => {
        const reason = statementText(t, "reason", content);
        return (
          <p key={`${labels.join()} ${content.code}`} className={classes["theory"]}>
            {labels.length === 0
              ? t("theory.nothing", { reason })
              : t("theory.nothingFor", { labels: labels.join(", "), reason })}
          </p>
        );
      })}
    </>
  );
}

/** In the reader's language where the code is known, else as the server says it. */
function statementText(
  t: Translate,
  kind: "assumption" | "reason",
  { code, message, params }: Words["gaps"][number]["content"],
): string {
  const key = `theory.${kind}.${code}`;
  const { metric } = params;
  const named = typeof metric === "string" ? { ...params, metric: metricTitle(t, metric) } : params;
  const text = t(key, named as Record<string, string>);
  return text === key ? message : text;
}
