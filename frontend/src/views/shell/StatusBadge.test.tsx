import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import "../../i18n";
import { testRun } from "../../plots/testing";
import { StatusBadge } from "./StatusBadge";

const done = testRun(0, { status: "succeeded", outcome: "completed" });
const diverged = (divergedAt: number) => testRun(1, { status: "succeeded", outcome: "diverged", divergedAt });

test.each([
  [[done, done], "Finished", "good"],
  [[diverged(1200)], "Diverged at step 1,200", "warning"],
  [[diverged(3), diverged(5)], "Diverged, steps 3 to 5", "warning"],
  [[done, diverged(3), done], "Finished, 1 of 3 diverged", "warning"],
  [[{ ...diverged(3), schedule: "range_test" }], "Finished", "good"],
])("a job that has ended says how its runs did: %#", (runs, text, tone) => {
  render(<StatusBadge status="succeeded" runs={runs} />);
  expect(screen.getByText(text).dataset["tone"]).toBe(tone);
});
