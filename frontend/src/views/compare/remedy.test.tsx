import { screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { setLanguage } from "../../i18n";
import type { Finding, Job, RunSummary } from "../../protocol/types";
import { EMPTY_DRAFT } from "../../state/draft";
import { setDraft, useExperiment } from "../../state/experiment";
import { useLibrary } from "../../state/library";
import { EMPTY_SESSION, useSession } from "../../state/session";
import { show } from "../../testing/show";
import { Factors } from "../composer/Factors";
import { RemedyButtons } from "./RemedyButtons";

const SET = { "optimizer.learning_rate": 0.5 };
const FINDING = {
  rule: "Diverged",
  code: "diverged",
  params: { step: 3 },
  remedies: [{ code: "slower", label: "slower", set: SET, params: { factor: 10 } }],
} as unknown as Finding;

function run(variant: number): RunSummary {
  const spec = { optimizer: { name: "sgd", learning_rate: 5 }, seed: 7 };
  return { id: `r${variant}`, variant, status: "running", seed: 7, spec } as unknown as RunSummary;
}

let refused = false;
let asked = 0;

beforeEach(() => {
  refused = false;
  asked = 0;
  vi.stubGlobal("fetch", async (address: string, init?: RequestInit) => {
    if (address.includes("dry_run")) {
      asked++;
      return Response.json({ runs: [], estimate: { parameters: 1, steps: 1, seconds: 13.2, watching: [] } });
    }
    if (init?.method !== "POST" || refused)
      return Response.json({ status: 429, detail: "full" }, { status: 429 });
    const request = JSON.parse(String(init.body));
    return Response.json({ id: "job_2", status: "succeeded", request, runs: [] }, { status: 201 });
  });
  useLibrary.setState({ families: {}, presets: [], state: "ready", error: null });
  useSession.setState(EMPTY_SESSION);
  setDraft(EMPTY_DRAFT);
});

afterEach(() => {
  vi.unstubAllGlobals();
  setLanguage("en");
});

test("a remedy that is run stands in the composer, as it does after a reload", async () => {
  const { user } = show(<RemedyButtons finding={FINDING} run={run(0)} />);
  await user.click(screen.getByRole("button", { name: "Run the remedy: 1/10 of the learning rate" }));
  await waitFor(() =>
    expect(useExperiment.getState().draft).toEqual({
      name: "",
      base: { optimizer: { name: "sgd", learning_rate: 5 } },
      vary: [],
      variants: [
        { label: "as it was", set: {} },
        { label: "1/10 of the learning rate", set: SET },
      ],
      seeds: [7],
    }),
  );
});

test("a remedy tells what it takes to whoever turns to it, and asks once", async () => {
  const { user } = show(<RemedyButtons finding={FINDING} run={run(0)} />);
  expect(asked).toBe(0);
  await user.tab();
  expect((await screen.findByRole("tooltip")).textContent).toContain("Trains this run again twice");
  await waitFor(() => expect(screen.getByRole("tooltip").textContent).toContain("Takes about 13 s in all."));
  await user.hover(screen.getByRole("button"));
  expect(asked).toBe(1);
});

test("a remedy that is refused leaves the composer as it is", async () => {
  refused = true;
  const { user } = show(<RemedyButtons finding={FINDING} run={run(0)} />);
  await user.click(screen.getByRole("button", { name: "Run the remedy: 1/10 of the learning rate" }));
  await screen.findByRole("alert");
  expect(useExperiment.getState().draft).toEqual(EMPTY_DRAFT);
});

test("the composer calls the variants of a trial what the table below calls them, in either language", () => {
  const variants = [
    { label: "as it was", set: {} },
    { label: "1/10 of the learning rate", set: SET },
  ];
  const job = { id: "j", request: { variants }, runs: [run(0), run(1)] } as unknown as Job;
  const found = { findings: [FINDING], checked: true, whole: true };
  useSession.setState({ ...EMPTY_SESSION, job, findings: { r0: found } });
  setDraft({ ...EMPTY_DRAFT, variants });
  setLanguage("ko");
  show(<Factors />);
  expect(screen.getByText("원래대로")).toBeTruthy();
  expect(screen.getByText("학습률을 1/10으로")).toBeTruthy();
});
