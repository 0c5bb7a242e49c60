import { describe, expect, it } from "vitest";
import type { CatalogMember } from "../../protocol/types";
import { coincide, problemsOf, walksOf, wishOf } from "./path";

function optimizer(name: string, library_formula = ""): CatalogMember {
  return { name, library_formula } as unknown as CatalogMember;
}

describe("the paths of an optimizer's sheet", () => {
  it("are the member's with the reader's parameters, its other form, and plain descent", () => {
    expect(walksOf(optimizer("adam", "its own"), { beta_1: 0.5 })).toEqual([
      { walker: "own", optimizer: { name: "adam", learning_rate: 0.3, beta_1: 0.5 } },
      { walker: "other", optimizer: { name: "adam", learning_rate: 0.3, beta_1: 0.5, form: "optax" } },
      { walker: "plain", optimizer: { name: "sgd", learning_rate: 0.09 } },
    ]);
  });

  it("keep a learning rate that the reader chose, and swap forms", () => {
    const [own, other] = walksOf(optimizer("momentum", "its own"), { learning_rate: 0.5, form: "optax" });
    expect(own?.optimizer).toMatchObject({ learning_rate: 0.5, form: "optax" });
    expect(other?.optimizer).toMatchObject({ learning_rate: 0.5, form: "textbook" });
  });

  it("are two for a rule of one form, and plain descent is not beside itself", () => {
    expect(walksOf(optimizer("lion"), {}).map(({ walker }) => walker)).toEqual(["own", "plain"]);
    expect(walksOf(optimizer("sgd"), {}).map(({ walker }) => walker)).toEqual(["own"]);
  });

  it("are asked for on the valley", () => {
    const wish = wishOf(walksOf(optimizer("lion"), {}));
    expect(wish.surface).toEqual({ name: "valley" });
    expect(wish.contenders.map((one) => one.optimizer["name"])).toEqual(["lion", "sgd"]);
  });

  it("coincide where every step does", () => {
    const path = (x: number[], diverged_at: number | null = null) =>
      ({ x, y: x, z: x, diverged_at }) as unknown as Parameters<typeof coincide>[0];
    expect(coincide(path([1, 2]), path([1, 2 + 1e-9]))).toBe(true);
    expect(coincide(path([1, 1e80]), path([1, 1.00000001e80]))).toBe(true);
    expect(coincide(path([1, 2]), path([1, 2.1]))).toBe(false);
    expect(coincide(path([1, 2]), path([1, 2], 2))).toBe(false);
  });

  it("bring what was refused to the parameters of the sheet", () => {
    const at = (path: string) => ({ path, code: "greater_than", params: {}, message: "" });
    expect(problemsOf([at("optimizers.0.beta_1"), at("optimizers.1.beta_1")])).toEqual([at("member.beta_1")]);
  });
});
