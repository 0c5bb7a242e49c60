import { useEffect, useState } from "react";
import type { TelemetrySource } from "../../state/telemetry";

// Four times a second, as often as the eye follows a number.
const INTERVAL = 250;

/** Renders again when data came, at most four times a second. Returns how often it did. */
export function useData(source: TelemetrySource): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    let timer: number | undefined;
    const stop = source.subscribe(() => {
      timer ??= window.setTimeout(() => {
        timer = undefined;
        setCount((before) => before + 1);
      }, INTERVAL);
    });
    return () => {
      stop();
      window.clearTimeout(timer);
    };
  }, [source]);
  return count;
}
