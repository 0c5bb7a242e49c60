/**
 * When panels are drawn: one panel an animation frame, the longest waiting first, each at most every `interval`
 * milliseconds, so that no task grows long and the pointer always gets its turn.
 */

export interface Painter {
  readonly paint: () => void;
}

interface Waiting {
  /** Drawn before the others and without waiting for the interval: the user asked for it. */
  urgent: boolean;
}

export interface Clock {
  readonly now: () => number;
  readonly nextFrame: (callback: () => void) => void;
}

export interface Scheduler {
  /** Asks for a drawing; asking again before it happens changes nothing but the urgency. */
  readonly request: (painter: Painter, urgent?: boolean) => void;
  readonly cancel: (painter: Painter) => void;
}

/** A drawing that took longer than this is followed by a frame without one. */
const LONG = 22;

export function createScheduler(clock: Clock, interval: number): Scheduler {
  const waiting = new Map<Painter, Waiting>();
  const painted = new WeakMap<Painter, number>();
  let scheduled = false;
  let rest = false;

  function next(): Painter | null {
    const now = clock.now();
    let chosen: Painter | null = null;
    let oldest = Number.POSITIVE_INFINITY;
    for (const [painter, { urgent }] of waiting) {
      const last = painted.get(painter) ?? Number.NEGATIVE_INFINITY;
      if (!urgent && now - last < interval) continue;
      const rank = urgent ? last - 1e12 : last;
      if (chosen === null || rank < oldest) {
        chosen = painter;
        oldest = rank;
      }
    }
    return chosen;
  }

  function frame(): void {
    scheduled = false;
    if (rest) rest = false;
    else {
      const painter = next();
      if (painter) {
        waiting.delete(painter);
        const start = clock.now();
        painted.set(painter, start);
        painter.paint();
        rest = clock.now() - start > LONG;
      }
    }
    schedule();
  }

  function schedule(): void {
    if (scheduled || waiting.size === 0) return;
    scheduled = true;
    clock.nextFrame(frame);
  }

  return {
    request(painter, urgent = false) {
      const entry = waiting.get(painter);
      if (entry) entry.urgent ||= urgent;
      else waiting.set(painter, { urgent });
      schedule();
    },
    cancel(painter) {
      waiting.delete(painter);
    },
  };
}

/**
 * The page's scheduler: each panel at most six times a second while live. A drawing has a task of its own, after the
 * frame: the browser lays out and paints what it changed in the next one, so that neither task holds both.
 */
export const scheduler = createScheduler(
  {
    now: () => performance.now(),
    nextFrame: (callback) => requestAnimationFrame(() => window.setTimeout(callback, 0)),
  },
  160,
);
