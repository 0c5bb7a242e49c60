/** A complaint about a field in the language in use; the server's sentence, without its path, where the code is new. */
import type { ApiError } from "../api/problem";
import type { FieldProblem } from "../protocol/types";
import { formatInteger } from "./format";
import { i18next } from "./index";

const GROUPED_FROM = 10_000;

type Translate = (key: string, values?: Record<string, unknown>) => string;

export function problemText({ path, code, params, message }: FieldProblem): string {
  const key = `problems.${code}`;
  const { allowed } = params;
  const values = {
    ...Object.fromEntries(Object.entries(params).map(([name, value]) => [name, shown(value)])),
    allowed: Array.isArray(allowed) ? allowed.join(", ") : allowed,
    // "above 0.0": the figure within the bound.
    limit: typeof allowed === "string" ? String(Number(/[-+\d.e]+$/.exec(allowed)?.[0])) : undefined,
  };
  const text = i18next.exists(key, { ns: "app" }) ? (i18next.t as unknown as Translate)(key, values) : "";
  const complete = text !== "" && !/undefined|NaN|\{\{/.test(text);
  return complete ? text : message.startsWith(`${path}: `) ? message.slice(path.length + 2) : message;
}

/** A refused request in the language in use: what is wrong in its fields, or with all of it. */
export function errorText({ code, message, params, errors }: ApiError): string {
  if (errors.length > 0) return errors.map(problemText).join(" ");
  return problemText({ path: "", code, params, message });
}

/** A figure of a sentence: large whole numbers in groups, lists by commas. */
function shown(value: unknown): unknown {
  if (Array.isArray(value)) return value.join(", ");
  return Number.isInteger(value) && Math.abs(value as number) >= GROUPED_FROM
    ? formatInteger(value as number)
    : value;
}
