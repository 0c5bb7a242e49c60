import { useEffect, useState } from "react";
import { type Contour, contourOf } from "./contour";
import type { Levels } from "./levels";

/** The contour of a surface, made in a task of its own so that none grows long; the one before stays meanwhile. */
export function useContour(
  { z }: { readonly z: readonly (readonly number[])[] },
  levels: Levels,
): Contour | null {
  const [contour, setContour] = useState<Contour | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setContour(contourOf(z, levels)));
    return () => clearTimeout(timer);
  }, [z, levels]);
  return contour;
}
