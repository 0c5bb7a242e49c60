/** Where the surfaces' page starts: examples at one click, and learning rates that suit each surface. */
import type { JsonObject } from "./draft";

/** The textbook's six, in its order. */
export const SIX = ["sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam"] as const;
type Six = (typeof SIX)[number];

const VALLEY: Rates = [0.09, 0.02, 0.02, 1, 0.1, 0.3];

type Rates = readonly [number, number, number, number, number, number];

/** Learning rates of the six, by surface: large enough to arrive, small enough to stay on it. */
const RATES: Readonly<Record<string, Rates>> = {
  valley: VALLEY,
  rosenbrock: [0.0015, 0.0005, 0.0005, 0.3, 0.02, 0.1],
  beale: [0.02, 0.005, 0.005, 0.5, 0.05, 0.1],
  himmelblau: [0.01, 0.01, 0.01, 1, 0.1, 0.5],
  saddle: [0.05, 0.02, 0.02, 0.1, 0.02, 0.05],
  rastrigin: [0.002, 0.003, 0.003, 1, 0.1, 0.5],
  styblinski_tang: [0.01, 0.006, 0.006, 1, 0.1, 0.7],
  three_hump_camel: [0.02, 0.02, 0.02, 0.3, 0.05, 0.2],
  expression: [0.02, 0.01, 0.01, 0.5, 0.05, 0.1],
};

/** Whose rate another optimizer starts with: the one of the six that takes steps of like size. */
const LIKE: Readonly<Record<string, Six>> = { lion: "rmsprop", schedule_free_sgd: "sgd" };

/** A learning rate that suits an optimizer on a surface. */
export function suitedRate(surface: string, optimizer: string): number {
  const six = SIX.find((one) => one === optimizer) ?? LIKE[optimizer] ?? "adam";
  return (RATES[surface] ?? VALLEY)[SIX.indexOf(six)] as number;
}

export function suited(surface: string, optimizer: string): JsonObject {
  return { name: optimizer, learning_rate: suitedRate(surface, optimizer) };
}

export interface SurfacePreset {
  readonly id: string;
  readonly surface: JsonObject;
  readonly steps: number;
  readonly optimizers: readonly JsonObject[];
}

/** The six with rates that suit a surface. */
export function allSix(surface: string): readonly JsonObject[] {
  return SIX.map((name) => suited(surface, name));
}

/** In the order in which they are offered; the first is what the page opens with. Texts: `surfaces.presets`. */
export const SURFACE_PRESETS: readonly SurfacePreset[] = [
  { id: "six", surface: { name: "valley" }, steps: 100, optimizers: allSix("valley") },
  {
    id: "early",
    surface: { name: "valley", condition: 20 },
    steps: 60,
    optimizers: [
      { name: "sgd", learning_rate: 0.045 },
      { name: "adagrad", learning_rate: 1 },
    ],
  },
  { id: "rosenbrock", surface: { name: "rosenbrock" }, steps: 500, optimizers: allSix("rosenbrock") },
  { id: "saddle", surface: { name: "saddle" }, steps: 100, optimizers: allSix("saddle") },
  { id: "minima", surface: { name: "himmelblau" }, steps: 150, optimizers: allSix("himmelblau") },
  {
    id: "humps",
    surface: { name: "three_hump_camel" },
    steps: 150,
    optimizers: ["sgd", "momentum", "adam"].map((name) => suited("three_hump_camel", name)),
  },
];
