import { useTranslation } from "react-i18next";
import { useNames } from "../../i18n/names";
import { useLibrary } from "../../state/library";
import { openEntry } from "../../state/view";
import classes from "./composer.module.css";

/** The way to a member's sheet in the catalog; nothing where the catalog does not explain it. */
export function AboutButton({ family, member }: { family: string; member: string | null }) {
  const { t } = useTranslation();
  const names = useNames();
  const entry = useLibrary((state) => state.families[family]?.find((one) => one.name === member));
  if (!entry?.words) return null;
  const label = t("catalog.about", { name: names.member(family, entry.name, entry.title) });
  return (
    <button
      type="button"
      className={classes.about}
      aria-label={label}
      title={label}
      onClick={() => openEntry(`${family}.${entry.name}`)}
    >
      i
    </button>
  );
}
