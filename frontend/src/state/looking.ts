/** Reads again what nobody tells of: other windows change it, too. */

/** Milliseconds between two looks at what may have changed elsewhere. */
export const LOOK_EVERY = 10_000;

/** Coming back to a window is told twice, by its focus and by its being in sight. */
const ONE_COMING = 500;

/** Calls when the reader comes back to the page and every so often while it is in sight; the answer ends that. */
export function whileLooked(look: () => void, every: number): () => void {
  let last = performance.now();
  const seen = () => {
    const now = performance.now();
    if (document.hidden || now - last < ONE_COMING) return;
    last = now;
    look();
  };
  const timer = setInterval(seen, every);
  window.addEventListener("focus", seen);
  document.addEventListener("visibilitychange", seen);
  return () => {
    clearInterval(timer);
    window.removeEventListener("focus", seen);
    document.removeEventListener("visibilitychange", seen);
  };
}
