import { act, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import "../../i18n";
import type { CatalogMember } from "../../protocol/types";
import { EMPTY_DRAFT } from "../../state/draft";
import { setDraft, useExperiment } from "../../state/experiment";
import { useLibrary } from "../../state/library";
import { show } from "../../testing/show";
import { Composer } from "./Composer";

function member(name: string, properties: Record<string, unknown> = {}, isDefault = false): CatalogMember {
  return {
    name,
    title: name,
    default: isDefault,
    parameters: { type: "object", properties },
  } as unknown as CatalogMember;
}

const CONVOLUTIONS = [{ channels: 16, kernel: 3, stride: 1, pooling: "max" }];
const FAMILIES = {
  dataset: [member("digits", {}, true)],
  model: [
    member("mlp", { hidden_sizes: { default: [64, 64, 64] } }, true),
    member("cnn", { hidden_sizes: { default: [64] }, conv_layers: { default: CONVOLUTIONS } }),
  ],
  activation: [member("relu", {}, true), member("sigmoid"), member("tanh")],
  initializer: [member("he_normal", {}, true)],
  optimizer: [
    member("sgd", { learning_rate: { default: 0.01, type: "number" } }),
    member("adam", { learning_rate: { default: 0.001, type: "number" } }, true),
  ],
};

type Answer = (body: { base: Record<string, unknown>; seeds: unknown[] }) => Response;

let asked: unknown[] = [];
let answer: Answer;

beforeEach(() => {
  asked = [];
  answer = (body) =>
    Response.json({
      runs: body.seeds.map(() => ({})),
      estimate: {
        parameters: 13_130,
        steps: 1000,
        seconds: 6.2,
        watching: [{ cadence: "layers", every: 1, percent: 4 }],
      },
    });
  vi.stubGlobal("fetch", async (_: string, init: RequestInit) => {
    const body = JSON.parse(String(init.body));
    asked.push(body);
    return answer(body);
  });
  useLibrary.setState({ families: FAMILIES, presets: [], state: "ready", error: null });
  setDraft(EMPTY_DRAFT);
});

afterEach(() => vi.unstubAllGlobals());

describe("composer", () => {
  test("shows defaults as placeholders and writes only what is chosen", async () => {
    const { user } = show(<Composer />);
    const rate = screen.getByRole("textbox", { name: "Learning rate" });
    expect(rate).toHaveProperty("placeholder", "0.001");
    await user.type(rate, "1e-2");
    expect(useExperiment.getState().draft.base).toEqual({ optimizer: { name: "adam", learning_rate: 0.01 } });
    await user.clear(rate);
    expect(useExperiment.getState().draft).toEqual(EMPTY_DRAFT);
  });

  test("says how many trainings that makes and about how long they take", async () => {
    const { user } = show(<Composer />);
    await user.type(screen.getByRole("textbox", { name: "Seeds" }), "3");
    await waitFor(() => expect(screen.getByTestId("run").textContent).toBe("Run 3 trainings · about 6 s"));
    expect(asked.at(-1)).toMatchObject({ seeds: [0, 1, 2] });
  });

  test("shows what the server refuses at its field, and does not launch", async () => {
    answer = () =>
      Response.json(
        {
          status: 422,
          detail: "refused",
          code: "invalid_spec",
          errors: [
            {
              path: "base.dataset.batch_size",
              code: "batch_too_large",
              params: { value: 9999, maximum: 1438 },
              message: "base.dataset.batch_size: too large",
            },
          ],
        },
        { status: 422 },
      );
    show(<Composer />);
    const alert = await screen.findByText(
      "A batch of 9999 is larger than the training split of 1438 samples.",
    );
    const field = screen.getByRole("textbox", { name: "Batch" });
    expect(field.getAttribute("aria-describedby")).toBe(alert.id);
    expect(screen.getByTestId("run")).toHaveProperty("disabled", true);
  });

  test("a factor's values come and go as chips; its field says that it varies", async () => {
    const { user } = show(<Composer />);
    act(() =>
      setDraft({ ...EMPTY_DRAFT, vary: [{ path: "model.activation", values: ["sigmoid", "relu"] }] }),
    );
    expect(screen.getByRole("combobox", { name: "Activation" })).toHaveProperty("disabled", true);
    await user.click(screen.getByRole("button", { name: "Remove Sigmoid" }));
    expect(useExperiment.getState().draft.vary).toEqual([{ path: "model.activation", values: ["relu"] }]);
    await user.click(screen.getByRole("button", { name: "Remove ReLU" }));
    expect(useExperiment.getState().draft.vary).toEqual([]);
  });

  test("values of one member are told apart by what differs, and the member stands above them", () => {
    const start = (sigma_w: number) => ({ name: "mean_field", sigma_w, sigma_b: 0.1 });
    setDraft({ ...EMPTY_DRAFT, vary: [{ path: "model.initializer", values: [start(0.9), start(1.5)] }] });
    show(<Composer />);
    expect(screen.getByRole("heading", { name: "Initialiser · Mean field · σ_b 0.1" })).toBeTruthy();
    expect(screen.getByText("σ_w 0.9")).toBeTruthy();
    expect(screen.getByText("σ_w 1.5")).toBeTruthy();
  });

  test("a convolutional network shows its convolutions, and its own default of dense layers", async () => {
    const { user } = show(<Composer />);
    expect(screen.queryByRole("group", { name: "Convolutions" })).toBeNull();
    act(() => setDraft({ ...EMPTY_DRAFT, base: { model: "cnn" } }));
    const channels = screen.getByRole("textbox", { name: "Channels of conv 1" });
    expect(channels).toHaveProperty("placeholder", "16");
    expect(screen.getByRole("textbox", { name: "Depth" })).toHaveProperty("placeholder", "1");
    await user.type(channels, "8");
    await user.click(screen.getByRole("button", { name: "Another convolution" }));
    expect(useExperiment.getState().draft.base).toEqual({
      model: { name: "cnn", conv_layers: [{ ...CONVOLUTIONS[0], channels: 8 }, { channels: 8 }] },
    });
    await user.click(screen.getByRole("button", { name: "Remove conv 1" }));
    expect(useExperiment.getState().draft.base).toEqual({
      model: { name: "cnn", conv_layers: [{ channels: 8 }] },
    });
  });

  test("a network can start from an earlier run", async () => {
    const jobs = [{ id: "job_1", name: "Digits", status: "succeeded", origin: "local" }];
    const run = {
      id: "run_1",
      label: "base",
      status: "succeeded",
      outcome: "completed",
      seed: 0,
      spec: { model: { hidden_sizes: [8, 8, 8] } },
    };
    vi.stubGlobal("fetch", async (address: string, init: RequestInit) => {
      if (init.method === "POST")
        return Response.json({ runs: [{}], estimate: { parameters: 1, steps: 1, seconds: 1, watching: [] } });
      if (address.endsWith("/datasets")) return Response.json({ datasets: [], limit_bytes: 1, endings: [] });
      if (address.endsWith("/jobs/job_1")) return Response.json({ ...jobs[0], runs: [run] });
      return Response.json({ jobs, next_cursor: null });
    });
    const { user } = show(<Composer />);
    await user.click(screen.getByRole("button", { name: "More" }));
    await user.click(screen.getByRole("combobox", { name: "Start from" }));
    await user.click(await screen.findByRole("option", { name: "base" }));
    expect(useExperiment.getState().draft.base).toEqual({ warm_start: { layers: 3, run_id: "run_1" } });
    const layers = screen.getByRole("textbox", { name: "Layers reused" });
    await user.clear(layers);
    await user.type(layers, "2");
    await user.click(screen.getByRole("combobox", { name: "Frozen" }));
    await user.click(await screen.findByRole("option", { name: "yes" }));
    expect(useExperiment.getState().draft.base).toEqual({
      warm_start: { layers: 2, run_id: "run_1", freeze: true },
    });
  });

  test("early stopping is switched on by what it follows, and off again", async () => {
    const { user } = show(<Composer />);
    await user.click(screen.getByRole("button", { name: "More" }));
    expect(screen.queryByRole("textbox", { name: "Patience" })).toBeNull();
    await user.click(screen.getByRole("combobox", { name: "Early stopping" }));
    await user.click(await screen.findByRole("option", { name: "validation loss" }));
    const metric = "loss/validation";
    expect(useExperiment.getState().draft.base).toEqual({ early_stopping: { metric } });
    const patience = screen.getByRole("textbox", { name: "Patience" });
    expect(patience).toHaveProperty("placeholder", "10");
    await user.type(patience, "5");
    await user.click(screen.getByRole("combobox", { name: "Restore best" }));
    await user.click(await screen.findByRole("option", { name: "no" }));
    expect(useExperiment.getState().draft.base).toEqual({
      early_stopping: { metric, patience: 5, restore_best: false },
    });
    await user.clear(patience);
    expect(useExperiment.getState().draft.base).toEqual({ early_stopping: { metric, restore_best: false } });
  });

  test("figures are measured on as many training samples as is said, or on all", async () => {
    const { user } = show(<Composer />);
    await user.click(screen.getByRole("button", { name: "More" }));
    const samples = screen.getByRole("textbox", { name: "Probe samples" });
    expect(samples).toHaveProperty("placeholder", "512");
    await user.type(samples, "100");
    expect(useExperiment.getState().draft.base).toEqual({ telemetry: { probe_samples: 100 } });
    await user.clear(samples);
    await user.type(samples, "all");
    expect(useExperiment.getState().draft.base).toEqual({ telemetry: { probe_samples: null } });
    await user.tab();
    expect(samples).toHaveProperty("value", "all");
    await user.clear(samples);
    expect(useExperiment.getState().draft).toEqual(EMPTY_DRAFT);
  });

  test("a text that is no number is marked, and leaves the experiment alone", async () => {
    const { user } = show(<Composer />);
    const steps = screen.getByRole("textbox", { name: "Steps" });
    await user.type(steps, "many");
    expect(steps.getAttribute("aria-invalid")).toBe("true");
    expect(useExperiment.getState().draft).toEqual(EMPTY_DRAFT);
  });
});
