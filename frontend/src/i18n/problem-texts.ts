/** A complaint about a field in the language in use; the server's sentence, without its path, where the code is new. */
import type { FieldProblem } from "../protocol/types";
import { i18next } from "./index";

type Translate = (key: string, values?: Record<string, unknown>) => string;

export function problemText({ path, code, params, message }: FieldProblem): string {
  const key = `problems.${code}`;
  const { allowed } = params;
  const values = {
    ...params,
    allowed: Array.isArray(allowed) ? allowed.join(", ") : allowed,
    // "above 0.0": the figure within the bound.
    limit: typeof allowed === "string" ? String(Number(/[-+\d.e]+$/.exec(allowed)?.[0])) : undefined,
  };
  const text = i18next.exists(key, { ns: "app" }) ? (i18next.t as unknown as Translate)(key, values) : "";
  const complete = text !== "" && !/undefined|NaN|\{\{/.test(text);
  return complete ? text : message.startsWith(`${path}: `) ? message.slice(path.length + 2) : message;
}
