/** Calls `run` once in the next animation frame; in a hidden window, where frames stand still, after a second. */
export function nextFrame(run: () => void): void {
  if (document.hidden) setTimeout(run, 1000);
  else requestAnimationFrame(run);
}
