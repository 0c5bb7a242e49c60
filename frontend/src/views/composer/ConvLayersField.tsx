import { ActionIcon, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useNames } from "../../i18n/names";
import type { Json } from "../../protocol/types";
import { isObject, type JsonObject, memberName, valueAt, withValue } from "../../state/draft";
import { setBase, useExperiment } from "../../state/experiment";
import { defaultOf, useLibrary } from "../../state/library";
import { Icon } from "../shell/Icon";
import classes from "./composer.module.css";
import { useProblem } from "./problems";
import { TypedInput } from "./TypedInput";
import { parseNumber } from "./values";

const PATH = "model.conv_layers";
const FIGURES = ["channels", "kernel", "stride"] as const;
const NONE = "none";
const POOLINGS = ["max", "average"] as const;
/** What holds for a layer that does not say. */
const STANDARD = { channels: 16, kernel: 3, stride: 1 };

function layersOf(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? (value as Json[]).filter(isObject) : [];
}

/** The convolution layers of a convolutional network, one row each; nothing for other networks. */
export function ConvLayersField() {
  const { t } = useTranslation();
  const names = useNames();
  const draft = useExperiment((state) => state.draft);
  const families = useLibrary((state) => state.families);
  const error = useProblem(`base.${PATH}`);
  const model = memberName(valueAt(draft.base, "model"));
  if (model !== "cnn") return null;
  const varies = draft.vary.some((factor) => factor.path === PATH);
  const chosen = valueAt(draft.base, PATH);
  const layers = layersOf(chosen ?? defaultOf(families, "model", model, "conv_layers"));
  const commit = (next: readonly JsonObject[]) => setBase(PATH, next);
  const change = (index: number, key: string, value: Json | undefined) =>
    commit(layers.map((layer, at) => (at === index ? withValue(layer, key, value) : layer)));

  return (
    <fieldset className={classes.convolutions} disabled={varies}>
      <legend className={classes.label}>{t("network.convLayers")}</legend>
      {varies ? <p className={classes.aside}>{t("composer.varies")}</p> : null}
      <div className={classes.convolution} aria-hidden="true">
        {[...FIGURES, "pooling" as const].map((key) => (
          <span key={key} className={classes.columnHead}>
            {t(`network.${key}`)}
          </span>
        ))}
      </div>
      {layers.map((layer, index) => {
        const name = names.layer(`conv_${index + 1}`);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a layer is its place
          <div key={index} className={classes.convolution}>
            {FIGURES.map((key) => (
              <TypedInput<number>
                key={key}
                aria-label={t("network.ofLayer", { what: t(`network.${key}`), layer: name })}
                inputMode="numeric"
                value={chosen === undefined ? undefined : numberOf(layer[key])}
                placeholder={String(numberOf(layer[key]) ?? STANDARD[key])}
                format={String}
                parse={parseNumber}
                invalid={error !== null}
                onCommit={(value) => change(index, key, value)}
              />
            ))}
            <Select
              aria-label={t("network.ofLayer", { what: t("network.pooling"), layer: name })}
              data={[
                { value: NONE, label: t("composer.none") },
                ...POOLINGS.map((one) => ({ value: one, label: names.choice(one) })),
              ]}
              value={typeof layer["pooling"] === "string" ? layer["pooling"] : NONE}
              allowDeselect={false}
              comboboxProps={{ shadow: "none" }}
              onChange={(value) =>
                change(index, "pooling", value === NONE ? undefined : (value ?? undefined))
              }
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={22}
              disabled={layers.length === 1}
              aria-label={t("network.removeLayer", { layer: name })}
              title={t("network.removeLayer", { layer: name })}
              onClick={() => commit(layers.filter((_, at) => at !== index))}
            >
              <Icon name="close" size={12} />
            </ActionIcon>
          </div>
        );
      })}
      <button
        type="button"
        className={classes.chipButton}
        onClick={() => commit([...layers, { channels: numberOf(layers.at(-1)?.["channels"]) ?? 16 }])}
      >
        <Icon name="plus" size={11} /> {t("network.addLayer")}
      </button>
      {error === null ? null : (
        <p className={classes.error} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

function numberOf(value: Json | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}
