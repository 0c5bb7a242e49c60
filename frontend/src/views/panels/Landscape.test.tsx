import { screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import "../../i18n";
import { testRun } from "../../plots/testing";
import type { Landscape as Answer } from "../../protocol/types";
import { api } from "../../state/app";
import { grown } from "../../state/landscapes";
import { panelContext } from "../../testing/panel-context";
import { show } from "../../testing/show";
import { Landscape } from "./Landscape";
import { Below } from "./LandscapeStates";

vi.mock("../../plots/PlotlyChart", () => ({ PlotlyChart: () => null }));

function answer(id: string, kind: string, dimensions: number, more: Partial<Answer> = {}): Answer {
  return {
    id,
    run_id: "run_1",
    request: { kind, dimensions, split: "training", resolution: 41, at: "final" },
    step: 600,
    status: "succeeded",
    progress: { stage: "evaluating", done: 1681, total: 1681 },
    centre_loss: null,
    trajectory: null,
    axes: [],
    from_row: 0,
    values: [],
    ...more,
  } as unknown as Answer;
}

const STORED = [answer("plane", "trajectory", 2), answer("line", "random", 1)];
const context = panelContext({ runs: [testRun(0, { id: "run_1", outcome: "completed" })] });

beforeEach(() => {
  vi.spyOn(api, "landscapes").mockResolvedValue(STORED);
  vi.spyOn(api, "landscape").mockImplementation((id) =>
    Promise.resolve(STORED.find((one) => one.id === id) as Answer),
  );
});

afterEach(() => vi.restoreAllMocks());

const said = () => screen.getByRole("status").textContent;
const which = () => screen.getByRole<HTMLSelectElement>("combobox", { name: "Landscapes of this run" }).value;

test("nothing is denied before it is known", async () => {
  let tell = (_: Answer) => {};
  vi.spyOn(api, "landscape").mockReturnValue(new Promise((resolve) => (tell = resolve)));
  show(<Landscape context={context} />);
  expect(said()).toBe("Loading …");
  await waitFor(() => expect(which()).toBe("plane"));
  expect(said()).toBe("Loading …");
  tell(STORED[0] as Answer);
});

test("choosing a kind shows what is stored of it, and says before asking that it is not computed and how much it is", async () => {
  const { user } = show(<Landscape context={context} />);
  await waitFor(() => expect(which()).toBe("plane"));
  const pick = (name: string) => user.click(screen.getByRole("radio", { name }));
  await pick("random");
  await waitFor(() => expect(said()).toContain("Not computed yet: random plane."));
  expect(screen.getByRole("button", { name: "Compute 1,681 points" })).toBeTruthy();
  await pick("line");
  await waitFor(() => expect(which()).toBe("line"));
  await pick("path of the run");
  expect(said()).toContain("Not computed yet: path, line.");
  expect(screen.getByRole("button", { name: "Compute 101 points" })).toBeTruthy();
  await user.selectOptions(screen.getByRole("combobox", { name: "Landscapes of this run" }), "plane");
  expect(screen.getByRole<HTMLInputElement>("radio", { name: "plane" }).checked).toBe(true);
});

test("of a run that was trained elsewhere nothing is asked nor offered, from the start", () => {
  const run = testRun(0, { id: "run_1", external: true, step: 0 });
  show(<Landscape context={panelContext({ runs: [run] })} />);
  expect(said()).toBe("This run was trained elsewhere: neither its network nor its data is known here.");
  expect(screen.queryByRole("button", { name: /Compute/ })).toBeNull();
  expect(screen.queryByRole("radio")).toBeNull();
  expect(api.landscapes).not.toHaveBeenCalled();
});

test("a cancelled one says where it was cancelled, and is asked for again as it was", async () => {
  const cancelled = answer("plane", "trajectory", 2, {
    status: "cancelled",
    progress: { stage: "evaluating", done: 1248, total: 1681 },
  });
  const ask = vi.fn();
  const landscapes = {
    list: [cancelled],
    chosen: cancelled,
    shown: grown(null, cancelled),
    loading: false,
    asking: false,
    problem: null,
    ask,
    cancel: () => {},
    choose: () => {},
    remove: () => {},
  };
  const { user } = show(<Below landscapes={landscapes} />);
  expect(screen.getByText("Cancelled at 1,248 of 1,681 points: the rest is missing.")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Compute it again: 1,681 points" }));
  expect(ask).toHaveBeenCalledWith(cancelled.request);
});
