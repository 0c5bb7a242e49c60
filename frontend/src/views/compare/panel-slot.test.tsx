import { act, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { testRun } from "../../plots/testing";
import { panelContext } from "../../testing/panel-context";
import { PanelSlot } from "./PanelSlot";
import type { Panel } from "./panel-list";

/** What the slot's observer last said. */
let see: (isIntersecting: boolean) => void;

beforeEach(() => {
  vi.stubGlobal(
    "IntersectionObserver",
    class {
      constructor(tell: (entries: { isIntersecting: boolean }[]) => void) {
        see = (isIntersecting) => act(() => tell([{ isIntersecting }]));
      }
      observe() {}
      disconnect() {}
    },
  );
});

afterEach(() => vi.unstubAllGlobals());

const panel: Panel = {
  name: "landscape",
  columns: 4,
  Component: ({ context }) => <p role="status">{`${context.runs[0]?.status} at ${context.runs[0]?.step}`}</p>,
};

const at = (status: string, step: number, enlarged = "") =>
  panelContext({ runs: [testRun(0, { status, step, outcome: null })], choices: { enlarged } });

const shown = () => screen.getByRole("status").textContent;

test("a panel out of sight is not drawn step by step, but takes over that its run has begun and ended", () => {
  const { rerender } = render(<PanelSlot panel={panel} context={at("starting", 0)} />);
  expect(screen.queryByRole("status")).toBeNull();
  see(true);
  expect(shown()).toBe("starting at 0");
  see(false);
  rerender(<PanelSlot panel={panel} context={at("running", 10)} />);
  expect(shown()).toBe("running at 10");
  rerender(<PanelSlot panel={panel} context={at("running", 20)} />);
  expect(shown()).toBe("running at 10");
  rerender(<PanelSlot panel={panel} context={at("succeeded", 30)} />);
  expect(shown()).toBe("succeeded at 30");
});

test("an enlarged panel follows every step, wherever its place is", () => {
  const profile: Panel = { ...panel, name: "layer_profile" };
  const { rerender } = render(<PanelSlot panel={profile} context={at("running", 10, "layer-profile")} />);
  expect(shown()).toBe("running at 10");
  rerender(<PanelSlot panel={profile} context={at("running", 20, "layer-profile")} />);
  expect(shown()).toBe("running at 20");
});
