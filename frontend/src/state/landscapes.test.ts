// @vitest-environment node
import { expect, test } from "vitest";
import { ApiError } from "../api/problem";
import type { Landscape } from "../protocol/types";
import { follow, type GrownLandscape, grown, merged } from "./landscapes";

const ROWS = [
  [1, "NaN"],
  [3, "Infinity"],
  [5, 6],
] as const;

function answer(rows: number, from: number, more: Partial<Landscape> = {}): Landscape {
  return {
    id: "landscape_1",
    run_id: "run_1",
    request: { kind: "random", dimensions: 2, split: "training" },
    step: 10,
    status: rows < ROWS.length ? "running" : "succeeded",
    error: null,
    progress: { stage: "evaluating", done: 2 * rows, total: 6 },
    created_at: "",
    started_at: null,
    finished_at: null,
    unit: "nats",
    axes: null,
    cosine: null,
    centre_loss: "NaN",
    explained_variance: null,
    trajectory: null,
    rows,
    rows_total: 3,
    from_row: from,
    values: ROWS.slice(from, rows).map((row) => [...row]),
    ...more,
  };
}

test("each read asks for the rows that are new, until the landscape has ended", async () => {
  const asked: number[] = [];
  const told: GrownLandscape[] = [];
  let rows = 0;
  const api = {
    landscape: (_id: string, from: number) => {
      asked.push(from);
      rows += 1;
      return Promise.resolve(answer(rows, from));
    },
  };
  await follow(
    api,
    "landscape_1",
    (one) => told.push(one),
    () => true,
    () => Promise.resolve(),
  );
  expect(asked).toEqual([0, 1, 2]);
  expect(told.map((one) => one.values.length)).toEqual([1, 2, 3]);
  expect(told.at(-1)?.values).toEqual([
    [1, Number.NaN],
    [3, Number.POSITIVE_INFINITY],
    [5, 6],
  ]);
  expect(told.at(-1)?.centreLoss).toBeNaN();
});

test("nothing is told to one who left", async () => {
  let wanted = true;
  const told: GrownLandscape[] = [];
  const api = {
    landscape: (_id: string, from: number) => {
      wanted = false;
      return Promise.resolve(answer(1, from));
    },
  };
  await follow(
    api,
    "landscape_1",
    (one) => told.push(one),
    () => wanted,
    () => Promise.resolve(),
  );
  expect(told).toEqual([]);
});

test("a row that comes twice is not doubled", () => {
  const before = grown(null, answer(2, 0));
  expect(grown(before, answer(3, 1)).values).toHaveLength(3);
});

test("a read that got no answer is tried again; what the server refuses is thrown", async () => {
  const answers = [0, 503, answer(1, 0), 0, answer(3, 1)];
  const told: GrownLandscape[] = [];
  const pauses: number[] = [];
  const api = {
    landscape: () => {
      const next = answers.shift() ?? 404;
      return typeof next === "number" ? Promise.reject(new ApiError(next, "c", "m")) : Promise.resolve(next);
    },
  };
  const watch = () =>
    follow(
      api,
      "landscape_1",
      (one) => told.push(one),
      () => true,
      (failures) => {
        pauses.push(failures);
        return Promise.resolve();
      },
    );
  await watch();
  expect(told.map((one) => one.values.length)).toEqual([1, 3]);
  expect(pauses).toEqual([1, 2, 0, 1]);
  await expect(watch()).rejects.toMatchObject({ status: 404 });
});

test("a slow list puts itself behind what was asked for meanwhile, and says nothing twice", () => {
  const [asked, older] = [answer(1, 0, { id: "new" }), answer(3, 0, { id: "old" })];
  const said = merged([asked], [answer(0, 0, { id: "new", status: "queued" }), older]);
  expect(said.map((one) => [one.id, one.status])).toEqual([
    ["new", "running"],
    ["old", "succeeded"],
  ]);
});
