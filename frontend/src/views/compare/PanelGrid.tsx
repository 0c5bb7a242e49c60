import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { PanelContext } from "../../state/telemetry";
import classes from "./compare.module.css";
import { PanelBoundary } from "./PanelBoundary";
import { PanelSlot } from "./PanelSlot";
import { NetworkDrawing, panelsFor } from "./panel-list";

/** All panels, with the drawing of the network beside them. */
export function PanelGrid({ context }: { context: PanelContext }) {
  const { t } = useTranslation();
  return (
    <section id="panels" tabIndex={-1} className={classes.panels} aria-label={t("panels.region")}>
      <div className={classes.grid}>
        {panelsFor(context).map((panel) => (
          <PanelSlot key={panel.name} panel={panel} context={context} />
        ))}
      </div>
      <div className={classes.network}>
        <PanelBoundary message={(detail) => t("panels.broken", { detail })}>
          <Suspense fallback={null}>
            <NetworkDrawing context={context} />
          </Suspense>
        </PanelBoundary>
      </div>
    </section>
  );
}
