import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { currentLanguage } from "../../i18n";
import { formatFigure } from "../../i18n/format";
import { useNames } from "../../i18n/names";
import type { PlotFrame } from "../../plots/figure";
import { layersFigure, numbers, type Preview, previewFigure } from "../../plots/previewFigure";
import type { CatalogMember } from "../../protocol/types";
import type { JsonObject } from "../../state/draft";
import { Chart } from "./Chart";
import classes from "./catalog.module.css";
import { Settings } from "./Settings";
import type { Drawing } from "./use-drawing";

/** The member's drawing with the figures that belong to it, and what an initialiser predicts layer by layer. */
export function Drawings({
  family,
  member,
  drawing,
  setting,
  onSetting,
}: {
  family: string;
  member: CatalogMember;
  drawing: Drawing;
  setting: JsonObject;
  onSetting: (setting: JsonObject) => void;
}) {
  const { t } = useTranslation();
  const names = useNames();
  const { preview, error } = drawing;
  const title = names.member(family, member.name, member.title);
  if (preview === null) return null;
  return (
    <>
      <section className={classes.card}>
        <h2>{t("catalog.drawing")}</h2>
        {member.words?.drawing ? (
          <p className={classes.hint}>{member.words.drawing[currentLanguage()]}</p>
        ) : null}
        <Settings family={family} setting={setting} problems={drawing.problems} onSetting={onSetting} />
        {error === null ? null : (
          <p role="alert" className={classes.error}>
            {t("catalog.drawFailed", { detail: error })}
          </p>
        )}
        {preview.kind === "weights" && preview.x.length === 1 ? (
          <p className={classes.hint}>{t("catalog.oneValue", { value: String(preview.x[0]) })}</p>
        ) : (
          <Plot name="catalog-drawing" label={title} preview={preview} figure={previewFigure} />
        )}
        <Figures preview={preview} />
      </section>
      {preview.layers === null ? null : (
        <section className={classes.card}>
          <h2>{t("catalog.layersTitle")}</h2>
          <p className={classes.hint}>{t("catalog.layersHint")}</p>
          <Plot
            name="catalog-layers"
            label={t("catalog.layersTitle")}
            preview={preview}
            figure={layersFigure}
          />
          <p className={classes.hint}>{t("catalog.layersSource")}</p>
        </section>
      )}
    </>
  );
}

function Plot({
  name,
  label,
  preview,
  figure,
}: {
  name: string;
  label: string;
  preview: Preview;
  figure: typeof previewFigure;
}) {
  const { t } = useTranslation();
  const build = useCallback(
    (frame: PlotFrame) =>
      figure({
        frame,
        preview,
        label,
        words: (kind, part) => t(`catalog.lines.${kind as "activation"}.${part}`),
        columns: [t("parameters.classes"), t("parameters.samples")],
      }),
    [figure, preview, label, t],
  );
  const square = preview.kind === "points" && preview.classes !== null;
  return <Chart name={name} label={label} points={preview.x.length} square={square} build={build} />;
}

/** The numbers that belong to a drawing, each with its definition. */
function Figures({ preview }: { preview: Preview }) {
  const { t } = useTranslation();
  const figures = Object.entries(preview.figures);
  if (figures.length === 0) return null;
  return (
    <dl className={classes.figures}>
      {figures.map(([name, value]) => (
        <div key={name} data-figure={name}>
          <dt>{t(`catalog.figures.${name as "mean"}`)}</dt>
          <dd className={classes.number}>{formatFigure(numbers([value])[0] ?? Number.NaN)}</dd>
          <dd className={classes.hint}>{t(`catalog.definitions.${name as "mean"}`)}</dd>
        </div>
      ))}
    </dl>
  );
}
