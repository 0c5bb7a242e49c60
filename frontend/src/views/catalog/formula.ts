/** The lines of a formula: the steps of a rule, which the tables part by semicolons, stand one below the other. */
export function linesOf(tex: string): readonly string[] {
  return tex
    .split(/;\s*\\(?:qquad|quad|[ ;,])\s*/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
