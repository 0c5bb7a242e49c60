import { act, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import "../../i18n";
import { ApiError } from "../../api/problem";
import { DEFAULT_SURFACES, useSurfaces } from "../../state/surfaces";
import { useTrajectories } from "../../state/trajectories";
import { show } from "../../testing/show";
import SurfacesPage from "./SurfacesPage";

const formula = (expression: string) => ({ name: "expression", expression });

beforeEach(() => {
  // What was asked for is still being computed.
  vi.stubGlobal("fetch", () => new Promise(() => {}));
  useSurfaces.setState({ ...DEFAULT_SURFACES, surface: formula("x^2 y") });
  const problem = {
    path: "surface.expression",
    code: "expression_syntax",
    message: "",
    params: { position: 5 },
  };
  useTrajectories.setState({
    error: new ApiError(422, "invalid", "invalid", [problem]),
    refused: formula("x^2 y"),
  });
});

afterEach(() => vi.unstubAllGlobals());

test("what is wrong with a formula is marked in it, and in none that is written after it", () => {
  const { unmount } = show(<SurfacesPage />);
  expect(document.querySelector("mark")?.textContent).toBe("y");
  expect(screen.getAllByRole("alert")).toHaveLength(2);
  act(() => useSurfaces.setState({ surface: formula("log(x)") }));
  expect(document.querySelector("mark")).toBeNull();
  expect(screen.queryByRole("alert")).toBeNull();
  unmount();
});
