import { screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { setLanguage } from "../../i18n";
import { show } from "../../testing/show";
import { Definition } from "./Definition";
import { TheoryWords } from "./TheoryWords";
import type { Words } from "./theoryWords";

const WORDS: Words = {
  predictions: [
    {
      content: {
        formula: "\\sqrt{q_l}",
        source: "Poole et al. (2016)",
        assumptions: [
          { code: "equal_inputs", message: "", params: { second_moment: 0.25 } },
          { code: "from_a_newer_server", message: "As the server says it.", params: {} },
        ],
      },
      labels: ["relu"],
    },
  ],
  gaps: [
    { content: { code: "dropout", message: "", params: { layer: "hidden_2" } }, labels: ["relu · 0.5"] },
  ],
};

afterEach(() => setLanguage("en"));

function definition() {
  const shrink = vi.fn();
  const { user } = show(
    // biome-ignore lint/a11y/noStaticElementInteractions: stands for the card
    <div onKeyDown={shrink}>
      <Definition title="Pre-activation RMS" text="Root mean square.">
        <TheoryWords kind="meanField" words={WORDS} />
      </Definition>
    </div>,
  );
  return { user, shrink };
}

test("the keyboard opens what a panel means, with the theory's formula, assumptions and source", async () => {
  const { user, shrink } = definition();
  const button = screen.getByRole("button", { name: "What Pre-activation RMS means" });
  await user.tab();
  await user.keyboard("{Enter}");
  expect(screen.getByText("Root mean square.")).toBeTruthy();
  expect(screen.getByRole("heading", { name: "Fine dots: mean-field theory (relu)" })).toBeTruthy();
  await waitFor(() => expect(document.querySelector("[data-formula] math")).toBeTruthy());
  expect(screen.getAllByRole("listitem").map((item) => item.textContent)).toEqual([
    "All inputs have the mean square 0.25.",
    "As the server says it.",
  ]);
  expect(screen.getByText("Source: Poole et al. (2016)")).toBeTruthy();
  expect(
    screen.getByText(
      "Nothing is predicted here of relu · 0.5: hidden_2 drops units, which adds to its variance.",
    ),
  ).toBeTruthy();
  shrink.mockClear();
  await user.keyboard("{Escape}");
  expect(screen.queryByText("Root mean square.")).toBeNull();
  expect(shrink, "the card does not hear of it").not.toHaveBeenCalled();
  expect(document.activeElement).toBe(button);
});

test("the pointer opens it while it is over the mark, a click holds it", async () => {
  const { user } = definition();
  const button = screen.getByRole("button");
  await user.hover(button);
  expect(screen.getByText("Root mean square.")).toBeTruthy();
  await user.unhover(button);
  expect(screen.queryByText("Root mean square.")).toBeNull();
  await user.click(button);
  await user.unhover(button);
  expect(screen.getByText("Root mean square.")).toBeTruthy();
  await user.click(button);
  await user.unhover(button);
  expect(screen.queryByText("Root mean square.")).toBeNull();
});

test("it is said in Korean, too", async () => {
  setLanguage("ko");
  const { user } = definition();
  await user.click(screen.getByRole("button"));
  expect(screen.getByRole("heading", { name: "가는 점선: 평균장 이론 (relu)" })).toBeTruthy();
  expect(screen.getByText("모든 입력의 제곱 평균이 0.25입니다.")).toBeTruthy();
});
