/** Small multiples: tiles of equal size on axes that count pixels, so that any number of them costs one pair of axes. */

import type { PlotArea } from "./figure";

export interface Tile {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly column: number;
  readonly row: number;
}

export interface TileOptions {
  /** Space for a title above each tile. */
  readonly title: number;
  readonly gap: number;
  /** Width over height that a tile would like. */
  readonly aspect: number;
  readonly leastWidth: number;
  /** Keeps the aspect exactly, and centres the tiles. */
  readonly rigid?: boolean;
}

/** Tiles for `count` pictures in the area: the number of columns whose tiles come nearest to the wanted aspect. */
export function tiles(count: number, area: PlotArea, options: TileOptions): Tile[] {
  if (count === 0) return [];
  const { title, gap } = options;
  let best = { columns: 1, width: 0, height: 0, score: Number.NEGATIVE_INFINITY };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const width = (area.width - (columns - 1) * gap) / columns;
    const height = (area.height - rows * title - (rows - 1) * gap) / rows;
    if (columns > 1 && width < options.leastWidth) continue;
    const used = (2 * count) / (columns * rows);
    const ratio = Math.max(1, height) / (width / options.aspect);
    const score = used - Math.abs(Math.log(Math.max(1e-3, ratio))) - (height < 24 ? 4 : 0);
    if (score > best.score) best = { columns, width, height, score };
  }
  let { width, height } = best;
  let shift = 0;
  if (options.rigid) {
    const scale = Math.min(width / options.aspect, height);
    shift = Math.min(
      area.width / 2,
      (area.width - best.columns * options.aspect * scale - (best.columns - 1) * gap) / 2,
    );
    width = options.aspect * scale;
    height = scale;
  }
  return Array.from({ length: count }, (_, index) => {
    const column = index % best.columns;
    const row = Math.floor(index / best.columns);
    return {
      left: Math.max(0, shift) + column * (width + gap),
      top: row * (height + title + gap) + title,
      width,
      height,
      column,
      row,
    };
  });
}

/** The tile at a pixel, or null between tiles. */
export function tileAt(all: readonly Tile[], x: number, y: number): number | null {
  const index = all.findIndex(
    (tile) => x >= tile.left && x <= tile.left + tile.width && y >= tile.top && y <= tile.top + tile.height,
  );
  return index < 0 ? null : index;
}
