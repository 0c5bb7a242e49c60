import { useTranslation } from "react-i18next";
import { Icon } from "../shell/Icon";
import classes from "./composer.module.css";

/** One value with a button that takes it away. */
export function Chip({ text, title, onRemove }: { text: string; title?: string; onRemove: () => void }) {
  const { t } = useTranslation();
  return (
    <li className={classes.chip}>
      <span className={classes.chipText} title={title ?? text}>
        {text}
      </span>
      <button
        type="button"
        className={classes.chipRemove}
        aria-label={t("composer.removeValue", { value: text })}
        onClick={onRemove}
      >
        <Icon name="close" size={11} />
      </button>
    </li>
  );
}
