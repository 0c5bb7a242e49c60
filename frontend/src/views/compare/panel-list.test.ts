import { describe, expect, test } from "vitest";
import { testRun } from "../../plots/testing";
import type { MetricInfo, PanelContext } from "../../state/telemetry";
import { panelsFor } from "./panel-list";

const JOBS: readonly [string, string, readonly string[]][] = [
  ["a usual job", "constant", []],
  ["data in a plane", "cosine", ["decision/class"]],
  ["a regression that can be drawn", "constant", ["prediction/value"]],
  ["a regression on one feature", "constant", ["prediction/value"]],
  ["a range test", "range_test", []],
  ["curvature", "constant", ["sharpness"]],
  ["curvature in a plane", "constant", ["sharpness", "decision/class"]],
];

const KINDS = JOBS.flatMap(([job, schedule, metrics]) =>
  [1, 2].map((count) => [`${job}, runs: ${count}`, schedule, metrics, count] as const),
);

describe.each(KINDS)("the panels of %s", (_, schedule, metrics, count) => {
  const context = {
    runs: Array.from({ length: count }, (_, variant) => testRun(variant, { schedule })),
    metrics: Object.fromEntries(metrics.map((name) => [name, {} as MetricInfo])),
  } as unknown as PanelContext;
  const panels = panelsFor(context);

  test("fill rows of six columns, in this order", () => {
    let column = 0;
    for (const panel of panels) {
      column += panel.columns;
      expect(column, panel.name).toBeLessThanOrEqual(6);
      if (column === 6) column = 0;
    }
    expect(column).toBe(0);
  });

  test("are each there once, the figures over steps always", () => {
    const names = panels.map((panel) => panel.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain("figures");
  });
});
