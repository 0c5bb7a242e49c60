/** The paths that are shown: asks for what the page wants, one request at a time, always the newest wish. */
import { create } from "zustand";
import { ApiError } from "../api/problem";
import { toNumber } from "../protocol/numbers";
import type { FieldProblem, Trajectories } from "../protocol/types";
import { setLastStep } from "./playback";
import { requestOf, type Surfaces } from "./surfaces";

/** Heights `z[row][column]` at `x[column]`, `y[row]`. */
export interface Grid {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly z: readonly (readonly number[])[];
}

/** Points of the surface along each side. */
export const GRID = 101;

export interface Shown {
  readonly paths: Trajectories["paths"];
  readonly surface: Trajectories["surface"];
  readonly grid: Grid;
  /** Slots of the palette, one a path. */
  readonly slots: readonly number[];
  /** The last step of the longest path that was asked for. */
  readonly steps: number;
}

export interface TrajectoriesState {
  /** The newest paths that could be drawn; null before the first. */
  readonly shown: Shown | null;
  readonly asking: boolean;
  /** Why the newest wish could not be drawn. */
  readonly error: ApiError | null;
  /** The surface of the wish that `error` is about. */
  readonly refused: Surfaces["surface"] | null;
}

export const useTrajectories = create<TrajectoriesState>()(() => ({
  shown: null,
  asking: false,
  error: null,
  refused: null,
}));

type Ask = (body: ReturnType<typeof requestOf>) => Promise<Trajectories>;

/** Draws wishes: `wish` may be called at any rate, a wish that is overtaken before its turn is never asked. */
export function createDrawer(ask: Ask, publish: (change: Partial<TrajectoriesState>) => void) {
  let wanted: Surfaces | null = null;
  let asked = "";
  let grid: { readonly key: string; readonly values: Grid } | null = null;
  let running = false;

  async function run(): Promise<void> {
    running = true;
    publish({ asking: true });
    while (wanted !== null) {
      const wish: Surfaces = wanted;
      wanted = null;
      const key = JSON.stringify([wish.surface, wish.domain]);
      try {
        const answer = await ask(requestOf(wish, grid?.key === key ? null : GRID));
        if (answer.surface.grid !== null) grid = { key, values: gridOf(answer.surface.grid) };
        if (grid === null) continue;
        const shown = {
          paths: answer.paths,
          surface: answer.surface,
          grid: grid.values,
          slots: wish.contenders.map((one) => one.slot),
          steps: wish.steps,
        };
        publish({ shown, error: null, refused: null });
      } catch (error) {
        asked = "";
        if (wanted === null) publish({ error: asApiError(error), refused: wish.surface });
      }
    }
    running = false;
    publish({ asking: false });
  }

  return {
    wish(surfaces: Surfaces): void {
      const body = JSON.stringify(requestOf(surfaces, null));
      if (body === asked) return;
      asked = body;
      if (surfaces.contenders.length === 0) return;
      wanted = surfaces;
      if (!running) void run();
    },
  };
}

function gridOf({ x, y, z }: NonNullable<Trajectories["surface"]["grid"]>): Grid {
  return { x, y, z: z.map((row) => row.map(toNumber)) };
}

function asApiError(error: unknown): ApiError {
  return error instanceof ApiError
    ? error
    : new ApiError(0, "unknown", error instanceof Error ? error.message : String(error));
}

/** What was found wrong and still holds: a complaint about a formula says nothing of the one written since. */
export function standing(
  { error, refused }: Pick<TrajectoriesState, "error" | "refused">,
  surface: Surfaces["surface"],
): readonly FieldProblem[] {
  const same = JSON.stringify(refused) === JSON.stringify(surface);
  return (error?.errors ?? []).filter(({ path }) => same || !path.startsWith("surface"));
}

/** Takes over what a drawer publishes. */
export function publishTrajectories(change: Partial<TrajectoriesState>): void {
  if (change.shown) setLastStep(change.shown.steps);
  useTrajectories.setState(change);
}
