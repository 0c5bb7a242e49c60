import { Loader } from "@mantine/core";
import { lazy, Suspense, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { currentLanguage } from "../../i18n";
import { useNames } from "../../i18n/names";
import { formatValue } from "../../plots/format";
import { LossCurves } from "../../plots/surface/LossCurves";
import { lossScale } from "../../plots/surface/lossScale";
import { SurfaceCanvas } from "../../plots/surface/SurfaceCanvas";
import { hold } from "../../state/playback";
import { changeSurfaces, DRAWINGS, useSurfaces } from "../../state/surfaces";
import type { Shown } from "../../state/trajectories";
import { Formula } from "../catalog/Formula";
import { Toggle } from "../panels/Controls";
import { useSize } from "../panels/useSize";
import { MarkKeys } from "./MarkKeys";
import { Player } from "./Player";
import { Standings } from "./Standings";
import classes from "./surfaces.module.css";
import { useGround, useStyle } from "./use-surfaces";

// Apart: it brings Plotly's bundle for three dimensions.
const Surface3d = lazy(() => import("../../plots/surface/Surface3d"));

/** The contour with player and legend, and beside it the losses and where everybody is. */
export function Stage({ shown, stale }: { shown: Shown; stale: boolean }) {
  const { t } = useTranslation();
  const names = useNames();
  const style = useStyle();
  const ground = useGround(shown);
  const drawing = useSurfaces((state) => state.drawing);
  const wished = useSurfaces((state) => state.start);
  const [place, size] = useSize();
  const [lossPlace, lossSize] = useSize();
  const { surface } = shown;
  const { hidden } = style;
  const visible = useMemo(
    () => shown.paths.filter((_, index) => !hidden.has(shown.slots[index] ?? index)),
    [shown, hidden],
  );
  const scale = useMemo(
    () =>
      lossScale(
        visible.map((path) => path.z),
        ground.deepest,
        ground.bounds,
        lossSize.height,
      ),
    [visible, ground, lossSize.height],
  );
  // A path ends before its first place without a value.
  const startless = shown.paths.length > 0 && shown.paths.every((path) => path.x.length === 0);
  const [left, right, low, high] = surface.domain;
  const aspect = Math.max(1, Math.min(1.8, (right - left) / (high - low)));
  return (
    <div className={classes.stage}>
      <section className={classes.card} data-stale={stale} aria-label={t("surfaces.surface")}>
        <header className={classes.cardHead}>
          <h2>{names.member("surface", surface.name)}</h2>
          <Toggle
            label={t("surfaces.drawing")}
            value={drawing}
            options={DRAWINGS.map((one) => ({ value: one, label: t(`surfaces.drawings.${one}`) }))}
            onChange={(value) => useSurfaces.setState({ drawing: value })}
          />
        </header>
        <Formula tex={surface.formula} />
        {startless ? (
          <p className={classes.startless} role="status">
            {t("surfaces.noValueAtStart", { start: surface.start.map((at) => formatValue(at)).join(", ") })}
          </p>
        ) : null}
        <div className={classes.plot} style={{ aspectRatio: `${aspect}` }} ref={place}>
          {size.width === 0 ? null : drawing === "contour" ? (
            <SurfaceCanvas
              shown={shown}
              levels={ground.levels}
              start={wished ?? surface.start}
              hidden={style.hidden}
              styleOf={style.styleOf}
              scheme={style.scheme}
              width={size.width}
              height={size.height}
              label={t("surfaces.plot")}
              where={(x, y, z) => t("surfaces.where", { x, y, z })}
              onStart={(start) => changeSurfaces({ start })}
            />
          ) : (
            <Suspense fallback={<Loader className={classes.loader} aria-label={t("app.loading")} />}>
              <Surface3d
                shown={shown}
                levels={ground.levels}
                hidden={style.hidden}
                styleOf={style.styleOf}
                scheme={style.scheme}
                width={size.width}
                height={size.height}
                label={t("surfaces.plot3d")}
                failed={t("surfaces.no3d")}
              />
            </Suspense>
          )}
        </div>
        <Player steps={shown.steps} />
        <MarkKeys
          minima={drawing === "contour" && surface.minima.length > 0}
          start={drawing === "contour"}
          diverged={visible.some((path) => path.diverged_at !== null && path.x.length > 0)}
          levels={ground.levels.kind}
          scheme={style.scheme}
        />
        <p className={classes.note}>{surface.note[currentLanguage()]}</p>
      </section>
      <div className={classes.beside}>
        <section className={classes.card} data-stale={stale} aria-label={t("surfaces.loss")}>
          <header className={classes.cardHead}>
            <h2>{t("surfaces.loss")}</h2>
            <span className={classes.aside}>
              {ground.deepest !== null ? t("surfaces.lossAbove") : t("surfaces.lossPlain")}
            </span>
          </header>
          <div className={classes.lossPlot} ref={lossPlace}>
            {lossSize.width === 0 ? null : (
              <LossCurves
                shown={shown}
                scale={scale}
                hidden={style.hidden}
                styleOf={style.styleOf}
                scheme={style.scheme}
                width={lossSize.width}
                height={lossSize.height}
                label={t("surfaces.lossDefinition")}
                onHold={hold}
              />
            )}
          </div>
          <p className={classes.aside}>
            {scale.outside > 0
              ? t("surfaces.outside", { count: scale.outside })
              : t("surfaces.lossDefinition")}
          </p>
        </section>
        <section className={classes.card} data-stale={stale} aria-label={t("surfaces.optimizers")}>
          <Standings shown={shown} style={style} />
          <p className={classes.aside}>{t("surfaces.exactness")}</p>
        </section>
      </div>
    </div>
  );
}
