/** Direct labels: texts beside the ends of lines, moved apart until none covers another. */

export interface Anchor {
  /** Wanted vertical middle, in pixels. */
  readonly y: number;
}

/**
 * Vertical positions, in the order given, at least `gap` apart and inside 0 to `height`, each as near to where it was
 * wanted as its neighbours allow (pooling of adjacent violators, so that a crowd spreads evenly around its middle).
 */
export function spread(wanted: readonly number[], height: number, gap: number): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] as number) - (wanted[b] as number));
  const room = Math.max(0, (order.length - 1) * gap);
  const spacing = room > height && order.length > 1 ? height / (order.length - 1) : gap;
  const blocks: { sum: number; count: number; top: number }[] = [];
  for (const index of order) {
    let block = { sum: wanted[index] as number, count: 1, top: wanted[index] as number };
    for (;;) {
      const above = blocks[blocks.length - 1];
      if (!above || above.top + above.count * spacing <= block.top) break;
      blocks.pop();
      const count = above.count + block.count;
      const sum = above.sum + block.sum - above.count * block.count * spacing;
      block = { sum, count, top: sum / count };
    }
    const last = height - (block.count - 1) * spacing;
    block.top = Math.max(0, Math.min(block.top, last));
    blocks.push(block);
  }
  // Blocks pushed to the bottom edge may now lie over the ones above: push these up.
  for (let index = blocks.length - 2; index >= 0; index--) {
    const below = blocks[index + 1] as { top: number };
    const block = blocks[index] as { count: number; top: number };
    block.top = Math.min(block.top, below.top - block.count * spacing);
  }
  const placed = new Array<number>(wanted.length).fill(0);
  let position = 0;
  for (const block of blocks) {
    for (let offset = 0; offset < block.count; offset++) {
      placed[order[position] as number] = block.top + offset * spacing;
      position++;
    }
  }
  return placed;
}
