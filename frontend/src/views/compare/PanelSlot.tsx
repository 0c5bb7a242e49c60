import { Loader } from "@mantine/core";
import { type CSSProperties, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PanelContext, RunView } from "../../state/telemetry";
import { ENLARGED } from "../../state/view";
import classes from "./compare.module.css";
import { PanelBoundary } from "./PanelBoundary";
import type { Panel } from "./panel-list";

/**
 * The place of one panel. What is out of sight is neither drawn for the first time nor drawn again: it keeps the
 * context that it had, until a run begins or ends; what a panel offers then is true for whoever reaches it by keyboard,
 * too. An enlarged panel is in sight wherever its place is.
 */
export function PanelSlot({ panel, context }: { panel: Panel; context: PanelContext }) {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const [visible, setVisible] = useState(false);
  const [seen, setSeen] = useState<PanelContext | null>(null);

  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const observer = new IntersectionObserver(
      (entries) => setVisible(entries.at(-1)?.isIntersecting ?? false),
      { rootMargin: "80px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const inSight = visible || context.choices?.[ENLARGED] === panel.name.replaceAll("_", "-");
  const current = inSight || (seen !== null && stands(seen.runs) !== stands(context.runs));
  if (current && seen !== context) setSeen(context);
  const drawn = current ? context : seen;

  return (
    <div
      ref={frame}
      className={classes.slot}
      style={{ "--columns": panel.columns } as CSSProperties}
      data-slot={panel.name}
    >
      <PanelBoundary message={(detail) => t("panels.broken", { detail })}>
        <Suspense fallback={<Loader size="sm" className={classes.loader} aria-label={t("app.loading")} />}>
          {drawn === null ? null : <panel.Component context={drawn} />}
        </Suspense>
      </PanelBoundary>
    </div>
  );
}

const known = new WeakMap<readonly RunView[], string>();

/** Which runs there are, how each stands and whether it has begun: what changes a few times in a job's life. */
function stands(runs: readonly RunView[]): string {
  const before = known.get(runs);
  if (before !== undefined) return before;
  const text = JSON.stringify(runs.map((run) => [run.id, run.status, run.outcome, run.step > 0]));
  known.set(runs, text);
  return text;
}
