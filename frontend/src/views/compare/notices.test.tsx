import { act, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import "../../i18n";
import type { Job, JobStatus } from "../../protocol/types";
import { EMPTY_SESSION, useSession } from "../../state/session";
import { show } from "../../testing/show";
import { Notices } from "./Notices";

function job(every: number | null, { origin = "local", status = "running" as JobStatus } = {}): Job {
  const spec = { telemetry: { curvature_every: every } };
  return { id: "job_1", status, origin, runs: [{ id: "a", status, step: 0, spec }] } as unknown as Job;
}

beforeEach(() => vi.useFakeTimers());

afterEach(() => {
  vi.useRealTimers();
  useSession.setState(EMPTY_SESSION);
});

const said = () => screen.getByRole("status").textContent;
const wait = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));

test.each([
  [null, "Not past step 0 yet: the programs of a new shape are compiled once."],
  [10, "those that measure curvature take longest"],
])("a first step that is late is explained, until it comes", async (every, text) => {
  useSession.setState({ job: job(every) });
  show(<Notices />);
  await wait(1000);
  expect(said()).toBe("");
  await wait(1000);
  expect(said()).toContain(text);
  act(() => useSession.setState({ steps: { a: 1 } }));
  expect(said()).toBe("");
});

test("nothing is said of a run that is trained elsewhere, or held", async () => {
  useSession.setState({ job: job(null, { origin: "external" }) });
  show(<Notices />);
  await wait(5000);
  expect(said()).toBe("");
  act(() => useSession.setState({ job: job(null, { status: "paused" }) }));
  await wait(5000);
  expect(said()).toBe("");
});

test("a job that was deleted is said to be", () => {
  useSession.setState({ job: job(null, { status: "succeeded" }), missing: true });
  show(<Notices />);
  expect(said()).toContain("This job was deleted");
});
