import { Button, Skeleton, useComputedColorScheme } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { formatInteger } from "../../i18n/format";
import { useNames } from "../../i18n/names";
import { formatValue } from "../../plots/format";
import { StillSurface } from "../../plots/surface/StillSurface";
import { THEMES, variantStyle } from "../../plots/theme";
import type { CatalogMember } from "../../protocol/types";
import type { Scheme, VariantStyle } from "../../state/telemetry";
import type { Shown } from "../../state/trajectories";
import { Swatch } from "../compare/Swatch";
import { useSize } from "../panels/useSize";
import { failureText, isPassing } from "../surfaces/failure";
import { MarkKeys } from "../surfaces/MarkKeys";
import { useGround } from "../surfaces/use-surfaces";
import classes from "./catalog.module.css";
import { coincide, STEPS, type Walk, type Walker } from "./path";
import type { Path } from "./use-path";

/** An optimizer's path on the elongated valley, with plain descent beside it. */
export function PathDrawing({ member, path }: { member: CatalogMember; path: Path }) {
  const { t } = useTranslation();
  const { shown, error } = path;
  const refused = error !== null && error.errors.length > 0;
  return (
    <section className={classes.card} data-testid="path" data-asking={path.asking}>
      <h2>{t("catalog.pathTitle")}</h2>
      <p className={classes.hint}>{t("catalog.pathHint", { steps: formatInteger(STEPS) })}</p>
      {error === null ? null : (
        <p role="alert" className={classes.error}>
          {t("surfaces.failed", { detail: failureText(error, t) })}{" "}
          {shown !== null ? t("surfaces.stale") : null}{" "}
          {isPassing(error) && !refused ? (
            <Button variant="default" size="compact-xs" onClick={path.askAgain}>
              {t("app.retry")}
            </Button>
          ) : null}
        </p>
      )}
      {shown !== null ? (
        <Drawn member={member} walks={path.walks} shown={shown} stale={error !== null} />
      ) : error === null ? (
        <div className={classes.walk} role="status" aria-label={t("surfaces.loading")}>
          <Skeleton height="100%" radius={4} />
        </div>
      ) : null}
    </section>
  );
}

function Drawn({
  member,
  walks,
  shown,
  stale,
}: {
  member: CatalogMember;
  walks: readonly Walk[];
  shown: Shown;
  stale: boolean;
}) {
  const { t } = useTranslation();
  const names = useNames();
  const scheme: Scheme = useComputedColorScheme("light");
  const ground = useGround(shown);
  const [place, size] = useSize();
  const [own, second] = shown.paths;
  const twoForms = walks.some(({ walker }) => walker === "other");
  const same = twoForms && own !== undefined && second !== undefined && coincide(own, second);
  const styles = useMemo(
    () => walks.map(({ walker }) => (same && walker === "other" ? null : walkerStyle(walker, scheme))),
    [walks, same, scheme],
  );
  const title = names.member("optimizer", member.name, member.title);
  // Of the paths that are shown, which may be those of a moment ago.
  const named = (walker: Walker, { optimizer }: Shown["paths"][number]) =>
    walker === "plain"
      ? names.member("optimizer", "sgd")
      : twoForms && !same
        ? `${title} · ${names.choice(String(optimizer["form"]))}`
        : title;
  return (
    <div data-stale={stale} className={classes.walked}>
      <div className={classes.walk} ref={place}>
        {size.width === 0 ? null : (
          <StillSurface
            shown={shown}
            levels={ground.levels}
            styles={styles}
            scheme={scheme}
            width={size.width}
            height={size.height}
            label={t("catalog.pathLabel", { name: title })}
          />
        )}
      </div>
      <table className={classes.walks}>
        <thead>
          <tr>
            <th scope="col">{t("catalog.pathOf")}</th>
            <th scope="col">η</th>
            <th scope="col">{t("catalog.pathEnd", { steps: formatInteger(shown.steps) })}</th>
          </tr>
        </thead>
        <tbody>
          {walks.map(({ walker }, index) => {
            const style = styles[index] ?? null;
            const path = shown.paths[index];
            if (style === null || path === undefined) return null;
            return (
              <tr key={walker} data-walker={walker}>
                <th scope="row">
                  <Swatch style={style} /> {named(walker, path)}
                </th>
                <td>{String(path.optimizer["learning_rate"])}</td>
                <td>
                  {path.diverged_at === null
                    ? formatValue(path.z.at(-1) ?? Number.NaN)
                    : t("surfaces.diverged", { step: formatInteger(path.diverged_at) })}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {same ? <p className={classes.hint}>{t("catalog.pathSame")}</p> : null}
      <MarkKeys
        minima={shown.surface.minima.length > 0}
        start
        diverged={shown.paths.some((one) => one.diverged_at !== null)}
        levels={ground.levels.kind}
        scheme={scheme}
      />
    </div>
  );
}

/** The member as a single line of the catalog is drawn, its other form as the second one, plain descent lighter. */
function walkerStyle(walker: Walker, scheme: Scheme): VariantStyle {
  switch (walker) {
    case "own":
      return { ...variantStyle(2, scheme), dash: "solid" };
    case "other":
      return { ...variantStyle(0, scheme), dash: "dash" };
    case "plain":
      return { ...variantStyle(0, scheme), color: THEMES[scheme].zero, dash: "solid" };
  }
}
