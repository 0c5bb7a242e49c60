import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { currentLanguage } from "../../i18n";
import { useNames } from "../../i18n/names";
import type { CatalogMember } from "../../protocol/types";
import type { JsonObject } from "../../state/draft";
import { setDraft } from "../../state/experiment";
import { useLibrary } from "../../state/library";
import { setView } from "../../state/view";
import { textOfValue } from "../composer/values";
import classes from "./catalog.module.css";
import { comparisonDraft } from "./comparison";
import { Drawings } from "./Drawings";
import { Facts } from "./Facts";
import { Formula } from "./Formula";
import { Parameters } from "./Parameters";
import { PathButton } from "./PathButton";
import { PathDrawing } from "./PathDrawing";
import { Prose } from "./Prose";
import { problemsOf } from "./path";
import { useDrawing } from "./use-drawing";
import { usePath } from "./use-path";

/** All that is known of one member. */
export function Sheet({ family, member }: { family: string; member: CatalogMember }) {
  const { t } = useTranslation();
  const names = useNames();
  const language = currentLanguage();
  const [chosen, setChosen] = useState<JsonObject>({});
  const [setting, setSetting] = useState<JsonObject>({});
  const drawing = useDrawing(family, member, chosen, setting);
  const path = usePath(family, member, chosen);
  const { words } = member;
  if (words === null) return null;

  return (
    <article className={classes.sheet} data-member={`${family}.${member.name}`}>
      <header className={classes.head}>
        <div>
          <h1>{names.member(family, member.name, member.title)}</h1>
          <p className={classes.kind}>
            {names.family(family)} · <code>{member.name}</code>
            {member.default ? <span className={classes.badge}>{t("catalog.default")}</span> : null}
          </p>
        </div>
        <div className={classes.buttons}>
          {family === "optimizer" ? <PathButton member={member} chosen={chosen} /> : null}
          <CompareButton member={member} chosen={chosen} />
        </div>
      </header>
      <p className={classes.about}>{words.about[language]}</p>
      <div className={classes.columns} data-drawn={member.preview !== null || path !== null}>
        <div className={classes.column}>
          <FormulaCard member={member} />
          <Facts facts={member.facts} />
          <Drawings
            family={family}
            member={member}
            drawing={drawing}
            setting={setting}
            onSetting={setSetting}
          />
          {path === null ? null : <PathDrawing member={member} path={path} />}
        </div>
        <div className={classes.column}>
          <Judgement title={t("catalog.pros")} sentences={words.pros[language]} tone="good" />
          <Judgement title={t("catalog.cons")} sentences={words.cons[language]} tone="bad" />
          <section className={classes.card}>
            {words.note === null ? null : (
              <>
                <h2>{t("catalog.differs")}</h2>
                <p>
                  <Prose text={words.note[language]} />
                </p>
              </>
            )}
            <h2>{t("catalog.source")}</h2>
            <p>{words.source[language]}</p>
          </section>
        </div>
      </div>
      <Parameters
        member={member}
        chosen={chosen}
        problems={path === null ? drawing.problems : problemsOf(path.error?.errors ?? [])}
        onChosen={setChosen}
      />
    </article>
  );
}

function FormulaCard({ member }: { member: CatalogMember }) {
  const { t } = useTranslation();
  const names = useNames();
  const others = Object.entries(member.library_defaults);
  if (member.formula === "") return null;
  return (
    <section className={classes.card}>
      <h2>{t("catalog.formula")}</h2>
      {member.library_formula === "" ? (
        <Formula tex={member.formula} />
      ) : (
        <dl className={classes.forms}>
          <dt>{t("catalog.textbookForm")}</dt>
          <dd>
            <Formula tex={member.formula} />
          </dd>
          <dt>{t("catalog.libraryForm")}</dt>
          <dd>
            <Formula tex={member.library_formula} />
          </dd>
        </dl>
      )}
      {others.length === 0 ? null : (
        <p className={classes.hint}>
          {t("catalog.libraryDefaults", {
            values: others.map(([key, value]) => `${names.parameter(key)} = ${value}`).join(", "),
          })}
        </p>
      )}
    </section>
  );
}

function Judgement({
  title,
  sentences,
  tone,
}: {
  title: string;
  sentences: readonly string[];
  tone: "good" | "bad";
}) {
  return (
    <section className={classes.card} data-tone={tone}>
      <h2>{title}</h2>
      <ul className={classes.judgement}>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}

/** Fills the composer with the member and what one would otherwise take. */
function CompareButton({ member, chosen }: { member: CatalogMember; chosen: JsonObject }) {
  const { t } = useTranslation();
  const names = useNames();
  const families = useLibrary((state) => state.families);
  const draft = comparisonDraft(member, chosen);
  if (draft === null) return null;
  const values = draft.vary.flatMap(({ path, values }) =>
    values.map((value) => textOfValue(path, value, names, families, t("composer.none"))),
  );
  return (
    <Button
      size="sm"
      id="compare"
      title={t("catalog.compareHint", { values: values.join(", ") })}
      onClick={() => {
        setDraft(draft);
        setView({ page: "compare", job: null });
      }}
    >
      {t("catalog.compare")}
    </Button>
  );
}
