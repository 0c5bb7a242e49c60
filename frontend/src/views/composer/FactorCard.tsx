import { Menu } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNames } from "../../i18n/names";
import type { Json } from "../../protocol/types";
import { type Factor, memberName } from "../../state/draft";
import { addFactorValue, removeFactor, removeFactorValue, useExperiment } from "../../state/experiment";
import { FAMILY_AT } from "../../state/families";
import { useLibrary } from "../../state/library";
import { Icon } from "../shell/Icon";
import { AboutButton } from "./AboutButton";
import { Chip } from "./Chip";
import classes from "./composer.module.css";
import { sizes } from "./factor-paths";
import { useProblem } from "./problems";
import { TypedInput } from "./TypedInput";
import {
  parseNumber,
  parseSizes,
  parseValue,
  sharedBy,
  textOfRest,
  textOfShared,
  textOfValue,
} from "./values";

const MAY_BE_NONE = new Set(["model.normalization", "gradient_clipping", "loss"]);

/** One factor: its values as chips, and a way to add one more. */
export function FactorCard({ factor, index }: { factor: Factor; index: number }) {
  const { t } = useTranslation();
  const names = useNames();
  const families = useLibrary((state) => state.families);
  const error = useProblem(`vary.${index}`, `vary.${factor.path}`);
  const family = FAMILY_AT[factor.path];
  const shared = family === undefined ? null : sharedBy(factor.values);
  const common = family === undefined || shared === null ? [] : [textOfShared(shared, family, names)];
  const title = [names.path(factor.path), ...common].join(" · ");
  const text = (value: Json) => textOfValue(factor.path, value, names, families, t("composer.none"));

  return (
    <div className={classes.factor}>
      <div className={classes.factorHead}>
        <h3 className={classes.factorTitle}>{title}</h3>
        <AboutButton family={family ?? ""} member={factor.values.map(memberName).find(Boolean) ?? null} />
        <button
          type="button"
          className={classes.chipRemove}
          aria-label={t("composer.removeFactor", { factor: title })}
          onClick={() => removeFactor(factor.path)}
        >
          <Icon name="close" size={13} />
        </button>
      </div>
      <ul className={classes.chips}>
        {factor.values.map((value, at) => (
          <Chip
            key={JSON.stringify(value)}
            text={textOfRest(value, shared, names) ?? text(value)}
            onRemove={() => removeFactorValue(factor.path, at)}
          />
        ))}
        <li>
          {FAMILY_AT[factor.path] === undefined ? (
            <TypeValue factor={factor} title={title} />
          ) : (
            <PickMember factor={factor} title={title} text={text} />
          )}
        </li>
      </ul>
      {error === null ? null : (
        <p className={classes.error} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

function PickMember({
  factor,
  title,
  text,
}: {
  factor: Factor;
  title: string;
  text: (value: Json) => string;
}) {
  const { t } = useTranslation();
  const members = useLibrary((state) => state.families[FAMILY_AT[factor.path] ?? ""]) ?? [];
  const used = new Set(factor.values.map((value) => memberName(value)));
  const none = MAY_BE_NONE.has(factor.path) && !factor.values.includes(null);
  const free = members.filter((member) => !used.has(member.name));
  if (free.length === 0 && !none) return null;
  return (
    <Menu position="bottom-start" shadow="none" withinPortal>
      <Menu.Target>
        <button
          type="button"
          className={classes.chipButton}
          aria-label={t("composer.addValueTo", { factor: title })}
        >
          <Icon name="plus" size={11} /> {t("composer.addValue")}
        </button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: "auto" }}>
        {none ? (
          <Menu.Item onClick={() => addFactorValue(factor.path, null)}>{t("composer.none")}</Menu.Item>
        ) : null}
        {free.map((member) => (
          <Menu.Item key={member.name} onClick={() => addFactorValue(factor.path, member.name)}>
            {text(member.name)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function TypeValue({ factor, title }: { factor: Factor; title: string }) {
  const { t } = useTranslation();
  const draft = useExperiment((state) => state.draft);
  const [value, setValue] = useState<Json | undefined>(undefined);
  const [round, setRound] = useState(0);
  const isSizes = factor.path === "model.hidden_sizes";

  function parse(text: string): Json | undefined {
    if (!isSizes) return parseValue(text);
    const depth = parseNumber(text);
    return depth !== undefined && Number.isInteger(depth) && depth >= 0 && depth <= 1000
      ? sizes(draft, depth)
      : parseSizes(text);
  }

  return (
    <form
      className={classes.typeValue}
      onSubmit={(event) => {
        event.preventDefault();
        if (value === undefined) return;
        addFactorValue(factor.path, value);
        setValue(undefined);
        setRound(round + 1);
      }}
    >
      <TypedInput<Json>
        key={round}
        autoFocus={round > 0}
        aria-label={t("composer.addValueTo", { factor: title })}
        value={undefined}
        placeholder={`+ ${t("composer.addValue")}`}
        format={() => ""}
        parse={parse}
        onCommit={setValue}
      />
    </form>
  );
}
