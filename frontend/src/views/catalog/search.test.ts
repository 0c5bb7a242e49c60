// @vitest-environment node
import { describe, expect, test } from "vitest";
import type { CatalogMember } from "../../protocol/types";
import { explained, memberAt, search } from "./search";

function member(name: string, more: Partial<CatalogMember> = {}): CatalogMember {
  return { name, title: name, source: "", words: {}, ...more } as unknown as CatalogMember;
}

const FAMILIES = {
  dataset: [member("digits")],
  surface: [member("valley", { words: null })],
  tomorrow: [member("new")],
  activation: [
    member("leaky_relu", { title: "Leaky ReLU", source: "Maas (2013)" }),
    member("elu", { title: "ELU" }),
    member("sigmoid", { title: "시그모이드" }),
  ],
};
const ALL = explained(FAMILIES);

test("families stand in the page's order, those that are not explained are left out, new ones come last", () => {
  expect(ALL.map(({ family }) => family)).toEqual(["activation", "dataset", "tomorrow"]);
});

test("a member is found by its place", () => {
  expect(memberAt(ALL, "activation.elu")?.name).toBe("elu");
  expect(memberAt(ALL, "surface.valley")).toBeUndefined();
  expect(memberAt(ALL, "activation")).toBeUndefined();
});

describe("the search", () => {
  const found = (text: string) =>
    search(ALL, text, (family, one) => [family, one.name, one.title, one.source]).flatMap(({ members }) =>
      members.map(({ name }) => name),
    );

  test.each([
    ["", ["leaky_relu", "elu", "sigmoid", "digits", "new"]],
    ["LEAKY-relu", ["leaky_relu"]],
    ["maas 2013", ["leaky_relu"]],
    ["activation elu", ["leaky_relu", "elu"]],
    ["시그모", ["sigmoid"]],
    ["no such", []],
  ])("“%s” finds %j", (text, names) => {
    expect(found(text)).toEqual(names);
  });
});
