/** The lines of a formula: what the tables part by semicolons or wide gaps stands one below the other. */
export function linesOf(tex: string): readonly string[] {
  return tex
    .split(/;\s*\\(?:qquad|quad|[ ;,])\s*|,\s*\\q?quad\s*/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
