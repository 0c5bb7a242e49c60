/** What the surfaces' page asks for and how it shows it. All of it stands in the address. */
import { create } from "zustand";
import type { TrajectoryRequest } from "../protocol/types";
import { type JsonObject, memberName } from "./draft";
import { SURFACE_PRESETS, type SurfacePreset, suited, suitedRate } from "./surface-presets";

export const MOST_OPTIMIZERS = 16;
export const MOST_STEPS = 5000;
export const DRAWINGS = ["contour", "surface"] as const;

export type Drawing = (typeof DRAWINGS)[number];
export type Point = readonly [number, number];
/** x from, x to, y from, y to. */
export type Domain = readonly [number, number, number, number];

/** One optimizer of the page. `slot` is the place in the palette, the same for as long as it is on the page. */
export interface Contender {
  readonly slot: number;
  readonly shown: boolean;
  readonly optimizer: JsonObject;
}

export interface Surfaces {
  readonly preset: string | null;
  readonly surface: JsonObject;
  /** Null is the surface's own. */
  readonly start: Point | null;
  readonly domain: Domain | null;
  readonly steps: number;
  readonly contenders: readonly Contender[];
  readonly schedule: JsonObject;
  readonly noise: number;
  readonly seed: number;
  readonly drawing: Drawing;
}

export function contendersOf(optimizers: readonly JsonObject[]): readonly Contender[] {
  return optimizers.map((optimizer, slot) => ({ slot, shown: true, optimizer }));
}

export function ofPreset(preset: SurfacePreset): Omit<Surfaces, "drawing"> {
  return {
    preset: preset.id,
    surface: preset.surface,
    start: null,
    domain: null,
    steps: preset.steps,
    contenders: contendersOf(preset.optimizers),
    schedule: { name: "constant" },
    noise: 0,
    seed: 0,
  };
}

export const DEFAULT_SURFACES: Surfaces = {
  ...ofPreset(SURFACE_PRESETS[0] as SurfacePreset),
  drawing: "contour",
};

export const useSurfaces = create<Surfaces>()(() => DEFAULT_SURFACES);

export function surfaceName({ surface }: Pick<Surfaces, "surface">): string {
  return memberName(surface) ?? "valley";
}

/** Changes what is asked for; the page is then no example any more. */
export function changeSurfaces(change: Partial<Surfaces>): void {
  useSurfaces.setState({ preset: null, ...change });
}

/** Another surface: its own start and range, and learning rates that suit it. */
export function chooseSurface(name: string): void {
  const { contenders } = useSurfaces.getState();
  changeSurfaces({
    surface: { name },
    start: null,
    domain: null,
    contenders: contenders.map((one) => ({
      ...one,
      optimizer: { ...one.optimizer, learning_rate: suitedRate(name, memberName(one.optimizer) ?? "") },
    })),
  });
}

/** Sets a parameter of the optimizer in a slot; undefined goes back to its default. */
export function setContender(slot: number, key: string, value: JsonObject[string] | undefined): void {
  const { contenders } = useSurfaces.getState();
  changeSurfaces({
    contenders: contenders.map((one) => {
      if (one.slot !== slot) return one;
      const { [key]: _, ...others } = one.optimizer;
      return { ...one, optimizer: value === undefined ? others : { ...others, [key]: value } };
    }),
  });
}

/** Another rule in a slot, with a learning rate that suits the surface. */
export function replaceContender(slot: number, name: string): void {
  const state = useSurfaces.getState();
  changeSurfaces({
    contenders: state.contenders.map((one) =>
      one.slot === slot ? { ...one, optimizer: suited(surfaceName(state), name) } : one,
    ),
  });
}

/** A further optimizer, in the first free slot. */
export function addContender(name: string): void {
  const state = useSurfaces.getState();
  const taken = new Set(state.contenders.map((one) => one.slot));
  let slot = 0;
  while (taken.has(slot)) slot += 1;
  if (taken.size >= MOST_OPTIMIZERS) return;
  changeSurfaces({
    contenders: [...state.contenders, { slot, shown: true, optimizer: suited(surfaceName(state), name) }],
  });
}

export function removeContender(slot: number): void {
  changeSurfaces({ contenders: useSurfaces.getState().contenders.filter((one) => one.slot !== slot) });
}

/** Shows or hides a path; nothing is asked anew. */
export function toggleContender(slot: number): void {
  useSurfaces.setState(({ contenders }) => ({
    contenders: contenders.map((one) => (one.slot === slot ? { ...one, shown: !one.shown } : one)),
  }));
}

export function applySurfacePreset(preset: SurfacePreset): void {
  useSurfaces.setState(ofPreset(preset));
}

/** What the server is asked; `grid` points of the surface along each side, null for none. */
export function requestOf(state: Surfaces, grid: number | null): TrajectoryRequest {
  return {
    surface: state.surface,
    start: state.start,
    domain: state.domain,
    steps: state.steps,
    optimizers: state.contenders.map((one) => one.optimizer),
    schedule: state.schedule,
    gradient_noise: state.noise,
    seed: state.seed,
    grid,
  } as unknown as TrajectoryRequest;
}
