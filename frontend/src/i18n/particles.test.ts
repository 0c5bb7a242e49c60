// @vitest-environment jsdom
import { afterEach, describe, expect, test } from "vitest";
import { i18next, setLanguage } from "./index";
import { withParticles } from "./particles";

afterEach(() => setLanguage("en"));

describe("particles after a figure or a name", () => {
  test.each([
    ["2.30", "이었습니다"],
    ["2.31", "이었습니다"],
    ["2.32", "였습니다"],
    ["2.33", "이었습니다"],
    ["2.34", "였습니다"],
    ["2.35", "였습니다"],
    ["2.36", "이었습니다"],
    ["2.37", "이었습니다"],
    ["2.38", "이었습니다"],
    ["2.39", "였습니다"],
    ["1.2×10⁻⁷", "이었습니다"],
    ["3×10²", "이었습니다"],
    ["11,300", "이었습니다"],
    ["50 %", "였습니다"],
    ["NaN", "이었습니다"],
    ["∞", "였습니다"],
  ])("%s%s", (figure, form) => {
    expect(withParticles(`${figure}(이)었습니다`)).toBe(figure + form);
  });

  test.each([
    ["1/10(으)로", "1/10으로"],
    ["0.1(으)로", "0.1로"],
    ["0.7(으)로", "0.7로"],
    ["0.3(으)로", "0.3으로"],
    ["0.5(으)로", "0.5로"],
    ["은닉층 1이(가)", "은닉층 1이"],
    ["은닉층 2이(가)", "은닉층 2가"],
    ["출력층은(는)", "출력층은"],
    ["ReLU과(와)", "ReLU와"],
    ["소프트플러스과(와)", "소프트플러스와"],
    ["숫자 (digits)을(를)", "숫자 (digits)를"],
    ["“신호”과(와)", "“신호”와"],
    ["“모델”과(와)", "“모델”과"],
    ["[1, 2]은(는) 12(이)며", "[1, 2]는 12며"],
    ["?은(는)", "?은(는)"],
  ])("%s reads %s", (text, reads) => {
    expect(withParticles(text)).toBe(reads);
  });

  test("are chosen once the figure stands in the text", () => {
    setLanguage("ko");
    expect(i18next.t("problems.over_limit", { value: 30, maximum: 20 })).toBe(
      "30은 이 서버가 받는 한도를 넘습니다. 최대 20입니다.",
    );
  });
});
