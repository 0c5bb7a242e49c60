/** Symbols that stand for parameters where there is little room: at a curve's end, in the table, on a chip. */
export const SYMBOLS: Readonly<Record<string, string>> = {
  learning_rate: "η",
  sigma_w: "σ_w",
  sigma_b: "σ_b",
  beta: "β",
  beta_1: "β₁",
  beta_2: "β₂",
  epsilon: "ε",
  rho: "ρ",
  alpha: "α",
  delta: "δ",
};

const NAMED = new RegExp(`(?<![\\w.])(${Object.keys(SYMBOLS).join("|")}) (?=\\S)`, "g");

/** "sigma_w 0.9" as "σ_w 0.9", wherever a text names a parameter before its value. */
export function withSymbols(text: string): string {
  return text.replace(NAMED, (_, name: string) => `${SYMBOLS[name] ?? name} `);
}
