import { cleanup } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { setLanguage } from "../../i18n";
import type { Finding } from "../../protocol/types";
import { panelContext } from "../../testing/panel-context";
import { show } from "../../testing/show";
import { Evidence } from "./Evidence";

const { metrics } = panelContext({ metrics: ["loss/train", "gradient_norm"] });

function lines(rows: readonly object[]): string[] {
  show(<Evidence finding={{ evidence: rows } as unknown as Finding} metrics={metrics} />);
  return [...document.querySelectorAll("div div")].map((line) => line.textContent ?? "");
}

const LOSS = { metric: "loss/train", layer: null, step: 1, value: 19.205, threshold: 3.643 };

afterEach(() => setLanguage("en"));

test("a figure goes by its metric's title, with its unit and its limit", () => {
  expect(lines([LOSS])).toEqual(["Training loss at step 1: 19.205 nats (limit 3.643)"]);
  cleanup();
  setLanguage("ko");
  expect(lines([LOSS])).toEqual(["1스텝의 훈련 손실: 19.205 nats (기준 3.643)"]);
});

test("more figures than are shown are counted", () => {
  const layers = Array.from({ length: 9 }, (_, index) => ({
    metric: "gradient_norm",
    layer: `hidden_${index + 1}`,
    step: 0,
    value: 0.5,
    threshold: null,
  }));
  const said = lines(layers);
  expect(said).toHaveLength(7);
  expect(said[0]).toBe("Gradient norm of hidden 1 at step 0: 0.5000");
  expect(said[6]).toBe("and 3 more figures: press to mark all in the panels");
  cleanup();
  expect(lines(layers.slice(0, 6))).toHaveLength(6);
});
