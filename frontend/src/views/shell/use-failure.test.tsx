import { act, renderHook } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { ApiError } from "../../api/problem";
import { setLanguage } from "../../i18n";
import { noteReach } from "../../state/reach";
import { useFailure } from "./use-failure";

afterEach(() => {
  noteReach(true);
  setLanguage("en");
});

test("that the server could not be reached is said until it answers again", () => {
  const { result } = renderHook(() => useFailure());
  act(() => {
    noteReach(false);
    result.current.tell(new ApiError(0, "unreachable", "the server cannot be reached"));
  });
  expect(result.current.text).toBe("the server cannot be reached");
  act(() => noteReach(true));
  expect(result.current.text).toBeNull();
});

test("what the server refused stays until it is cleared", () => {
  const { result } = renderHook(() => useFailure());
  act(() => result.current.tell(new ApiError(409, "conflict", "the queue is full")));
  act(() => noteReach(false));
  act(() => noteReach(true));
  expect(result.current.text).toBe("the queue is full");
  act(() => result.current.clear());
  expect(result.current.text).toBeNull();
});
