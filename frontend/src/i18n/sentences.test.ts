// @vitest-environment jsdom
import { afterEach, describe, expect, test } from "vitest";
import type { FieldProblem, Finding, RunSummary } from "../protocol/types";
import { lossPair } from "../state/remedy";
import { findingLayers, findingText, findingTitle, remedyText } from "./finding-texts";
import { formatBytes, formatDuration, formatFigure, formatMeasured } from "./format";
import { setLanguage } from "./index";
import { NAMES } from "./names";
import { problemText } from "./problem-texts";
import { lossTexts, trialTexts } from "./trial-texts";
import { costOf, costsOf } from "./watching-texts";

const VANISHING: Finding = {
  rule: "VanishingGradient",
  severity: "error",
  layers: ["hidden_1", "hidden_2", "hidden_4"],
  first_step: 0,
  evidence: [],
  code: "vanishing_gradient",
  params: { layer: "hidden_1", step: 1000, ratio: 1 / 9876, value: 6.7e-6, output: 0.5914 },
  message: "the server's own words",
  remedies: [],
};

afterEach(() => setLanguage("en"));

describe("findings in words", () => {
  test("are made of code and parameters, in both languages", () => {
    expect(findingText(VANISHING, NAMES)).toBe(
      "hidden 1 receives 1/9,900 of the output layer's gradient at step 1,000 (norm 6.7×10⁻⁶ against 0.591).",
    );
    setLanguage("ko");
    expect(findingTitle(VANISHING)).toBe("기울기 소실");
    expect(findingText(VANISHING, NAMES)).toContain("은닉층 1");
  });

  test.each([
    [["hidden_1", "hidden_2", "hidden_4"], "hidden 1–2, 4", "은닉층 1–2, 4"],
    [["hidden_1", "hidden_6"], "hidden 1, 6", "은닉층 1, 6"],
    [["hidden_9", "hidden_10", "hidden_11"], "hidden 9–11", "은닉층 9–11"],
    [["hidden_1", "hidden_3", "output"], "hidden 1, 3, output", "은닉층 1, 3, 출력층"],
    [["conv_1", "conv_2", "hidden_1"], "conv 1–2, hidden 1", "합성곱 1–2, 은닉층 1"],
    [["output"], "output", "출력층"],
    [[], "", ""],
  ])("name the layers %j and no others", (layers, english, korean) => {
    expect(findingLayers({ ...VANISHING, layers }, NAMES)).toBe(english);
    setLanguage("ko");
    expect(findingLayers({ ...VANISHING, layers }, NAMES)).toBe(korean);
  });

  test("fall back to the server's words where the code is new", () => {
    const news = { ...VANISHING, code: "something_new", rule: "SomethingNew" };
    expect(findingText(news, NAMES)).toBe("the server's own words");
    expect(findingTitle(news)).toBe("SomethingNew");
  });

  test("say more where there is a figure for it, and no less where there is none", () => {
    const diverged = { ...VANISHING, code: "diverged", params: { step: 3, before: null } };
    expect(findingText(diverged, NAMES)).toBe("At step 3 the training loss is no longer a finite number.");
    const before = { ...diverged, params: { step: 3000, before: 512.25 } };
    expect(findingText(before, NAMES)).toContain("before that it was 512.");
    const at = { ...before, params: { ...before.params, before_step: 2990 } };
    expect(findingText(at, NAMES)).toContain("at step 2,990 it was 512.");
    setLanguage("ko");
    expect(findingText(before, NAMES)).toContain("그 전에는 512였습니다.");
    expect(findingText({ ...at, params: { ...at.params, before: 2.36 } }, NAMES)).toContain(
      "2.36이었습니다.",
    );
  });
});

describe("remedies in words", () => {
  const remedy = {
    code: "activation",
    label: "ReLU with He initialisation",
    set: { "model.activation": "relu" },
    params: { activation: "relu", initializer: "he_normal" },
  };

  test("are made of code and parameters, in both languages", () => {
    expect(remedyText(remedy, NAMES)).toBe("ReLU with He initialisation");
    expect(remedyText({ ...remedy, code: "slower", params: { factor: 10 } }, NAMES)).toBe(
      "1/10 of the learning rate",
    );
    setLanguage("ko");
    expect(remedyText(remedy, NAMES)).toBe("ReLU와 He 초기화");
  });

  test("fall back to the server's label where the code is new", () => {
    expect(remedyText({ ...remedy, code: "novel" }, NAMES)).toBe(remedy.label);
  });
});

describe("complaints in words", () => {
  const negative: FieldProblem = {
    path: "base.optimizer.learning_rate",
    code: "greater_than",
    params: { value: "-1", allowed: "above 0.0" },
    message: "base.optimizer.learning_rate: got -1; allowed: above 0.0",
  };

  test("name the value and the bound, in both languages", () => {
    expect(problemText(negative)).toBe("-1 is too small: it must be above 0.");
    setLanguage("ko");
    expect(problemText(negative)).toBe("-1은 너무 작습니다. 0보다 커야 합니다.");
  });

  test("say of a number beyond all others which there are", () => {
    const params = { value: "-1e400", allowed: "a finite number, from -1.8e308 to 1.8e308" };
    const beyond = { ...negative, code: "finite_number", params };
    expect(problemText(beyond)).toContain("-1e400 is beyond any number");
    setLanguage("ko");
    expect(problemText(beyond)).toContain("-1e400은 다룰 수 있는 수의 범위를 벗어납니다.");
  });

  test("are the server's own, without the path, where a figure or the code is missing", () => {
    expect(problemText({ ...negative, code: "novel" })).toBe("got -1; allowed: above 0.0");
    expect(problemText({ ...negative, params: {} })).toBe("got -1; allowed: above 0.0");
  });
});

