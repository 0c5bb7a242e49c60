import { Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { formatInteger } from "../../i18n/format";
import { formatValue } from "../../plots/format";
import { isInside, nearest } from "../../plots/surface/paths";
import { toggleContender, useSurfaces } from "../../state/surfaces";
import type { Shown } from "../../state/trajectories";
import { Swatch } from "../compare/Swatch";
import classes from "./surfaces.module.css";
import { type Style, useLabels, useShownStep } from "./use-surfaces";

/** Where each optimizer is at the shown step: value, distance to the nearest minimum, and how its path ended. */
export function Standings({ shown, style }: { shown: Shown; style: Style }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const step = useShownStep(shown.steps);
  const contenders = useSurfaces((state) => state.contenders);
  const rows = shown.paths.flatMap((path, index) => {
    const slot = shown.slots[index] ?? index;
    return contenders.some((one) => one.slot === slot) ? [{ path, slot }] : [];
  });
  return (
    <table className={classes.standings} data-testid="standings">
      <caption>{t("surfaces.table", { step: formatInteger(step) })}</caption>
      <thead>
        <tr>
          <th scope="col">{t("surfaces.name")}</th>
          <th scope="col">{t("surfaces.value")}</th>
          <th scope="col">
            <Tooltip label={t("surfaces.distanceHint")}>
              <span>{t("surfaces.distance")}</span>
            </Tooltip>
          </th>
          <th scope="col">{t("surfaces.final")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ path, slot }) => {
          const last = path.x.length - 1;
          const at = Math.min(step, last);
          const place = [path.x[at] ?? Number.NaN, path.y[at] ?? Number.NaN] as const;
          const distance = last < 0 ? null : nearest(place, shown.surface.minima);
          const over = path.diverged_at !== null && step >= path.diverged_at;
          const away = !over && last >= 0 && !isInside(place, shown.surface.domain);
          const hidden = style.hidden.has(slot);
          const label = labels.get(slot) ?? path.label;
          return (
            <tr
              key={slot}
              data-slot={slot}
              data-hidden={hidden}
              data-x={last < 0 ? undefined : place[0]}
              data-y={last < 0 ? undefined : place[1]}
            >
              <th scope="row">
                <button
                  type="button"
                  className={classes.rowName}
                  aria-pressed={!hidden}
                  title={hidden ? t("surfaces.show", { name: label }) : t("surfaces.hide", { name: label })}
                  onClick={() => toggleContender(slot)}
                >
                  <Swatch style={style.styleOf(slot)} />
                  <span>{label}</span>
                </button>
                {last < 0 ? null : over ? (
                  <em className={classes.diverged} data-diverged="true">
                    ✕ {t("surfaces.diverged", { step: formatInteger(path.diverged_at ?? 0) })}
                  </em>
                ) : away ? (
                  <em className={classes.away}>{t("surfaces.outsideView")}</em>
                ) : null}
              </th>
              <td>{over || last < 0 ? "–" : formatValue(path.z[at] as number)}</td>
              <td>{over || distance === null ? "–" : formatValue(distance)}</td>
              <td>
                {last < 0 ? "–" : path.diverged_at === null ? formatValue(path.z[last] as number) : "✕"}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
