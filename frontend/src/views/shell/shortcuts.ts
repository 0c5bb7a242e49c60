/** Keys that work wherever the focus is, but for fields that take text. */
import { useMantineColorScheme } from "@mantine/core";
import { useEffect } from "react";
import { useSession } from "../../state/session";
import { choose, ENLARGED, holdStep, setView, useView } from "../../state/view";

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
      const actions: Readonly<Record<string, () => void>> = {
        ArrowLeft: () => move(event.shiftKey ? -tenth : -1),
        ArrowRight: () => move(event.shiftKey ? tenth : 1),
        Home: () => holdStep(0),
        End: () => holdStep(latestStep()),
        l: () => holdStep(null),
        d: toggleColorScheme,
        "1": () => setView({ page: "compare" }),
        "2": () => setView({ page: "catalog" }),
        "3": () => setView({ page: "jobs" }),
        "?": onHelp,
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
