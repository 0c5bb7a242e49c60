import { Button, Collapse, Select, Skeleton } from "@mantine/core";
import { memo, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { currentLanguage } from "../../i18n";
import { problemText } from "../../i18n/problem-texts";
import { EMPTY_DRAFT } from "../../state/draft";
import { applyPreset, setDraft, useExperiment } from "../../state/experiment";
import { loadLibrary, useLibrary } from "../../state/library";
import { Caption } from "./Caption";
import { ConvLayersField } from "./ConvLayersField";
import classes from "./composer.module.css";
import { DatasetField } from "./DatasetField";
import { useDryRun } from "./dry-run";
import { Factors } from "./Factors";
import { FieldRow } from "./FieldRow";
import { LayersField } from "./LayersField";
import { MemberField } from "./MemberField";
import { ModelField } from "./ModelField";
import { MORE_PATHS, MoreFields } from "./MoreFields";
import { NumberField } from "./NumberField";
import { OptimizerField } from "./OptimizerField";
import { anyAt, ProblemsProvider, unplaced } from "./problems";
import { RunButton } from "./RunButton";
import { SeedsField } from "./SeedsField";

/** Paths whose complaints stand at a field. */
const SHOWN = ["base", "vary", "variants", "seeds", "name"];

/** The experiment as a sentence, top to bottom: train this, vary that, so often. */
export const Composer = memo(function Composer() {
  const { t } = useTranslation();
  const { draft, preset } = useExperiment();
  const library = useLibrary();
  const dryRun = useDryRun(draft);
  const [opened, setMore] = useState(false);
  const problems = useMemo(() => (dryRun.is === "refused" ? dryRun.problems : []), [dryRun]);
  // A field that is folded away cannot show what is wrong with it.
  const more = opened || anyAt(problems, MORE_PATHS);
  const rest = unplaced(problems, SHOWN);
  const language = currentLanguage();
  const chosen = library.presets.find((one) => one.id === preset);

  if (library.state === "failed") {
    return (
      <div role="alert">
        <p className={classes.error}>{t("errors.catalog", { detail: library.error ?? "" })}</p>
        <Button variant="default" onClick={() => void loadLibrary()}>
          {t("app.retry")}
        </Button>
      </div>
    );
  }

  return (
    <ProblemsProvider problems={problems}>
      <div className={classes.composer}>
        <section aria-label={t("composer.title")}>
          <h2 className={classes.heading}>{t("composer.title")}</h2>
          <FieldRow label={t("composer.preset")}>
            {({ id }) => (
              <Select
                id={id}
                data={library.presets.map((one) => ({ value: one.id, label: one.title[language] }))}
                value={preset}
                placeholder={library.state === "ready" ? t("composer.ownPreset") : t("app.loading")}
                clearable
                clearButtonProps={{ "aria-label": t("composer.reset") }}
                comboboxProps={{ width: 320, position: "bottom-start", shadow: "none" }}
                onChange={(value) => {
                  const found = library.presets.find((one) => one.id === value);
                  if (found === undefined) setDraft(EMPTY_DRAFT);
                  else applyPreset(found, language);
                }}
              />
            )}
          </FieldRow>
          {chosen === undefined ? null : <Caption text={chosen.caption[language]} />}
          {library.state === "ready" ? null : <Skeleton height={1} />}
          <DatasetField />
          <ModelField />
          <ConvLayersField />
          <LayersField />
          <MemberField path="model.activation" label={t("composer.activation")} />
          <MemberField path="model.initializer" label={t("composer.initializer")} />
          <OptimizerField />
          <button
            type="button"
            className={classes.disclosure}
            aria-expanded={more}
            aria-controls="more-fields"
            onClick={() => setMore(!more)}
          >
            {more ? t("composer.less") : t("composer.more")}
          </button>
          <Collapse expanded={more} id="more-fields">
            {more ? <MoreFields /> : null}
          </Collapse>
        </section>
        <Factors />
        <div>
          <SeedsField />
          <NumberField path="steps" label={t("composer.steps")} />
          {rest.map((problem) => (
            <p key={problem.path} className={classes.error} role="alert">
              {problem.path}: {problemText(problem)}
            </p>
          ))}
        </div>
        <RunButton draft={draft} dryRun={dryRun} />
      </div>
    </ProblemsProvider>
  );
});
