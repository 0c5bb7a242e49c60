/** What stands in and below the landscape's figure: what is going on, what went wrong, and what can be asked for. */
import { Button, Progress } from "@mantine/core";
import { formatCount } from "../../plots/format";
import type { LandscapeRequest } from "../../protocol/types";
import { type GrownLandscape, isOpen } from "../../state/landscapes";
import type { RunView } from "../../state/telemetry";
import classes from "./Landscape.module.css";
import { hasBegun, pointsOf } from "./landscapeRequest";
import type { Landscapes } from "./useLandscapes";
import { usePanelText } from "./usePanel";

/** What stands in the card while there is nothing to draw: what is going on, or the button that asks for it. */
export function Empty({
  run,
  landscapes,
  request,
}: {
  readonly run: RunView | null;
  readonly landscapes: Landscapes;
  readonly request: LandscapeRequest;
}) {
  const t = usePanelText();
  const { list, shown, loading, asking, problem } = landscapes;
  if (run === null) return t("empty.hidden");
  if (run.external) return t("landscape.external");
  if (asking) return t("landscape.starting");
  if (!hasBegun(run)) return t("landscape.noStep");
  if (loading) return t("empty.loading");
  if (shown !== null && isOpen(shown)) return <Growing landscape={shown} />;
  const detail = problem ?? (shown?.status === "failed" ? shown.error : null);
  // Its axes are known: it is about to be drawn.
  if (detail === null && shown !== null && shown.axes !== null) return t("empty.loading");
  const what = t(`landscape.itemOf.${request.kind}_${request.dimensions}`);
  const idle =
    shown?.status === "cancelled"
      ? t("landscape.cancelled")
      : list.length === 0
        ? t("landscape.empty")
        : t("landscape.notComputed", { what });
  return (
    <div className={classes["empty"]}>
      <span role={detail === null ? undefined : "alert"}>
        {detail === null ? idle : t("landscape.failed", { detail })}
      </span>
      <Button size="xs" variant="light" onClick={() => landscapes.ask(shown?.request ?? request)}>
        {t(shown === null ? "landscape.ask" : "landscape.again", pointsOf(shown?.request ?? request))}
      </Button>
    </div>
  );
}

/** What stands below a drawing: how far it is, that it was cancelled, or what went wrong; nothing once it is whole. */
export function Below({ landscapes }: { readonly landscapes: Landscapes }) {
  const t = usePanelText();
  const { shown, asking, problem, ask } = landscapes;
  if (problem !== null)
    return (
      <p className={classes["problem"]} role="alert">
        {t("landscape.failed", { detail: problem })}
      </p>
    );
  if (shown === null) return null;
  if (isOpen(shown)) return <Growing landscape={shown} />;
  if (shown.status !== "cancelled" && shown.status !== "failed") return null;
  const { done, total } = shown.progress;
  const figures = { done: formatCount(done), total: formatCount(total) };
  return (
    <div className={classes["ended"]}>
      <span>
        {shown.status === "failed"
          ? t("landscape.failed", { detail: shown.error ?? "" })
          : t("landscape.cancelledAt", figures)}
      </span>
      <Button size="compact-xs" variant="light" disabled={asking} onClick={() => ask(shown.request)}>
        {t("landscape.again", pointsOf(shown.request))}
      </Button>
    </div>
  );
}

/** How far it is. */
function Growing({ landscape }: { readonly landscape: GrownLandscape }) {
  const t = usePanelText();
  const { stage, done, total } = landscape.progress;
  const figures = { done: formatCount(done), total: formatCount(total) };
  const text =
    stage === "queued"
      ? t(landscape.status === "queued" ? "landscape.waiting" : "landscape.starting")
      : t(`landscape.${stage}`, figures);
  return (
    <div className={classes["growing"]} role="status">
      <span>{text}</span>
      <Progress
        size="sm"
        aria-label={t("landscape.progress")}
        value={stage === "queued" ? 0 : (100 * done) / Math.max(1, total)}
        transitionDuration={200}
      />
    </div>
  );
}
