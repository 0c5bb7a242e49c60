import { useTranslation } from "react-i18next";
import type { Json } from "../../protocol/types";
import { DEFAULT_BASE, memberName, valueAt } from "../../state/draft";
import { setBase, useExperiment } from "../../state/experiment";
import { defaultOf, useLibrary } from "../../state/library";
import classes from "./composer.module.css";
import { FieldRow } from "./FieldRow";
import { useProblem } from "./problems";
import { TypedInput } from "./TypedInput";
import { parseNumber, parseSizes, textOfSizes } from "./values";

const PATH = "model.hidden_sizes";

function sizesOf(value: Json | undefined): readonly number[] {
  return Array.isArray(value) && value.every((one) => typeof one === "number") ? (value as number[]) : [];
}

/** Depth times width where all layers are alike, a list of widths where they are not. */
export function LayersField() {
  const { t } = useTranslation();
  const draft = useExperiment((state) => state.draft);
  const error = useProblem(`base.${PATH}`);
  const families = useLibrary((state) => state.families);
  const model = memberName(valueAt(draft.base, "model"));
  const chosen = valueAt(draft.base, PATH);
  const usual = defaultOf(families, "model", model, "hidden_sizes") as Json | undefined;
  const standard = sizesOf(usual ?? DEFAULT_BASE.model.hidden_sizes);
  const sizes = chosen === undefined ? standard : sizesOf(chosen);
  const label = model === "cnn" ? t("network.dense") : t("composer.model");
  const varies = draft.vary.some((factor) => factor.path === PATH);
  const width = sizes[0] ?? standard[0] ?? 64;
  const uniform = sizes.every((size) => size === width) && sizes.length > 0;

  if (varies || (!uniform && chosen !== undefined)) {
    return (
      <FieldRow label={label} hint={t("composer.sizesHint")} error={error}>
        {({ id, describedBy }) => (
          <TypedInput<readonly number[]>
            id={id}
            aria-describedby={describedBy}
            value={varies ? undefined : sizes}
            placeholder={varies ? t("composer.varies") : textOfSizes(standard)}
            disabled={varies}
            format={textOfSizes}
            parse={parseSizes}
            invalid={error !== null}
            onCommit={(value) => setBase(PATH, value)}
          />
        )}
      </FieldRow>
    );
  }

  function commit(depth: number | undefined, units: number | undefined): void {
    if (depth === undefined && units === undefined) setBase(PATH, undefined);
    else
      setBase(
        PATH,
        Array.from({ length: depth ?? standard.length }, () => units ?? standard[0] ?? 64),
      );
  }

  const given = chosen === undefined ? undefined : sizes;
  return (
    <FieldRow label={label} error={error}>
      {({ id, describedBy }) => (
        <div className={classes.pair}>
          <TypedInput<number>
            id={id}
            className={classes.grow}
            aria-label={t("composer.depth")}
            aria-describedby={describedBy}
            title={t("composer.depth")}
            inputMode="numeric"
            value={given?.length}
            placeholder={String(standard.length)}
            format={String}
            parse={layerCount}
            invalid={error !== null}
            onCommit={(depth) => commit(depth, given?.[0])}
          />
          <span aria-hidden="true">{t("composer.times")}</span>
          <TypedInput<number>
            className={classes.grow}
            aria-label={t("composer.width")}
            aria-describedby={describedBy}
            title={t("composer.width")}
            inputMode="numeric"
            value={given?.[0]}
            placeholder={String(standard[0])}
            format={String}
            parse={parseNumber}
            invalid={error !== null}
            onCommit={(units) => commit(given?.length, units)}
          />
        </div>
      )}
    </FieldRow>
  );
}

/** More layers than a page can draw would be typed by mistake; the server says what it allows below this. */
function layerCount(text: string): number | undefined {
  const value = parseNumber(text);
  return value !== undefined && Number.isInteger(value) && value >= 0 && value <= 10_000 ? value : undefined;
}
