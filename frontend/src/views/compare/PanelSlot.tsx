import { Loader } from "@mantine/core";
import { type CSSProperties, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PanelContext } from "../../state/telemetry";
import classes from "./compare.module.css";
import { PanelBoundary } from "./PanelBoundary";
import type { Panel } from "./panel-list";

/**
 * The place of one panel. What is out of sight is neither drawn for the first time nor drawn again: it keeps the
 * context that it had.
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

  if (visible && seen !== context) setSeen(context);
  const drawn = visible ? context : seen;

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
