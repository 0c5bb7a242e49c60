import { describe, expect, it } from "vitest";
import { classStyle, fade, PALETTE, THEMES, variantStyle } from "./theme";

function linear(color: string): number[] {
  return [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = linear(color);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

// Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
const BLINDNESS = {
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};

function apply(matrix: readonly number[], vector: readonly number[]): number[] {
  return [0, 3, 6].map((row) =>
    vector.reduce((sum, value, column) => sum + (matrix[row + column] as number) * value, 0),
  );
}

/** OKLab (Ottosson, 2020) of linear RGB. */
function oklab(rgb: readonly number[]): number[] {
  const cone = apply(
    [
      0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451, 0.1073969566, 0.0883024619,
      0.2817188376, 0.6299787005,
    ],
    rgb.map((value) => Math.max(0, Math.min(1, value))),
  ).map(Math.cbrt);
  return apply(
    [
      0.2104542553, 0.793617785, -0.0040720468, 1.9779984951, -2.428592205, 0.4505937099, 0.0259040371,
      0.7827717662, -0.808675766,
    ],
    cone,
  );
}

describe.each(["light", "dark"] as const)("the %s palette", (scheme) => {
  it("stands out from the card", () => {
    for (const color of PALETTE[scheme])
      expect(contrast(color, THEMES[scheme].card)).toBeGreaterThanOrEqual(3);
    expect(contrast(THEMES[scheme].muted, THEMES[scheme].card)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(Object.entries(BLINDNESS))("keeps all variants apart for %s eyes", (_, matrix) => {
    const seen = PALETTE[scheme].map((color) => oklab(apply(matrix, linear(color))));
    for (let one = 0; one < seen.length; one++) {
      for (let other = one + 1; other < seen.length; other++) {
        const distance = Math.hypot(
          ...(seen[one] as number[]).map(
            (value, axis) => value - ((seen[other] as number[])[axis] as number),
          ),
        );
        expect(distance, `${PALETTE[scheme][one]} and ${PALETTE[scheme][other]}`).toBeGreaterThan(0.075);
      }
    }
  });

  it("has class colours that are no variant's", () => {
    for (let index = 0; index < 8; index++) {
      const { fill, point } = classStyle(index, scheme);
      expect(PALETTE[scheme].map((color) => color.toLowerCase())).not.toContain(fill);
      expect(contrast(fill, point)).toBeGreaterThan(3);
    }
  });
});

describe("styles", () => {
  it("are the same for an index and differ for the first 32", () => {
    const styles = Array.from({ length: 32 }, (_, index) => JSON.stringify(variantStyle(index, "dark")));
    expect(new Set(styles).size).toBe(32);
    expect(variantStyle(3, "light")).toEqual(variantStyle(3, "light"));
  });

  it("fade to rgba", () => {
    expect(fade("#102030", 0.5)).toBe("rgba(16, 32, 48, 0.5)");
  });
});
