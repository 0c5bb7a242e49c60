import { Button, Skeleton } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ApiError } from "../../api/problem";
import { pause, play, rewind } from "../../state/playback";
import { SURFACE_PRESETS, type SurfacePreset } from "../../state/surface-presets";
import { applySurfacePreset, useSurfaces } from "../../state/surfaces";
import { standing, useTrajectories } from "../../state/trajectories";
import { failureText, isPassing } from "./failure";
import { Settings } from "./Settings";
import { Stage } from "./Stage";
import classes from "./surfaces.module.css";
import { askAgain, useDrawnPaths } from "./use-surfaces";

/** Optimizers on functions of two variables: everything that is chosen is drawn at once, and lies in the address. */
export default function SurfacesPage() {
  const { t } = useTranslation();
  useDrawnPaths();
  const { shown, asking, error, refused } = useTrajectories();
  const surface = useSurfaces((state) => state.surface);
  const preset = useSurfaces((state) => state.preset);
  const problems = standing({ error, refused }, surface);
  const overtaken = error !== null && error.errors.length > 0 && problems.length === 0;

  const playNext = useRef(false);

  /** An example plays from its start, once its paths are there. */
  function choose(one: SurfacePreset): void {
    applySurfacePreset(one);
    rewind();
    if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    playNext.current = useTrajectories.getState().asking;
    if (!playNext.current) play();
  }
  useEffect(() => {
    if (shown === null || !playNext.current) return;
    playNext.current = false;
    play();
  }, [shown]);
  useEffect(() => {
    if (error !== null) playNext.current = false;
  }, [error]);
  useEffect(() => pause, []);

  return (
    <div className={classes.page}>
      <main id="main" tabIndex={-1} className={classes.main} data-asking={asking}>
        <h1 className="ds-visually-hidden">{t("surfaces.title")}</h1>
        <ul className={classes.presets} aria-label={t("surfaces.presetsLabel")}>
          {SURFACE_PRESETS.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                className={classes.preset}
                aria-pressed={preset === one.id}
                data-example={one.id}
                onClick={() => choose(one)}
              >
                {t(`surfaces.presets.${one.id as "six"}.title`)}
              </button>
            </li>
          ))}
        </ul>
        {preset === null ? null : (
          <p className={classes.caption}>{t(`surfaces.presets.${preset as "six"}.caption`)}</p>
        )}
        {error === null || overtaken ? null : <Failure error={error} stale={shown !== null} />}
        {shown !== null ? (
          <Stage shown={shown} stale={error !== null} />
        ) : error === null ? (
          <div className={classes.stage} aria-busy="true">
            <div className={classes.waiting}>
              <Skeleton height="100%" radius={8} />
              <p>{t("surfaces.loading")}</p>
            </div>
          </div>
        ) : null}
      </main>
      <aside className={classes.side} aria-label={t("surfaces.settings")}>
        <Settings problems={problems} />
      </aside>
    </div>
  );
}

/** What went wrong. Complaints about a field stand beside it too; here they are said where nobody need look for them. */
function Failure({ error, stale }: { error: ApiError; stale: boolean }) {
  const { t } = useTranslation();
  const [first] = error.errors;
  return (
    <div className={classes.failure} role="alert">
      <p>
        {first?.path.startsWith("surface.expression")
          ? t("surfaces.unreadable")
          : t("surfaces.failed", { detail: failureText(error, t) })}
        {stale ? ` ${t("surfaces.stale")}` : ""}
      </p>
      {isPassing(error) ? (
        <Button variant="default" onClick={askAgain}>
          {t("app.retry")}
        </Button>
      ) : null}
    </div>
  );
}
