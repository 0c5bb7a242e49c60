import { useTranslation } from "react-i18next";
import type { Levels } from "../../plots/surface/levels";
import { STAR } from "../../plots/surface/marks";
import { THEMES } from "../../plots/theme";
import type { Scheme } from "../../state/telemetry";
import classes from "./surfaces.module.css";

/** What the marks on the plot mean, and how its levels are chosen. */
export function MarkKeys({
  start,
  minima,
  diverged,
  levels,
  scheme,
}: {
  start: boolean;
  minima: boolean;
  diverged: boolean;
  levels: Levels["kind"];
  scheme: Scheme;
}) {
  const { t } = useTranslation();
  const theme = THEMES[scheme];
  return (
    <ul className={classes.keys}>
      {start ? (
        <li>
          <svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">
            <circle r="5.500" fill="none" stroke={theme.ink} strokeWidth="2" />
          </svg>
          {t("surfaces.keys.start")}
        </li>
      ) : null}
      {minima ? (
        <li>
          <svg width="14" height="14" viewBox="-8 -8 16 16" aria-hidden="true">
            <path d={STAR} fill={theme.ink} />
          </svg>
          {t("surfaces.keys.minimum")}
        </li>
      ) : null}
      {diverged ? (
        <li>
          <svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">
            <path d="M-5-5 5 5M5-5-5 5" stroke={theme.broken} strokeWidth="3" />
          </svg>
          {t("surfaces.keys.diverged")}
        </li>
      ) : null}
      <li>{t(`surfaces.levels.${levels}`)}</li>
    </ul>
  );
}
