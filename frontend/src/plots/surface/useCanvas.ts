import { type RefObject, useEffect, useMemo, useRef, useState } from "react";

export interface Canvas {
  readonly ref: RefObject<HTMLCanvasElement | null>;
  /** A clean context in CSS pixels; null where the browser has none. */
  readonly begin: () => CanvasRenderingContext2D | null;
}

/** A canvas as sharp as the screen. Another size, or another screen, makes a new object, so that who draws draws again. */
export function useCanvas(width: number, height: number): Canvas {
  const ref = useRef<HTMLCanvasElement>(null);
  const ratio = usePixelRatio();
  return useMemo(
    () => ({
      ref,
      begin: () => {
        const context = ref.current?.getContext("2d") ?? null;
        if (context === null) return null;
        const { canvas } = context;
        const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
        if (canvas.width !== across || canvas.height !== down) {
          canvas.width = across;
          canvas.height = down;
        }
        context.setTransform(ratio, 0, 0, ratio, 0, 0);
        context.clearRect(0, 0, width, height);
        return context;
      },
    }),
    [width, height, ratio],
  );
}

function usePixelRatio(): number {
  const [ratio, setRatio] = useState(() => window.devicePixelRatio || 1);
  useEffect(() => {
    const query = window.matchMedia(`(resolution: ${ratio}dppx)`);
    const changed = () => setRatio(window.devicePixelRatio || 1);
    query.addEventListener("change", changed);
    return () => query.removeEventListener("change", changed);
  }, [ratio]);
  return ratio;
}
