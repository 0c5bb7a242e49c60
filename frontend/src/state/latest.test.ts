import { describe, expect, test } from "vitest";
import { hasAccuracy } from "./latest";

describe("the figures of the run table", () => {
  test("have an accuracy where a run offers one, and for as long as nothing is known", () => {
    expect(hasAccuracy({})).toBe(true);
    expect(hasAccuracy({ "loss/train": {}, "accuracy/train": {} })).toBe(true);
    expect(hasAccuracy({ "loss/train": {}, "loss/validation": {} })).toBe(false);
  });
});
