import { act, renderHook, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiError } from "../../api/problem";
import { testRun } from "../../plots/testing";
import { api } from "../../state/app";
import { panelContext } from "../../testing/panel-context";
import { useTable } from "./useTable";

const runs = [testRun(0), testRun(0, { seed: "1" }), testRun(1, { visible: false })];
const context = panelContext({ runs });

let saved: { name: string; text: Promise<string> }[] = [];

beforeEach(() => {
  saved = [];
  let file: Blob | null = null;
  // jsdom has neither.
  Object.assign(URL, {
    createObjectURL: (blob: Blob) => {
      file = blob;
      return "blob:table";
    },
    revokeObjectURL: () => {},
  });
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    const blob = file as Blob;
    const text = new Promise<string>((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(String(reader.result));
      reader.readAsText(blob);
    });
    saved.push({ name: this.download, text });
  });
});

afterEach(() => vi.restoreAllMocks());

test("all rows of the visible runs come as one file, named after the panel", async () => {
  vi.spyOn(api, "seriesCsv").mockImplementation((run) =>
    Promise.resolve(`step,metric,layer,value\r\n0,learning_rate,,${run === "run-0-0" ? 0.1 : 0.2}\r\n`),
  );
  const { result } = renderHook(() => useTable(context, ["learning_rate"], "Learning rate"));
  act(() => result.current?.download());
  expect(result.current?.busy).toBe(true);
  await waitFor(() => expect(result.current?.busy).toBe(false));
  expect(saved.map((one) => one.name)).toEqual(["learning-rate.csv"]);
  expect(await saved[0]?.text).toBe(
    "label,seed,step,metric,layer,value\r\nvariant 0,0,0,learning_rate,,0.1\r\nvariant 0,1,0,learning_rate,,0.2\r\n",
  );
});

test("a read that fails saves nothing and says why, until it is tried again", async () => {
  const read = vi.spyOn(api, "seriesCsv").mockRejectedValue(new ApiError(0, "unreachable", "no server"));
  const { result } = renderHook(() => useTable(context, ["learning_rate"], "Learning rate"));
  act(() => result.current?.download());
  await waitFor(() => expect(result.current?.problem).toBe("no server"));
  expect(saved).toEqual([]);
  read.mockResolvedValue("step,metric,layer,value\r\n");
  act(() => result.current?.download());
  await waitFor(() => expect(saved).toHaveLength(1));
  expect(result.current?.problem).toBeNull();
});

test("a panel without metrics has no table", () => {
  const { result } = renderHook(() => useTable(context, [], "Distributions"));
  expect(result.current).toBeNull();
});
