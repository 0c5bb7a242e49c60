import { useTranslation } from "react-i18next";
import { formatInteger } from "../../i18n/format";
import type { CatalogMember } from "../../protocol/types";
import classes from "./catalog.module.css";

/** What is known of a data set without loading it. */
export function Facts({ facts }: { facts: CatalogMember["facts"] }) {
  const { t } = useTranslation();
  const known = Object.entries(facts);
  if (known.length === 0) return null;
  return (
    <section className={classes.card}>
      <h2>{t("catalog.facts.title")}</h2>
      <dl className={classes.figures}>
        {known.map(([name, value]) => (
          <div key={name} data-fact={name}>
            <dt>{t(`catalog.facts.${name as "samples"}`)}</dt>
            <dd className={classes.number}>
              {value === null ? t("catalog.facts.regression") : formatInteger(value)}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
