/** Numbers and times in the language in use. */
import { formatValue, grouped } from "../plots/format";
import { i18next } from "./index";

/** 1,000 */
export function formatInteger(value: number): string {
  return new Intl.NumberFormat(i18next.language, { maximumFractionDigits: 0 }).format(value);
}

/** Whether a number is written with a power of ten, here as in the plots. */
function isExtreme(size: number): boolean {
  return size >= 1e6 || size < 1e-3;
}

/** A measured number to about four figures: 0.0131, 2.303, 11,300.0, 1.2×10⁻⁷, NaN, ∞. */
export function formatMeasured(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value) || value === 0 || isExtreme(size)) return formatValue(value, 2);
  const digits = size >= 100 ? 1 : size >= 1 ? 3 : size >= 0.01 ? 4 : 5;
  return (value < 0 ? "−" : "") + grouped(size.toFixed(digits));
}

/** A figure within a sentence: three significant digits at most. */
export function formatFigure(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value) || value === 0 || isExtreme(size)) return formatMeasured(value);
  return (value < 0 ? "−" : "") + grouped(String(Number(size.toPrecision(3))));
}

/** Two figures within a sentence, with as many digits as it takes to tell them apart; six at most. */
export function formatApart(one: number, other: number): [string, string] {
  const pair: [string, string] = [formatFigure(one), formatFigure(other)];
  for (let digits = 3; pair[0] === pair[1] && digits <= 6; digits++) {
    pair[0] = formatValue(one, digits);
    pair[1] = formatValue(other, digits);
  }
  return pair[0] === pair[1] ? [formatFigure(one), formatFigure(other)] : pair;
}

/** A number of a table: whole ones as they are, others to five figures. */
export function formatCell(value: number): string {
  const text = Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(5)));
  return text.replace("-", "−");
}

/** A number as one would type it: 0.001, 64, 1e-8. */
export function formatTyped(value: number): string {
  return String(value);
}

/** 0.9 s, 6 s, 3 min, 2 h */
export function formatDuration(seconds: number): string {
  if (seconds < 10)
    return i18next.t("units.seconds", { value: seconds < 1 ? seconds.toFixed(1) : Math.round(seconds) });
  if (seconds < 90) return i18next.t("units.seconds", { value: Math.round(seconds) });
  if (seconds < 5400) return i18next.t("units.minutes", { value: Math.round(seconds / 60) });
  if (seconds < 172_800) return i18next.t("units.hours", { value: Math.round(seconds / 3600) });
  return i18next.t("units.days", { value: Math.round(seconds / 86_400) });
}

/** 640 B, 12 KiB, 3.4 MiB, 1 GiB: in powers of 1,024, as the server's limits are set. */
export function formatBytes(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  const digits = power > 0 && value < 10 ? 1 : 0;
  const number = new Intl.NumberFormat(i18next.language, { maximumFractionDigits: digits }).format(value);
  return `${number} ${units[power]}`;
}

/** A moment, short. */
export function formatMoment(iso: string): string {
  return new Intl.DateTimeFormat(i18next.language, { dateStyle: "medium", timeStyle: "short" }).format(
    new Date(iso),
  );
}
