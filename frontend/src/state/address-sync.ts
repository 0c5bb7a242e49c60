/**
 * Keeps the address and the state the same: another page, job or member of the catalog is a step in the history,
 * everything else is not.
 */
import { fromQuery, toQuery } from "./address";
import { useExperiment } from "./experiment";
import { usePlayback } from "./playback";
import { useSurfaces } from "./surfaces";
import { useView } from "./view";

const PAUSE = 150;

function place(): string {
  const { position, playing } = usePlayback.getState();
  return toQuery({
    ...useExperiment.getState(),
    view: useView.getState(),
    surfaces: useSurfaces.getState(),
    held: playing ? null : position,
  });
}

function adopt(): void {
  const { draft, preset, view, surfaces, held } = fromQuery(window.location.search);
  useExperiment.setState({ draft, preset });
  useView.setState(view);
  if (view.page !== "surfaces") return;
  useSurfaces.setState(surfaces);
  usePlayback.setState({ position: held, playing: false });
}

/** Reads the address now and writes it from now on. Returns the way to stop. */
export function syncAddress(): () => void {
  adopt();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let { page, job, entry } = useView.getState();

  function write(): void {
    timer = null;
    const query = place();
    if (query === window.location.search.slice(1)) return;
    const view = useView.getState();
    const moved = view.page !== page || view.job !== job || view.entry !== entry;
    ({ page, job, entry } = view);
    const address = `${window.location.pathname}${query === "" ? "" : `?${query}`}`;
    window.history[moved ? "pushState" : "replaceState"](null, "", address);
  }

  function later(): void {
    timer ??= setTimeout(write, PAUSE);
  }

  function flush(): void {
    if (timer === null) return;
    clearTimeout(timer);
    write();
  }

  function back(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    adopt();
    ({ page, job, entry } = useView.getState());
  }

  const stops = [
    useExperiment.subscribe(later),
    useView.subscribe(later),
    useSurfaces.subscribe(later),
    usePlayback.subscribe(({ playing }) => {
      if (!playing) later();
    }),
  ];
  window.addEventListener("popstate", back);
  window.addEventListener("pagehide", flush);
  return () => {
    for (const stop of stops) stop();
    if (timer !== null) clearTimeout(timer);
    window.removeEventListener("popstate", back);
    window.removeEventListener("pagehide", flush);
  };
}
