// @vitest-environment node
import { expect, test } from "vitest";
import { linesOf } from "./formula";

test.each([
  ["\\max(0, z)", ["\\max(0, z)"]],
  [
    "m \\leftarrow \\beta m + \\eta g;\\quad \\theta \\leftarrow \\theta - m",
    ["m \\leftarrow \\beta m + \\eta g", "\\theta \\leftarrow \\theta - m"],
  ],
  ["a;\\ b;\\quad c", ["a", "b", "c"]],
  ["z = f(a),\\quad a = 1,\\ b = 2", ["z = f(a)", "a = 1,\\ b = 2"]],
  ["", []],
])("%s stands in lines", (tex, lines) => {
  expect(linesOf(tex)).toEqual(lines);
});
