// @vitest-environment node
import { describe, expect, test } from "vitest";
import { fromQuery, toQuery } from "./address";
import { EMPTY_DRAFT } from "./draft";
import { allSix, SURFACE_PRESETS } from "./surface-presets";
import { DEFAULT_SURFACES, ofPreset, type Surfaces } from "./surfaces";
import { DEFAULT_VIEW } from "./view";

function query(surfaces: Surfaces, held: number | null = null): string {
  const view = { ...DEFAULT_VIEW, page: "surfaces" } as const;
  return toQuery({ draft: EMPTY_DRAFT, preset: null, view, surfaces, held });
}

const OWN: Surfaces = {
  preset: null,
  surface: { name: "expression", expression: "x^2 + 10*y^2 - sin(x)" },
  start: [-1.5, 2],
  domain: [-3, 3, -2, 2.5],
  steps: 321,
  contenders: [
    { slot: 0, shown: true, optimizer: { name: "adam", learning_rate: 0.1, form: "optax" } },
    { slot: 3, shown: false, optimizer: { name: "sgd", learning_rate: 1e-8 } },
  ],
  schedule: { name: "exponential", decay_steps: 50 },
  noise: 0.25,
  seed: 7,
  drawing: "surface",
};

describe("the surfaces in the address", () => {
  test("come back whole", () => {
    expect(fromQuery(query(OWN, 120))).toMatchObject({ surfaces: OWN, held: 120 });
  });

  test.each(SURFACE_PRESETS)("an example is its name: $id", (preset) => {
    const surfaces = { ...DEFAULT_SURFACES, ...ofPreset(preset) };
    expect(query(surfaces)).toBe(
      preset.id === DEFAULT_SURFACES.preset ? "page=surfaces" : `page=surfaces&example=${preset.id}`,
    );
    expect(fromQuery(query(surfaces)).surfaces).toEqual(surfaces);
  });

  test("are an example no more once something was changed", () => {
    const changed = { ...DEFAULT_SURFACES, preset: null, steps: 77 };
    expect(fromQuery(query(changed)).surfaces).toEqual(changed);
    const moved = { ...DEFAULT_SURFACES, preset: null, start: [1, 1] as const };
    expect(fromQuery(query(moved)).surfaces).toEqual(moved);
  });

  test("a surface may stand as its name alone, with rates that suit it", () => {
    const { surfaces } = fromQuery("page=surfaces&surface=rosenbrock");
    expect(surfaces.surface).toEqual({ name: "rosenbrock" });
    expect(surfaces.contenders.map((one) => one.optimizer["learning_rate"])).toEqual(
      allSix("rosenbrock").map((one) => one["learning_rate"]),
    );
    expect(fromQuery(query(surfaces)).surfaces).toEqual(surfaces);
  });

  test("are left out on other pages", () => {
    const place = { draft: EMPTY_DRAFT, preset: null, view: DEFAULT_VIEW, surfaces: OWN, held: 3 };
    expect(toQuery(place)).toBe("");
  });

  test.each([
    "surface=(",
    "surface=(a,b)",
    "paths=()(",
    "paths=(1,2)",
    "paths=((name:adam),(name:sgd,slot:0))",
    "from=(1)",
    "from=(a,b)",
    "range=(1,2,3)",
    "path_steps=-1",
    "path_steps=1e9",
    "noise=-1",
    "noise_seed=1.5",
    "drawing=hologram",
    "at=x",
    "example=nothing",
  ])("what cannot be read is left at its default: %s", (part) => {
    const { surfaces, held } = fromQuery(`page=surfaces&${part}`);
    expect({ ...surfaces, preset: DEFAULT_SURFACES.preset }).toEqual(DEFAULT_SURFACES);
    expect(held).toBeNull();
  });
});
