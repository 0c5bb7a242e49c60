import { Menu, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNames } from "../../i18n/names";
import type { Json } from "../../protocol/types";
import { countRuns } from "../../state/draft";
import { addFactor, removeVariant, useExperiment } from "../../state/experiment";
import { useVariantLabel } from "../compare/use-trial-texts";
import { Icon } from "../shell/Icon";
import { Chip } from "./Chip";
import classes from "./composer.module.css";
import { FactorCard } from "./FactorCard";
import { FACTOR_PATHS } from "./factor-paths";
import { useProblem } from "./problems";
import { TypedInput } from "./TypedInput";
import { parseValue } from "./values";

/** What varies: one card per factor, its values as chips. */
export function Factors() {
  const { t } = useTranslation();
  const draft = useExperiment((state) => state.draft);
  const error = useProblem("variants");
  const labelOf = useVariantLabel();
  const variants = countRuns(draft) / draft.seeds.length;

  return (
    <section aria-label={t("composer.varyTitle")}>
      <h2 className={classes.heading}>{t("composer.varyTitle")}</h2>
      {draft.vary.length === 0 && draft.variants.length === 0 ? (
        <p className={classes.aside}>{t("composer.nothingVaries")}</p>
      ) : null}
      {draft.vary.map((factor, index) => (
        <FactorCard key={factor.path} factor={factor} index={index} />
      ))}
      {draft.variants.length > 0 ? (
        <div className={classes.factor}>
          <h3 className={classes.factorTitle}>{t("composer.variantsTitle")}</h3>
          <ul className={classes.chips}>
            {draft.variants.map((variant) => (
              <Chip
                key={variant.label}
                text={labelOf(variant.label)}
                title={JSON.stringify(variant.set)}
                onRemove={() => removeVariant(variant)}
              />
            ))}
          </ul>
          {error === null ? null : (
            <p className={classes.error} role="alert">
              {error}
            </p>
          )}
        </div>
      ) : null}
      {draft.vary.length > 1 ? (
        <p className={classes.aside}>
          {t("composer.product", { factors: draft.vary.length, count: variants })}
        </p>
      ) : null}
      <AddFactor first={draft.vary.length === 0} />
    </section>
  );
}

function AddFactor({ first }: { first: boolean }) {
  const { t } = useTranslation();
  const names = useNames();
  const draft = useExperiment((state) => state.draft);
  const [typing, setTyping] = useState(false);
  const used = new Set(draft.vary.map((factor) => factor.path));
  return (
    <>
      <Menu position="bottom-start" shadow="none" withinPortal>
        <Menu.Target>
          <UnstyledButton className={classes.addFactor}>
            <Icon name="plus" size={13} /> {first ? t("composer.firstFactor") : t("composer.addFactor")}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {FACTOR_PATHS.filter(({ path }) => !used.has(path)).map(({ path, start }) => (
            <Menu.Item key={path} onClick={() => addFactor(path, start(draft))}>
              {names.path(path)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setTyping(true)}>{t("composer.otherPath")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {typing ? <OtherPath onDone={() => setTyping(false)} /> : null}
    </>
  );
}

/** Any path of the spec, with a first value. */
function OtherPath({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const [path, setPath] = useState("");
  const [value, setValue] = useState<Json | undefined>(undefined);
  const ready = /^[a-z_][a-z0-9_.]*$/.test(path) && value !== undefined;
  return (
    <form
      className={classes.otherPath}
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready) return;
        addFactor(path, [value]);
        onDone();
      }}
    >
      <TypedInput<string>
        autoFocus
        aria-label={t("composer.otherPathLabel")}
        value={path === "" ? undefined : path}
        placeholder={t("composer.otherPathHint")}
        format={(text) => text}
        parse={(text) => text}
        onCommit={(text) => setPath(text ?? "")}
      />
      <TypedInput<Json>
        aria-label={t("composer.valueHint")}
        value={value}
        placeholder={t("composer.valueHint")}
        format={(one) => (typeof one === "string" ? one : JSON.stringify(one))}
        parse={parseValue}
        onCommit={setValue}
      />
      <button type="submit" className={classes.chipButton} disabled={!ready}>
        {t("composer.otherPathAdd")}
      </button>
    </form>
  );
}
