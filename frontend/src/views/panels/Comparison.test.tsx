import { screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { setLanguage } from "../../i18n";
import { testRun } from "../../plots/testing";
import type { Comparison as Answer } from "../../protocol/types";
import { api } from "../../state/app";
import type { ComparisonQuery } from "../../state/comparison";
import type { PanelContext } from "../../state/telemetry";
import { panelContext } from "../../testing/panel-context";
import { show } from "../../testing/show";
import { Comparison } from "./Comparison";

type Variant = Answer["variants"][number];

const DONE = { status: "succeeded", outcome: "completed", step: 100 } as const;
const RUNS = [0, 1, 2].flatMap((variant) =>
  ["0", "1", "2"].map((seed) => testRun(variant, { ...DONE, seed, id: `${variant}-${seed}` })),
);

function variant(number: number, more: Partial<Variant>): Variant {
  return {
    variant: number,
    label: `variant ${number}`,
    n: 3,
    mean: 0.5,
    standard_deviation: 0.1,
    interval: { low: 0.4, high: 0.6 },
    difference: null,
    rows_at: { first: 100, last: 100 },
    to_target: { n: 3, reached: 3, steps: 40, seconds: 0.8 },
    ...more,
  };
}

function difference(mean: number, half: number): Variant["difference"] {
  return { n: 3, mean, standard_deviation: 0.1, interval: { low: mean - half, high: mean + half } };
}

const VARIANTS = [
  variant(0, {}),
  variant(1, {
    mean: 0.2,
    difference: difference(-0.3, 0.1),
    to_target: { n: 3, reached: 1, steps: null, seconds: null },
  }),
  variant(2, {
    mean: 0.55,
    difference: difference(0.05, 0.2),
    rows_at: { first: 40, last: 60 },
    to_target: { n: 3, reached: 0, steps: null, seconds: null },
  }),
];

let queries: ComparisonQuery[] = [];

function serve(variants: readonly Variant[] = VARIANTS) {
  vi.spyOn(api, "comparison").mockImplementation((job, query) => {
    queries.push(query);
    return Promise.resolve({
      job_id: job,
      metric: query.metric,
      unit: "nats",
      layer: null,
      step: 100,
      target: { value: query.target ?? 0.2, direction: "at_most", window: 20 },
      variants: [...variants],
    });
  });
}

function panel(more: Partial<Omit<PanelContext, "metrics">> = {}) {
  const context = panelContext({ runs: RUNS, metrics: ["loss/train", "accuracy/train"], ...more });
  return show(<Comparison context={context} />);
}

async function rowOf(label: string): Promise<string[]> {
  const head = await screen.findByRole("rowheader", { name: label });
  return within(head.closest("tr") as HTMLElement)
    .getAllByRole("cell")
    .map((cell) => [...cell.querySelectorAll("span")].map((part) => part.textContent).join(" | "));
}

beforeEach(() => {
  queries = [];
  setLanguage("en");
});
afterEach(() => {
  vi.restoreAllMocks();
  setLanguage("en");
});

test("each variant has its value with the interval, its difference, its steps and seconds to the target", async () => {
  serve();
  panel();
  expect(await rowOf("variant 0")).toEqual([
    "3",
    "0.500 ± 0.10",
    "– | the reference",
    "40 | 3 of 3 reached",
    "≈ 0.80 s",
  ]);
  expect((await rowOf("variant 1")).slice(2)).toEqual([
    "−0.300 ± 0.10 | lower, told apart",
    "– | 1 of 3 reached",
    "–",
  ]);
  expect((await rowOf("variant 2")).slice(1, 4)).toEqual([
    "0.550 ± 0.10 | at steps 40 to 60",
    "+0.0500 ± 0.20 | not told apart",
    "– | not reached",
  ]);
  expect(screen.getByRole("columnheader", { name: "steps to ≤ 0.2" })).toBeTruthy();
  expect(screen.getByRole("columnheader", { name: "training loss, nats" })).toBeTruthy();
  expect(queries).toEqual([{ metric: "loss/train", atStep: 100, target: null }]);
});

test("one seed each has no interval, and the panel says what that means", async () => {
  serve([
    variant(0, { n: 1, interval: null, to_target: { n: 1, reached: 1, steps: 40, seconds: null } }),
    variant(1, {
      n: 1,
      interval: null,
      difference: { n: 1, mean: -0.3, standard_deviation: null, interval: null },
      to_target: { n: 1, reached: 0, steps: null, seconds: null },
    }),
  ]);
  const runs = [testRun(0, { status: "running", step: 60 }), testRun(1, { ...DONE, divergedAt: 30 })];
  panel({ runs });
  expect(await rowOf("variant 0")).toEqual(["1", "0.500", "– | the reference", "40", "– | known at the end"]);
  expect(await rowOf("variant 1")).toEqual([
    "1",
    "0.500 | diverged",
    "−0.300 | one seed: no interval",
    "– | not reached",
    "–",
  ]);
  expect(screen.getByText(/more seeds tell variants apart/)).toBeTruthy();
  expect(queries[0]?.atStep).toBe(60);
});

test("a target and a metric that are chosen are asked about, each quantity with a target of its own", async () => {
  serve();
  const onChoice = vi.fn();
  const { user } = panel({
    choices: { "comparison.metric": "accuracy/train", "comparison.accuracy": "0.9" },
    onChoice,
  });
  await rowOf("variant 0");
  expect(queries).toEqual([{ metric: "accuracy/train", atStep: 100, target: 0.9 }]);
  const field = screen.getByRole("textbox", { name: "Target of the training accuracy" });
  await user.clear(field);
  await user.type(field, "90");
  expect(onChoice.mock.calls.map(([, value]) => value)).not.toContain("90");
  expect(field.getAttribute("aria-invalid")).toBe("true");
  await user.selectOptions(screen.getByRole("combobox"), "training loss");
  expect(onChoice).toHaveBeenLastCalledWith("comparison.metric", "loss/train");
});

test("hidden variants have no row, and what the server refuses is said", async () => {
  serve();
  const { unmount } = panel({ runs: RUNS.map((run) => ({ ...run, visible: run.variant !== 1 })) });
  await rowOf("variant 0");
  expect(screen.queryByRole("rowheader", { name: "variant 1" })).toBeNull();
  unmount();
  vi.spyOn(api, "comparison").mockRejectedValue(new Error("out of order"));
  panel();
  expect(await screen.findByText(/could not be read: .*out of order/)).toBeTruthy();
});

test("all of it is there in Korean", async () => {
  setLanguage("ko");
  serve();
  panel();
  expect((await rowOf("variant 1")).slice(2, 4)).toEqual([
    "−0.300 ± 0.10 | 더 낮음, 구별됨",
    "– | 3개 중 1개 도달",
  ]);
  expect(screen.getByRole("columnheader", { name: "훈련 손실, nats" })).toBeTruthy();
  expect(screen.getByRole("textbox", { name: "훈련 손실 목푯값" })).toBeTruthy();
});
