import { useTranslation } from "react-i18next";
import { useNames } from "../../i18n/names";
import { openEntry } from "../../state/view";
import classes from "./catalog.module.css";
import { entryOf, type FamilyOfMembers } from "./search";
import { Thumbnail } from "./Thumbnail";

/** All members at a glance, each with its small drawing. */
export function Overview({ families }: { families: readonly FamilyOfMembers[] }) {
  const { t } = useTranslation();
  const names = useNames();
  return (
    <div className={classes.overview}>
      <h1>{t("catalog.title")}</h1>
      <p className={classes.intro}>{t("catalog.intro")}</p>
      {families.map(({ family, members }) => (
        <section key={family} aria-labelledby={`overview-${family}`}>
          <h2 id={`overview-${family}`}>{names.family(family)}</h2>
          <ul>
            {members.map((member) => (
              <li key={member.name}>
                <button
                  type="button"
                  className={classes.tile}
                  onClick={() => openEntry(entryOf(family, member.name))}
                >
                  {member.preview === null ? null : <Thumbnail preview={member.preview} />}
                  <span>{names.member(family, member.name, member.title)}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
