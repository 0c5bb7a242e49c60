/** What is drawn of an optimizer: its path on the elongated valley, beside its other form and plain descent. */
import type { CatalogMember, FieldProblem } from "../../protocol/types";
import type { JsonObject } from "../../state/draft";
import { suited } from "../../state/surface-presets";
import { contendersOf, DEFAULT_SURFACES, type Surfaces } from "../../state/surfaces";
import type { Shown } from "../../state/trajectories";

export const SURFACE = "valley";
export const STEPS = 100;

/** Whose path it is: the member's with the reader's parameters, the same in its other form, plain descent. */
export type Walker = "own" | "other" | "plain";

export interface Walk {
  readonly walker: Walker;
  readonly optimizer: JsonObject;
}

/** The form that is not chosen; null for a rule of one form. */
function otherForm(member: CatalogMember, chosen: JsonObject): string | null {
  if (member.library_formula === "") return null;
  return chosen["form"] === "optax" ? "textbook" : "optax";
}

/** The paths to draw. A learning rate that the reader did not choose is one that suits the surface. */
export function walksOf(member: CatalogMember, chosen: JsonObject): readonly Walk[] {
  const own: JsonObject = { ...suited(SURFACE, member.name), ...chosen };
  const form = otherForm(member, chosen);
  return [
    { walker: "own", optimizer: own },
    ...(form === null ? [] : [{ walker: "other" as const, optimizer: { ...own, form } }]),
    ...(member.name === "sgd" ? [] : [{ walker: "plain" as const, optimizer: suited(SURFACE, "sgd") }]),
  ];
}

/** The walks as the surfaces' page would ask for them. */
export function wishOf(walks: readonly Walk[]): Surfaces {
  return {
    ...DEFAULT_SURFACES,
    preset: null,
    surface: { name: SURFACE },
    steps: STEPS,
    contenders: contendersOf(walks.map((walk) => walk.optimizer)),
  };
}

const NEAR = 1e-6;

/** Whether two paths are one to the eye and far beyond it. */
export function coincide(one: Shown["paths"][number], other: Shown["paths"][number]): boolean {
  const near = (ours: readonly number[], theirs: readonly number[]) =>
    ours.length === theirs.length &&
    ours.every((v, step) => Math.abs(v - (theirs[step] as number)) <= NEAR * Math.max(1, Math.abs(v)));
  return one.diverged_at === other.diverged_at && near(one.x, other.x) && near(one.y, other.y);
}

/** What the server refused of the member's own parameters, by the names of the sheet. */
export function problemsOf(errors: readonly FieldProblem[]): readonly FieldProblem[] {
  const own = "optimizers.0.";
  return errors
    .filter(({ path }) => path.startsWith(own))
    .map((problem) => ({ ...problem, path: `member.${problem.path.slice(own.length)}` }));
}
