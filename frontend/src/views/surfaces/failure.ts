/** What is said where paths could not be drawn. */
import type { TFunction } from "i18next";
import type { ApiError } from "../../api/problem";
import { problemText } from "../../i18n/problem-texts";

export function failureText(error: ApiError, t: TFunction): string {
  const [first] = error.errors;
  if (first !== undefined) return problemText(first);
  if (error.status === 0) return t("errors.unreachable");
  if (error.code === "calculation_too_long" || error.code === "calculation_busy")
    return t(`surfaces.${error.code}`);
  return error.message;
}

/** Whether the same wish may well be fulfilled a moment later. */
export function isPassing(error: ApiError): boolean {
  return error.status === 0 || error.status >= 500;
}
