/** Which rows the run table shows, and in which order. */
import type { LatestFigures } from "./latest";
import type { VariantView } from "./run-views";
import type { Sort } from "./view";

/** A test for labels: a regular expression where the text is one, else the text itself; case does not matter. */
export function labelTest(filter: string): {
  readonly test: (label: string) => boolean;
  readonly isPattern: boolean;
} {
  if (filter === "") return { test: () => true, isPattern: true };
  try {
    const pattern = new RegExp(filter, "iu");
    return { test: (label) => pattern.test(label), isPattern: true };
  } catch {
    const text = filter.toLowerCase();
    return { test: (label) => label.toLowerCase().includes(text), isPattern: false };
  }
}

/** Sorted without touching the given order; what has no figure yet, or none that is a number, comes last. */
export function sorted(
  variants: readonly VariantView[],
  sort: Sort,
  figures: (variant: VariantView) => LatestFigures,
): readonly VariantView[] {
  if (sort === "order") return variants;
  if (sort === "label") {
    return variants.toSorted((a, b) => a.label.localeCompare(b.label, undefined, { numeric: true }));
  }
  const direction = sort === "loss" ? 1 : -1;
  const keyed = variants.map((variant) => ({ variant, value: figures(variant)[sort] }));
  const key = (value: number | null) =>
    value === null || Number.isNaN(value) ? Number.POSITIVE_INFINITY : value * direction;
  return keyed.toSorted((a, b) => compare(key(a.value), key(b.value))).map(({ variant }) => variant);
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
