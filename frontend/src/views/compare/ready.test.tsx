import { act, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import "../../i18n";
import { EMPTY_DRAFT } from "../../state/draft";
import { setDraft } from "../../state/experiment";
import { show } from "../../testing/show";
import { useLatestDryRun } from "../composer/dry-run";
import { Welcome } from "./Welcome";

const TWO = { ...EMPTY_DRAFT, vary: [{ path: "optimizer", values: ["sgd", "adam"] }], seeds: [0, 1, 2] };
let posted: unknown[] = [];

beforeEach(() => {
  posted = [];
  vi.stubGlobal("fetch", async (_: string, init?: RequestInit) => {
    if (init?.method !== "POST") return Response.json({ jobs: [], next: null });
    posted.push(JSON.parse(String(init.body)));
    return Response.json({ title: "full", status: 429, detail: "The queue is full." }, { status: 429 });
  });
  useLatestDryRun.setState({ latest: { is: "asking" } });
  setDraft(EMPTY_DRAFT);
});

afterEach(() => vi.unstubAllGlobals());

test("says that a comparison is ready once the composer holds one, and runs it", async () => {
  const { user } = show(<Welcome />);
  expect(screen.queryByTestId("ready")).toBeNull();
  act(() => setDraft(TWO));
  expect(screen.getByRole("region", { name: "Your comparison is ready" })).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Run 6 trainings" }));
  await waitFor(() => expect(posted).toMatchObject([{ vary: TWO.vary, seeds: TWO.seeds }]));
  expect((await screen.findByRole("alert")).textContent).toContain("The queue is full.");
});

test("calls nothing ready that the server refuses", () => {
  setDraft(TWO);
  useLatestDryRun.setState({ latest: { is: "refused", problems: [], detail: "" } });
  show(<Welcome />);
  expect(screen.queryByTestId("ready")).toBeNull();
});
