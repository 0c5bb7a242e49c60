/** What to predict of an uploaded table, and from which columns: from the table to the data set of a job, and back. */
import type { Dataset, DatasetColumn, Json } from "../protocol/types";
import { isObject, type JsonObject } from "./draft";

export type Task = "classification" | "regression";

export interface TableChoice {
  readonly target: string;
  readonly task: Task;
  readonly columns: ReadonlySet<string>;
  readonly impute: boolean;
}

/** Why a column can be no feature. */
export type Hindrance = "unsupported" | "infinite" | "blank" | "manyValues";

export function hindranceOf(column: DatasetColumn, rows: number): Hindrance | null {
  if (column.kind === "unsupported") return "unsupported";
  if (column.infinite > 0) return "infinite";
  if (column.missing === rows) return "blank";
  if (column.kind === "category" && column.distinct === null) return "manyValues";
  return null;
}

/** What a column can be predicted as; nothing where it can be no target. */
export function tasksOf(column: DatasetColumn): readonly Task[] {
  if (column.kind === "unsupported" || column.missing > 0 || column.infinite > 0) return [];
  const tasks: Task[] = [];
  if (column.distinct !== null && column.distinct > 1) tasks.push("classification");
  if (column.kind === "integer" || column.kind === "number") tasks.push("regression");
  return tasks;
}

/** What a column is taken as where nobody says. */
function usualTask(column: DatasetColumn | undefined): Task {
  return column?.task ?? (column === undefined ? undefined : tasksOf(column)[0]) ?? "regression";
}

function columnOf(table: Dataset, name: string): DatasetColumn | undefined {
  return table.columns.find((column) => column.name === name);
}

/** What the data set of a draft says of this table, or else what there is to begin with. */
export function choiceOf(table: Dataset, dataset: Json | undefined): TableChoice {
  const given: JsonObject = isObject(dataset) && dataset["name"] === table.dataset ? dataset : {};
  const usual =
    [columnOf(table, table.target), ...table.columns.toReversed()].find(
      (column) => column !== undefined && tasksOf(column).length > 0,
    ) ?? table.columns.at(-1);
  const target = typeof given["target"] === "string" ? given["target"] : (usual?.name ?? table.target);
  const named = given["columns"];
  const columns = Array.isArray(named)
    ? named.filter((name) => typeof name === "string")
    : usable(table, target).map(({ name }) => name);
  const task = given["task"];
  return {
    target,
    task: task === "classification" || task === "regression" ? task : usualTask(columnOf(table, target)),
    columns: new Set(columns),
    impute: given["missing"] === "impute",
  };
}

/** Columns that can be features while another is the target. */
export function usable(table: Dataset, target: string): readonly DatasetColumn[] {
  return table.columns.filter((column) => column.name !== target && hindranceOf(column, table.rows) === null);
}

/** Another target: what was one becomes a feature. */
export function withTarget(table: Dataset, choice: TableChoice, target: string): TableChoice {
  const columns = new Set(choice.columns);
  columns.delete(target);
  const before = columnOf(table, choice.target);
  if (before !== undefined && hindranceOf(before, table.rows) === null) columns.add(before.name);
  return { ...choice, target, task: usualTask(columnOf(table, target)), columns };
}

/** The chosen columns in the table's order. */
export function chosenColumns(table: Dataset, choice: TableChoice): readonly DatasetColumn[] {
  return table.columns.filter(({ name }) => choice.columns.has(name));
}

/** The chosen columns that have gaps. */
export function gapsOf(table: Dataset, choice: TableChoice): readonly DatasetColumn[] {
  return chosenColumns(table, choice).filter(({ missing }) => missing > 0);
}

/** How many inputs the chosen columns make: one each, and one for each value of a category. */
export function featureCount(table: Dataset, choice: TableChoice): number {
  return chosenColumns(table, choice).reduce(
    (sum, { kind, distinct }) => sum + (kind === "category" ? (distinct ?? 0) : 1),
    0,
  );
}

/** Whether a job can be launched on it. */
export function isComplete(table: Dataset, choice: TableChoice): boolean {
  const target = columnOf(table, choice.target);
  const fits = target !== undefined && tasksOf(target).includes(choice.task);
  return fits && choice.columns.size > 0 && (choice.impute || gapsOf(table, choice).length === 0);
}

/** The data set as a job names it; what is usual is left out. */
export function datasetOf(table: Dataset, choice: TableChoice): JsonObject {
  const others = table.columns.filter(({ name }) => name !== choice.target);
  const columns = chosenColumns(table, choice).map(({ name }) => name);
  return {
    name: table.dataset,
    target: choice.target,
    ...(columns.length === others.length ? {} : { columns }),
    ...(choice.task === columnOf(table, choice.target)?.task ? {} : { task: choice.task }),
    ...(choice.impute ? { missing: "impute" } : {}),
  };
}
