import { expect, test } from "vitest";
import { type Curve, meanAt, meanText } from "./curves";
import { steps, testRun } from "./testing";

function curve(seed: string, values: readonly number[]): Curve {
  return { run: testRun(0, { seed, step: values.length - 1 }), steps: steps(values.length), values };
}

const replicates = [curve("0", [1, 2, 4]), curve("1", [100, 8, 16])];

test("replicates have the mean that their band is drawn around", () => {
  expect(meanAt(replicates, 0, "sd", "log")?.value).toBeCloseTo(10, 12);
  expect(meanAt(replicates, 0, "sd", "linear")?.value).toBe(50.5);
  expect(meanAt(replicates, 0, "none", "log")?.value).toBe(50.5);
});

test("a mean of some says of how many it is", () => {
  const late = [...replicates, curve("2", [9])];
  expect(meanText(late, meanAt(late, 2, "sd", "log"))).toMatch(/^8(\.0+)? \(n = 2\)$/);
  expect(meanText(replicates, meanAt(replicates, 2, "sd", "log"))).not.toContain("n =");
  expect(meanText(late, meanAt(late, 3, "sd", "log"))).toBe("–");
});
