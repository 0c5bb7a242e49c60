// @vitest-environment node
import { describe, expect, test } from "vitest";
import { cameraOf, pixelOf, wholeOf } from "./projection";

const IDENTITY = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

describe("a place on the screen", () => {
  test("is in the middle for the origin of a plain camera, and up is up", () => {
    const whole = wholeOf({ model: IDENTITY, view: IDENTITY, projection: IDENTITY, scale: [0.5, 2, 1] });
    expect(pixelOf(whole, [0, 0, 0], 400, 200)).toEqual([200, 100]);
    expect(pixelOf(whole, [1, 0.25, 0], 400, 200)).toEqual([300, 50]);
  });

  test("comes nearer to the middle the farther it is away", () => {
    const away = [...IDENTITY.slice(0, 12), 0, 0, -5, 1];
    const perspective = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, -1, -1, 0, 0, -1, 0];
    const whole = wholeOf({ model: IDENTITY, view: away, projection: perspective, scale: [1, 1, 1] });
    const [near] = pixelOf(whole, [1, 0, 2], 300, 300);
    const [far] = pixelOf(whole, [1, 0, -4], 300, 300);
    expect(near).toBeCloseTo(150 + 150 / 3, 9);
    expect(far).toBeCloseTo(150 + 150 / 9, 9);
  });

  test("is not known where nothing was drawn", () => {
    expect(cameraOf({} as HTMLElement)).toBeNull();
  });
});
