/** Tick positions and texts, computed here so that they are legible in narrow panels and follow a zoom. */

import { formatTick, powerOfTen } from "./format";

export interface Ticks {
  readonly values: readonly number[];
  readonly texts: readonly string[];
}

/** The round step (1, 2 or 5 times a power of ten) that puts at most `count` ticks into `span`. */
export function roundStep(span: number, count: number): number {
  const raw = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(raw));
  for (const factor of [1, 2, 5]) if (raw <= factor * power * (1 + 1e-9)) return factor * power;
  return 10 * power;
}

/** Ticks of a linear axis from `low` to `high`, at most about `count`; `whole` keeps them at integers. */
export function linearTicks(low: number, high: number, count: number, whole = false): Ticks {
  if (!(high > low)) return { values: [low], texts: [formatTick(low, 1)] };
  const step = whole ? Math.max(1, roundStep(high - low, count)) : roundStep(high - low, count);
  const values: number[] = [];
  const first = Math.ceil(low / step - 1e-9);
  for (let k = first; k * step <= high + step * 1e-9; k++) values.push(k === 0 ? 0 : k * step);
  return { values, texts: values.map((value) => formatTick(value, step)) };
}

/**
 * Ticks of a logarithmic axis between two exponents of ten. Values are in data units. Whole powers where the axis
 * spans decades, their 2 and 5 where it spans about one, plain round numbers where it spans less.
 */
export function logTicks(low: number, high: number, count: number): Ticks {
  const span = high - low;
  if (span < 0.7) {
    const plain = linearTicks(10 ** low, 10 ** high, count);
    const values = plain.values.filter((value) => value > 0);
    return { values, texts: plain.texts.slice(plain.texts.length - values.length) };
  }
  const values: number[] = [];
  const texts: string[] = [];
  const stride = Math.max(1, Math.ceil(span / Math.max(1, count)));
  const factors = span < 1.6 ? [1, 2, 5] : span < 2.4 ? [1, 3] : [1];
  for (let power = Math.floor(low); power <= Math.ceil(high); power++) {
    if (power % stride !== 0) continue;
    for (const factor of factors) {
      const position = power + Math.log10(factor);
      if (position < low - 1e-9 || position > high + 1e-9) continue;
      values.push(factor * 10 ** power);
      texts.push(factor === 1 ? powerOfTen(power) : formatTick(factor * 10 ** power, 10 ** power));
    }
  }
  return { values, texts };
}
