// @vitest-environment node
import { describe, expect, test } from "vitest";
import { ApiError } from "../api/problem";
import type { Trajectories, TrajectoryRequest } from "../protocol/types";
import { DEFAULT_SURFACES, type Surfaces } from "./surfaces";
import { createDrawer, GRID, standing, type TrajectoriesState } from "./trajectories";

/** A server that answers when it is told to. */
function makeServer() {
  const asked: { body: TrajectoryRequest; answer: (error?: Error) => void }[] = [];
  const ask = (body: TrajectoryRequest) =>
    new Promise<Trajectories>((resolve, reject) => {
      const grid =
        body.grid === null
          ? null
          : {
              x: [0, 1],
              y: [0, 1],
              z: [
                [0, "NaN"],
                [1, 2],
              ],
            };
      const answer = {
        paths: [],
        surface: { grid, minima: [], start: body.start },
      } as unknown as Trajectories;
      asked.push({ body, answer: (error) => (error === undefined ? resolve(answer) : reject(error)) });
    });
  const state: TrajectoriesState = { shown: null, asking: false, error: null, refused: null };
  const drawer = createDrawer(ask, (change) => Object.assign(state, change));
  return { asked, state, drawer };
}

function at(x: number): Surfaces {
  return { ...DEFAULT_SURFACES, start: [x, 0] };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe("the drawer of paths", () => {
  test("asks one at a time, and then for the newest wish alone", async () => {
    const { asked, drawer, state } = makeServer();
    for (const x of [1, 2, 3, 4]) drawer.wish(at(x));
    expect(asked.map(({ body }) => body.start)).toEqual([[1, 0]]);
    expect(state.asking).toBe(true);
    asked[0]?.answer();
    await settled();
    expect(asked.map(({ body }) => body.start)).toEqual([
      [1, 0],
      [4, 0],
    ]);
    asked[1]?.answer();
    await settled();
    expect(state.asking).toBe(false);
    expect(state.shown?.surface.start).toEqual([4, 0]);
  });

  test("asks for the grid once a surface, and reads what is no number", async () => {
    const { asked, drawer, state } = makeServer();
    drawer.wish(at(1));
    asked[0]?.answer();
    await settled();
    expect(state.shown?.grid.z).toEqual([
      [0, Number.NaN],
      [1, 2],
    ]);
    drawer.wish(at(2));
    asked[1]?.answer();
    await settled();
    drawer.wish({ ...at(2), surface: { name: "beale" } });
    expect(asked.map(({ body }) => body.grid)).toEqual([GRID, null, GRID]);
    expect(state.shown?.grid.z).toHaveLength(2);
  });

  test("asks nothing for what changes no path", () => {
    const { asked, drawer } = makeServer();
    drawer.wish(at(1));
    drawer.wish({ ...at(1), drawing: "surface" });
    drawer.wish({
      ...at(1),
      contenders: at(1).contenders.map((one) => ({ ...one, shown: false })),
    });
    expect(asked).toHaveLength(1);
  });

  test("keeps the last paths beside what went wrong, and asks the same again", async () => {
    const { asked, drawer, state } = makeServer();
    drawer.wish(at(1));
    asked[0]?.answer();
    await settled();
    drawer.wish(at(2));
    asked[1]?.answer(new ApiError(503, "calculation_too_long", "too long"));
    await settled();
    expect(state.error?.code).toBe("calculation_too_long");
    expect(state.shown?.surface.start).toEqual([1, 0]);
    drawer.wish(at(2));
    asked[2]?.answer();
    await settled();
    expect(state.error).toBeNull();
    expect(state.shown?.surface.start).toEqual([2, 0]);
  });

  test("tells a complaint about the formula that stands from one about the formula before it", async () => {
    const { asked, drawer, state } = makeServer();
    const formula = (expression: string) => ({ name: "expression", expression });
    const wrong = (path: string) => ({
      path,
      code: "expression_syntax",
      message: "",
      params: { position: 5 },
    });
    const errors = [wrong("surface.expression"), wrong("start")];
    drawer.wish({ ...at(1), surface: formula("x^2 y") });
    asked[0]?.answer(new ApiError(422, "invalid", "invalid", errors));
    await settled();
    expect(standing(state, formula("x^2 y"))).toEqual(errors);
    expect(standing(state, formula("log(x)")).map(({ path }) => path)).toEqual(["start"]);
    drawer.wish({ ...at(1), surface: formula("log(x)") });
    asked[1]?.answer();
    await settled();
    expect(state.refused).toBeNull();
  });
});
