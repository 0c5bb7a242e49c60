import { screen } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import "../../i18n";
import { DEFAULT_SURFACES, useSurfaces } from "../../state/surfaces";
import type { Shown } from "../../state/trajectories";
import { show } from "../../testing/show";
import { Stage } from "./Stage";

const { contenders } = DEFAULT_SURFACES;
const grid = {
  x: [-4, 4],
  y: [-4, 4],
  z: [
    [Number.NaN, 1],
    [Number.NaN, 1],
  ],
};

function shown(steps: number): Shown {
  const places = Array.from({ length: steps }, () => 1);
  const path = { label: "SGD", optimizer: {}, x: places, y: places, z: places, gradient_norm: places };
  return {
    paths: contenders.map(() => ({ ...path, diverged_at: steps })),
    surface: {
      name: "expression",
      formula: "\\log x",
      note: { en: "", ko: "" },
      minima: [],
      start: [-2.5, 2],
      domain: [-4, 4, -4, 4],
    },
    grid,
    slots: contenders.map(({ slot }) => slot),
    steps: 100,
  } as unknown as Shown;
}

beforeEach(() => useSurfaces.setState(DEFAULT_SURFACES));

test("a start without a value is said once, and is no divergence of each optimizer", () => {
  show(<Stage shown={shown(0)} stale={false} />);
  expect(screen.getByRole("status").textContent).toContain("no finite value at the start (−2.50, 2.00)");
  expect(screen.getByTestId("standings").textContent).not.toMatch(/diverged|✕/);
  expect(screen.queryByText(/diverged/)).toBeNull();
});

test("a path that leaves the function's domain later is said to diverge there", () => {
  show(<Stage shown={shown(1)} stale={false} />);
  expect(screen.queryByRole("status")).toBeNull();
  expect(screen.getByText("diverged")).toBeTruthy();
});
