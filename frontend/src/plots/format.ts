/** Numbers as people read them: no "µ", no "k", powers of ten as superscripts. */

const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  "-": "⁻",
  "0": "⁰",
  "1": "¹",
  "2": "²",
  "3": "³",
  "4": "⁴",
  "5": "⁵",
  "6": "⁶",
  "7": "⁷",
  "8": "⁸",
  "9": "⁹",
};

/** An integer in superscript: -3 is "⁻³". */
export function superscript(exponent: number): string {
  return [...String(exponent)].map((character) => SUPERSCRIPTS[character] ?? character).join("");
}

/** 10 to a whole power as a tick label: 1, 10, 10⁻³, 10². */
export function powerOfTen(exponent: number): string {
  if (exponent === 0) return "1";
  if (exponent === 1) return "10";
  return `10${superscript(exponent)}`;
}

/** A number without a sign, its thousands apart: 11,300; 1,234.5. */
export function grouped(text: string): string {
  const [whole = "", fraction] = text.split(".");
  const thousands = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return fraction === undefined ? thousands : `${thousands}.${fraction}`;
}

/** A measured value with `digits` significant digits: 2.30, 0.0123, 1,234, 3.21×10⁻⁷, NaN, −∞. */
export function formatValue(value: number, digits = 3): string {
  if (Number.isNaN(value)) return "NaN";
  if (value === Number.POSITIVE_INFINITY) return "∞";
  if (value === Number.NEGATIVE_INFINITY) return "−∞";
  if (value === 0) return "0";
  const sign = value < 0 ? "−" : "";
  const magnitude = Math.abs(value);
  const [mantissa = "", exponent = "0"] = magnitude.toExponential(digits - 1).split("e");
  const power = Number(exponent);
  if (power < -3 || power > 5) return `${sign}${mantissa}×10${superscript(power)}`;
  return sign + grouped(magnitude.toFixed(Math.max(0, digits - 1 - power)));
}

/** A step, or any count: 12,500. */
export function formatCount(value: number): string {
  const sign = value < 0 ? "−" : "";
  return sign + grouped(String(Math.round(Math.abs(value))));
}

/** A share of one as a percentage: 0.1234 is "12.3 %", a tiny one "<0.01 %". */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent !== 0 && percent < 0.01) return "<0.01 %";
  return `${percent >= 10 ? percent.toFixed(1) : percent.toFixed(2)} %`;
}

/** A tick of a linear axis whose ticks stand `step` apart: as many decimals as the step needs. */
export function formatTick(value: number, step: number): string {
  const size = Math.max(Math.abs(value), Math.abs(step));
  if (value !== 0 && (size >= 1e6 || size < 1e-3)) {
    const power = Math.floor(Math.log10(Math.abs(value)) + 1e-9);
    const mantissa = Number((value / 10 ** power).toPrecision(4));
    const sign = mantissa < 0 ? "−" : "";
    if (Math.abs(mantissa) === 1) return `${sign}10${superscript(power)}`;
    return `${sign}${Math.abs(mantissa)}×10${superscript(power)}`;
  }
  const decimals = Math.max(0, -Math.floor(Math.log10(Math.abs(step)) + 1e-9));
  const sign = value < 0 ? "−" : "";
  return sign + grouped(Math.abs(value).toFixed(Math.min(decimals, 10)));
}
