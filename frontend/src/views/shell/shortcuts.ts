/** Keys that work wherever the focus is, but for fields that take text. */
import { useMantineColorScheme } from "@mantine/core";
import { useEffect } from "react";
import { moveBy, rewind, tenth, toEnd, togglePlay } from "../../state/playback";
import { useSession } from "../../state/session";
import { choose, ENLARGED, holdStep, PAGES, setView, useView } from "../../state/view";

const TYPING =
  "input:not([type=range]), textarea, select, [contenteditable=true], [role=listbox], [role=menu], [role=dialog]";

function latestStep(): number {
  const { job, steps } = useSession.getState();
  const { hidden } = useView.getState();
  const visible = (job?.runs ?? []).filter((run) => !hidden.includes(run.variant));
  return Math.max(0, ...visible.map((run) => Math.max(steps[run.id] ?? 0, run.step)));
}

function move(by: number): void {
  const latest = latestStep();
  const from = useView.getState().step ?? latest;
  holdStep(Math.min(latest, Math.max(0, from + by)));
}

/** On the surfaces' page the same keys move the animation. A button that has the focus keeps its space bar. */
function animationKeys(event: KeyboardEvent): Readonly<Record<string, () => void>> {
  const onButton = event.target instanceof Element && event.target.closest("button, [role=button]") !== null;
  return {
    ArrowLeft: () => moveBy(event.shiftKey ? -tenth() : -1),
    ArrowRight: () => moveBy(event.shiftKey ? tenth() : 1),
    Home: rewind,
    End: toEnd,
    l: toEnd,
    ...(onButton ? {} : { " ": togglePlay }),
  };
}

export function useShortcuts(onHelp: () => void): void {
  const { toggleColorScheme } = useMantineColorScheme();
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
        document.getElementById("run")?.click();
        return;
      }
      if (event.key === "Escape" && useView.getState().choices[ENLARGED] !== undefined) {
        choose(ENLARGED, "");
        return;
      }
      const target = event.target instanceof Element ? event.target : null;
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (target?.closest(TYPING) && target.closest(`[data-enlarged="true"]`) === null) return;
      const tenth = Math.max(1, Math.round(latestStep() / 10));
      const steps: Readonly<Record<string, () => void>> = {
        ArrowLeft: () => move(event.shiftKey ? -tenth : -1),
        ArrowRight: () => move(event.shiftKey ? tenth : 1),
        Home: () => holdStep(0),
        End: () => holdStep(latestStep()),
        l: () => holdStep(null),
      };
      const actions: Readonly<Record<string, () => void>> = {
        ...(useView.getState().page === "compare" ? steps : {}),
        d: toggleColorScheme,
        ...Object.fromEntries(PAGES.map((page, index) => [String(index + 1), () => setView({ page })])),
        "?": onHelp,
        ...(useView.getState().page === "surfaces" ? animationKeys(event) : {}),
      };
      const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (action === undefined) return;
      event.preventDefault();
      action();
    }
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [onHelp, toggleColorScheme]);
}
