import { act, renderHook, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { ApiError } from "../../api/problem";
import type { Landscape, LandscapeRequest } from "../../protocol/types";
import { api } from "../../state/app";
import { useLandscapes } from "./useLandscapes";

const REQUEST: LandscapeRequest = { kind: "random", dimensions: 2, resolution: 3, at: "final" };

function landscape(id: string, run: string): Landscape {
  return {
    id,
    run_id: run,
    request: REQUEST,
    status: "succeeded",
    progress: { stage: "evaluating", done: 9, total: 9 },
    centre_loss: null,
    trajectory: null,
    from_row: 0,
    values: [],
  } as unknown as Landscape;
}

/** Runs that have one landscape each, `{run}_old`; asking takes until `answer` says what became of it. */
function serve() {
  let answer = (_: Landscape | Error) => {};
  vi.spyOn(api, "landscapes").mockImplementation((run) => Promise.resolve([landscape(`${run}_old`, run)]));
  vi.spyOn(api, "landscape").mockImplementation((id) =>
    Promise.resolve(landscape(id, id.split("_")[0] as string)),
  );
  vi.spyOn(api, "askLandscape").mockImplementation(
    () =>
      new Promise((resolve, reject) => {
        answer = (said) => (said instanceof Error ? reject(said) : resolve(said));
      }),
  );
  return (said: Landscape | Error) => act(async () => answer(said));
}

afterEach(() => vi.restoreAllMocks());

test.each([landscape("a_new", "a"), new ApiError(409, "conflict", "full")])(
  "what comes of asking about one run is not shown with another",
  async (said) => {
    const answer = serve();
    const { result, rerender } = renderHook(({ run }) => useLandscapes(run, null), {
      initialProps: { run: "a" },
    });
    await waitFor(() => expect(result.current.shown?.id).toBe("a_old"));
    act(() => result.current.ask(REQUEST));
    rerender({ run: "b" });
    await waitFor(() => expect(result.current.shown?.id).toBe("b_old"));
    await answer(said);
    expect(result.current.list.map((one) => one.id)).toEqual(["b_old"]);
    expect(result.current.shown?.id).toBe("b_old");
    expect(result.current.problem).toBeNull();
  },
);

test("what was asked for of the run that is shown is shown, before the older ones", async () => {
  const answer = serve();
  const { result } = renderHook(() => useLandscapes("a", null));
  await waitFor(() => expect(result.current.shown?.id).toBe("a_old"));
  act(() => result.current.ask(REQUEST));
  await answer(landscape("a_new", "a"));
  await waitFor(() => expect(result.current.shown?.id).toBe("a_new"));
  expect(result.current.list.map((one) => one.id)).toEqual(["a_new", "a_old"]);
});

test("after a deletion the next one is shown, and what the server refuses stays", async () => {
  const answer = serve();
  const { result } = renderHook(() => useLandscapes("a", null));
  await waitFor(() => expect(result.current.shown?.id).toBe("a_old"));
  act(() => result.current.ask(REQUEST));
  await answer(landscape("a_new", "a"));
  await waitFor(() => expect(result.current.shown?.id).toBe("a_new"));

  const deletion = vi.spyOn(api, "deleteLandscape");
  deletion.mockRejectedValueOnce(new ApiError(409, "conflict", "cancel it first"));
  act(() => result.current.remove("a_new"));
  await waitFor(() => expect(result.current.problem).not.toBeNull());
  expect(result.current.list).toHaveLength(2);

  deletion.mockResolvedValueOnce();
  act(() => result.current.remove("a_new"));
  await waitFor(() => expect(result.current.shown?.id).toBe("a_old"));
  expect(result.current.list.map((one) => one.id)).toEqual(["a_old"]);

  deletion.mockRejectedValueOnce(new ApiError(404, "not_found", "gone"));
  act(() => result.current.remove("a_old"));
  await waitFor(() => expect(result.current.list).toEqual([]));
  expect(result.current.shown).toBeNull();
  expect(result.current.problem).toBeNull();
});

test("what another window asks for or deletes is taken over when the reader comes back", async () => {
  serve();
  const { result } = renderHook(() => useLandscapes("a", null));
  await waitFor(() => expect(result.current.shown?.id).toBe("a_old"));
  const list = result.current.list;
  const comeBack = async () => {
    vi.spyOn(performance, "now").mockReturnValue(performance.now() + 1000);
    await act(async () => void window.dispatchEvent(new Event("focus")));
  };
  await comeBack();
  expect(result.current.list).toBe(list);

  vi.mocked(api.landscapes).mockResolvedValue([landscape("a_new", "a"), landscape("a_old", "a")]);
  await comeBack();
  expect(result.current.list.map((one) => one.id)).toEqual(["a_new", "a_old"]);
  expect(result.current.shown?.id).toBe("a_old");

  vi.mocked(api.landscapes).mockResolvedValue([landscape("a_new", "a")]);
  await comeBack();
  await waitFor(() => expect(result.current.shown?.id).toBe("a_new"));
});

test("a list that was read while something was asked for is left aside", async () => {
  const answer = serve();
  const { result } = renderHook(() => useLandscapes("a", null));
  await waitFor(() => expect(result.current.shown?.id).toBe("a_old"));
  let tell = (_: Landscape[]) => {};
  vi.mocked(api.landscapes).mockReturnValue(new Promise((resolve) => (tell = resolve)));
  vi.spyOn(performance, "now").mockReturnValue(performance.now() + 1000);
  act(() => void window.dispatchEvent(new Event("focus")));
  act(() => result.current.ask(REQUEST));
  await answer(landscape("a_new", "a"));
  await act(async () => tell([landscape("a_old", "a")]));
  expect(result.current.list.map((one) => one.id)).toEqual(["a_new", "a_old"]);
});

test("it is known that one was asked for until something is heard of it", async () => {
  const answer = serve();
  const { result } = renderHook(() => useLandscapes("a", null));
  await waitFor(() => expect(result.current.shown?.id).toBe("a_old"));
  act(() => result.current.ask(REQUEST));
  expect(result.current.asking).toBe(true);
  await answer(landscape("a_new", "a"));
  await waitFor(() => expect(result.current.shown?.id).toBe("a_new"));
  expect(result.current.asking).toBe(false);
  act(() => result.current.ask(REQUEST));
  await answer(new ApiError(409, "conflict", "full"));
  expect(result.current.asking).toBe(false);
});
