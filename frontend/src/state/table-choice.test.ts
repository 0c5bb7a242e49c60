import { describe, expect, test } from "vitest";
import type { Dataset, DatasetColumn } from "../protocol/types";
import {
  choiceOf,
  datasetOf,
  featureCount,
  gapsOf,
  hindranceOf,
  isComplete,
  tasksOf,
  withTarget,
} from "./table-choice";

function column(name: string, given: Partial<DatasetColumn> = {}): DatasetColumn {
  return {
    name,
    kind: "number",
    stored_as: "text",
    missing: 0,
    infinite: 0,
    minimum: 0,
    maximum: 1,
    mean: 0.5,
    distinct: null,
    values: [],
    task: "regression",
    ...given,
  };
}

const KIND = column("kind", { kind: "category", distinct: 3, task: "classification" });
const TABLE = {
  id: "1",
  dataset: "upload:1",
  rows: 100,
  target: "kind",
  columns: [
    column("petal"),
    column("width", { kind: "integer", distinct: 4, task: "classification" }),
    column("colour", { kind: "category", distinct: 5, missing: 2, task: null }),
    column("id", { kind: "category", task: null }),
    KIND,
  ],
} as unknown as Dataset;

describe("choice of a table", () => {
  test("begins with the last column as target and all others that can be used", () => {
    const choice = choiceOf(TABLE, "digits");
    expect(choice).toEqual({
      target: "kind",
      task: "classification",
      columns: new Set(["petal", "width", "colour"]),
      impute: false,
    });
    expect(gapsOf(TABLE, choice).map(({ name }) => name)).toEqual(["colour"]);
    expect(featureCount(TABLE, choice)).toBe(7);
    expect(isComplete(TABLE, choice)).toBe(false);
    expect(isComplete(TABLE, { ...choice, impute: true })).toBe(true);
  });

  test("takes another target where the last column can be none", () => {
    const last = { ...TABLE, columns: [column("a"), column("b", { missing: 1 })], target: "b" };
    expect(choiceOf(last, null).target).toBe("a");
  });

  test("goes to a job and back", () => {
    const choice = { ...choiceOf(TABLE, null), columns: new Set(["width", "petal"]), impute: true };
    const dataset = datasetOf(TABLE, choice);
    expect(dataset).toEqual({
      name: "upload:1",
      target: "kind",
      columns: ["petal", "width"],
      missing: "impute",
    });
    expect(choiceOf(TABLE, dataset)).toEqual(choice);
  });

  test("leaves out what is usual", () => {
    const small = { ...TABLE, columns: [column("petal"), KIND] };
    expect(datasetOf(small, choiceOf(small, null))).toEqual({ name: "upload:1", target: "kind" });
  });

  test("says what a number is predicted as where that is not the usual", () => {
    const choice = withTarget(TABLE, choiceOf(TABLE, null), "width");
    expect(choice.task).toBe("classification");
    expect([...choice.columns].sort()).toEqual(["colour", "kind", "petal"]);
    expect(datasetOf(TABLE, { ...choice, task: "regression" })).toMatchObject({
      target: "width",
      task: "regression",
    });
  });

  test("knows what a column can be", () => {
    expect(tasksOf(column("x"))).toEqual(["regression"]);
    expect(tasksOf(column("x", { kind: "integer", distinct: 9 }))).toEqual(["classification", "regression"]);
    expect(tasksOf(KIND)).toEqual(["classification"]);
    expect(tasksOf({ ...KIND, missing: 1 })).toEqual([]);
    expect(tasksOf({ ...KIND, distinct: 1 })).toEqual([]);
    expect(hindranceOf(column("x", { infinite: 1 }), 9)).toBe("infinite");
    expect(hindranceOf(column("x", { missing: 9 }), 9)).toBe("blank");
    expect(hindranceOf(column("x", { kind: "unsupported" }), 9)).toBe("unsupported");
    expect(hindranceOf(column("x", { kind: "category" }), 9)).toBe("manyValues");
    expect(hindranceOf(KIND, 9)).toBeNull();
  });
});