describe("numbers in words", () => {
  test.each([
    [0.0131, "0.0131"],
    [Math.LN10, "2.303"],
    [1.23e-7, "1.2×10⁻⁷"],
    [1234567, "1.2×10⁶"],
    [11312.5, "11,312.5"],
    [-0.5, "−0.5000"],
    [Number.NaN, "NaN"],
    [Number.NEGATIVE_INFINITY, "−∞"],
    [0, "0"],
  ])("%d reads %s", (value, text) => {
    expect(formatMeasured(value)).toBe(text);
  });

  test.each([
    [11312, "11,300"],
    [-123456, "−123,000"],
    [6.7e-6, "6.7×10⁻⁶"],
    [16, "16"],
    [0.59142, "0.591"],
  ])("%d within a sentence reads %s", (value, text) => {
    expect(formatFigure(value)).toBe(text);
  });

  test.each([
    [0.42, "0.4 s"],
    [6.4, "6 s"],
    [89, "89 s"],
    [200, "3 min"],
    [7300, "2 h"],
    [400_000, "5 d"],
  ])("%d seconds read %s", (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });

  test.each([
    [640, "640 B"],
    [1023, "1,023 B"],
    [12 * 1024, "12 KiB"],
    [3.4 * 1024 ** 2, "3.4 MiB"],
    [1024 ** 3, "1 GiB"],
  ])("%d bytes read %s", (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe("the two runs of a trial in words", () => {
  const run = {} as RunSummary;
  const offered = { code: "batch_normalization", label: "batch normalisation", set: {}, params: {} };
  const trial = {
    patient: run,
    treated: run,
    before: "as it was",
    remedy: "Batch normalisation",
    offered,
    state: "ended",
    outcomes: [],
  } as const;

  test("follow the language, whichever the job was launched in", () => {
    setLanguage("ko");
    const korean = trialTexts(trial, NAMES);
    expect(korean.after).toBe("배치 정규화");
    setLanguage("en");
    const launchedInKorean = { ...trial, before: korean.before, remedy: korean.after };
    expect(trialTexts(launchedInKorean, NAMES)).toEqual({
      before: "as it was",
      after: "Batch normalisation",
    });
  });

  test("are the job's own where somebody else named them, or where no finding offers the remedy yet", () => {
    setLanguage("ko");
    const own = trialTexts({ ...trial, before: "baseline", remedy: "mine" }, NAMES);
    expect(own).toEqual({ before: "baseline", after: "mine" });
    expect(trialTexts({ ...trial, offered: null }, NAMES).after).toBe("Batch normalisation");
  });
});

describe("the two losses of a trial in words", () => {
  const words = (before: number, after: number) => {
    const pair = lossPair(before, after);
    if (pair === null) throw new Error("no pair");
    const { figures, change } = lossTexts(pair, "train", "nats");
    return [figures, change.text, change.bold];
  };

  test("say what was gained, with its unit", () => {
    expect(words(2.3, 0.065)).toEqual([
      "The training loss at the end: 2.3 nats as it was, 0.065 nats with the remedy.",
      "2.23 nats lower, with this one seed",
      true,
    ]);
  });

  test("make nothing of a difference that is noise, and show it", () => {
    expect(words(2.31259, 2.31155)).toEqual([
      "The training loss at the end: 2.313 nats as it was, 2.312 nats with the remedy.",
      "No difference to speak of.",
      false,
    ]);
    expect(words(2.312585, 2.312585)[0]).toBe(
      "The training loss at the end: 2.31 nats, as it was and with the remedy.",
    );
  });

  test("say which one is no number", () => {
    expect(words(Number.NaN, 0.065)).toEqual([
      "",
      "Not comparable: as it was, the training loss at the end is no finite number; with the remedy it is 0.065 nats.",
      false,
    ]);
    expect(words(0.065, Number.POSITIVE_INFINITY)[1]).toContain("with the remedy, the training loss");
    setLanguage("ko");
    expect(words(Number.NaN, Number.NaN)[1]).toContain("원래대로도 처방 후에도");
  });
});

describe("what measuring costs in words", () => {
  const estimate = (percent: number) => ({
    parameters: 1,
    steps: 1,
    seconds: 200,
    watching: [
      { cadence: "layers" as const, every: 1, percent: 4.31 },
      { cadence: "curvature" as const, every: 1, percent },
    ],
  });

  test("is a share of a step, or how many times as long it takes, with the time of all", () => {
    expect(costOf("curvature", estimate(84))).toBe("+84 % per step");
    expect(costOf("curvature", estimate(78_000))).toBe("×780 per step; all trainings: about 3 min");
    expect(costsOf(estimate(78_000).watching)).toBe("layers +4.3 %, curvature ×780");
    expect(costOf("evaluation", estimate(84))).toBeNull();
    setLanguage("ko");
    expect(costOf("curvature", estimate(78_000))).toBe("스텝당 ×780, 전체 학습 약 3분");
  });
});
