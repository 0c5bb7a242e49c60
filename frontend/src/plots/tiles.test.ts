import { describe, expect, it } from "vitest";
import { tileAt, tiles } from "./tiles";

const area = { left: 0, top: 0, width: 600, height: 240 };
const options = { title: 18, gap: 12, aspect: 1, leastWidth: 60 };

describe("tiles", () => {
  it.each([1, 2, 3, 5, 8, 12])("place %i pictures inside the area, none over another", (count) => {
    const placed = tiles(count, area, options);
    expect(placed).toHaveLength(count);
    for (const tile of placed) {
      expect(tile.left + tile.width).toBeLessThanOrEqual(area.width + 1e-6);
      expect(tile.top + tile.height).toBeLessThanOrEqual(area.height + 1e-6);
      const middle = tileAt(placed, tile.left + tile.width / 2, tile.top + tile.height / 2);
      expect(placed[middle ?? -1]).toBe(tile);
    }
  });

  it("keep the aspect where they must", () => {
    for (const tile of tiles(3, area, { ...options, aspect: 1.5, rigid: true })) {
      expect(tile.width / tile.height).toBeCloseTo(1.5, 9);
    }
  });

  it("are none for nothing", () => {
    expect(tiles(0, area, options)).toEqual([]);
    expect(tileAt([], 1, 1)).toBeNull();
  });
});
