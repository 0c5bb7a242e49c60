import { useId } from "react";
import { useTranslation } from "react-i18next";
import { problemText } from "../../i18n/problem-texts";
import type { FieldProblem } from "../../protocol/types";
import { changeSurfaces, useSurfaces } from "../../state/surfaces";
import classes from "./surfaces.module.css";

/** A formula of the user's own. What is wrong with it is marked where it stands. */
export function ExpressionField({ problem }: { problem: FieldProblem | undefined }) {
  const { t } = useTranslation();
  const id = useId();
  const surface = useSurfaces((state) => state.surface);
  const text = typeof surface["expression"] === "string" ? surface["expression"] : "x^2 + 10*y^2";
  const position = Number(problem?.params["position"] ?? Number.NaN);
  const known = problem !== undefined && problem.code in WRONG && Number.isInteger(position);
  const token = known ? tokenAt(text, position - 1) : "";
  return (
    <div className={classes.expression}>
      <label htmlFor={id}>{t("surfaces.expression")}</label>
      <input
        id={id}
        type="text"
        className={classes.formulaInput}
        value={text}
        maxLength={240}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? `${id}-hint` : `${id}-error`}
        data-testid="expression"
        onChange={(event) =>
          changeSurfaces({ surface: { name: "expression", expression: event.currentTarget.value } })
        }
      />
      {problem === undefined ? null : (
        <p id={`${id}-error`} className={classes.problem} role="alert" data-position={position}>
          {known ? (
            <>
              <code className={classes.marked} aria-hidden="true">
                {text.slice(0, position - 1)}
                <mark>{text.slice(position - 1, position - 1 + token.length) || "␣"}</mark>
                {text.slice(position - 1 + Math.max(token.length, 0))}
              </code>
              {t("surfaces.expressionAt", {
                position,
                what: t(`surfaces.expressionWrong.${problem.code as keyof typeof WRONG}`, {
                  got: token === "" ? t("surfaces.expressionEnd") : `“${token}”`,
                }),
              })}
            </>
          ) : (
            problemText(problem)
          )}
        </p>
      )}
      <p id={`${id}-hint`} className={classes.hint}>
        {t("surfaces.expressionHint")}
      </p>
    </div>
  );
}

const WRONG = {
  expression_syntax: true,
  expression_name: true,
  expression_character: true,
  expression_arguments: true,
  expression_not_finite: true,
  expression_exponent: true,
  expression_too_large: true,
} as const;

/** The word, the number or the sign that begins at a place; empty at the end. */
export function tokenAt(text: string, at: number): string {
  return /^([A-Za-z_]\w*|\d[\d.]*|\*\*|[\s\S])/.exec(text.slice(at))?.[0] ?? "";
}
