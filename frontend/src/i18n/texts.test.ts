// @vitest-environment node
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { en } from "./en";
import { ko } from "./ko";
import { panelsEn } from "./panels.en";
import { panelsKo } from "./panels.ko";

type Tree = { readonly [key: string]: string | Tree };

function leaves(tree: Tree, prefix = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[`${prefix}${key}`, value] as [string, string]]
      : leaves(value, `${prefix}${key}.`),
  );
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? "").sort();
}

const PAIRS: [string, Tree, Tree][] = [
  ["app", en, ko],
  ["panels", panelsEn, panelsKo],
];

describe.each(PAIRS)("texts of %s", (_, english, korean) => {
  const [first, second] = [new Map(leaves(english)), new Map(leaves(korean))];

  test("both languages have the same keys", () => {
    expect([...second.keys()].sort()).toEqual([...first.keys()].sort());
  });

  test("none is empty, and each has the same blanks to fill", () => {
    for (const [key, text] of first) {
      expect(text.trim(), key).not.toBe("");
      expect(second.get(key)?.trim(), key).not.toBe("");
      expect(placeholders(second.get(key) ?? ""), key).toEqual(placeholders(text));
    }
  });

  test("no Korean sentence was left in English", () => {
    const left = [...second].filter(
      ([key, text]) => text === first.get(key) && /[a-z]{3,} [a-z]{3,} [a-z]{3,}/.test(text),
    );
    expect(left).toEqual([]);
  });
});

describe("the page's own texts", () => {
  const root = join(import.meta.dirname, "..");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
    (path) => path.endsWith(".tsx") && !path.includes(".test."),
  );

  test("stand in the language files alone", () => {
    expect(files.length).toBeGreaterThan(20);
    const found = files.flatMap((path) => {
      const source = readFileSync(join(root, path), "utf8").replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
      const between = [...source.matchAll(/(?<!=)>\s*([A-Z][a-z]+(?: [a-z]+)*[.!?]?)\s*</g)];
      const attributes = [
        ...source.matchAll(/\b(?:aria-label|title|placeholder|label|alt)="([^"]*[A-Za-z]{2,}[^"]*)"/g),
      ];
      return [...between, ...attributes].map((match) => `${path}: ${match[1]}`);
    });
    expect(found).toEqual([]);
  });

  test("every key that the sources name exists", () => {
    const keys = new Set(leaves(en).map(([key]) => key.replace(/_(one|other)$/, "")));
    const sources = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
      (path) => /\.tsx?$/.test(path) && !path.includes(".test.") && !/^(plots|views\/panels)\//.test(path),
    );
    const missing = sources.flatMap((path) =>
      [...readFileSync(join(root, path), "utf8").matchAll(/\bt\(\s*"([\w.]+)"/g)]
        .map((match) => match[1] ?? "")
        .filter((key) => !keys.has(key))
        .map((key) => `${path}: ${key}`),
    );
    expect(missing).toEqual([]);
  });

  test("no key is left that nothing uses", () => {
    const sources = readdirSync(root, { recursive: true, encoding: "utf8" })
      .filter((path) => /\.tsx?$/.test(path) && !path.startsWith("i18n/en") && !path.startsWith("i18n/ko"))
      .map((path) => readFileSync(join(root, path), "utf8"))
      .join("\n");
    const unused = leaves(en)
      .map(([key]) => key.replace(/_(one|other)$/, ""))
      .filter((key) => {
        const parts = key.split(".").slice(0, -1);
        const branches = parts.map((_, depth) => `${parts.slice(0, depth + 1).join(".")}.\${`);
        return !sources.includes(`"${key}"`) && !branches.some((branch) => sources.includes(branch));
      });
    expect([...new Set(unused)]).toEqual([]);
  });
});
