import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { currentLanguage, LANGUAGES, setLanguage } from "../../i18n";
import { usePath } from "../../state/path";
import { PAGES, setView, useView } from "../../state/view";
import { Icon } from "./Icon";
import classes from "./shell.module.css";

const LANGUAGE_NAMES = { en: "EN", ko: "한국어" } as const;

/** In a narrow window the pages' names scroll sideways: the current one is in sight. */
function intoSight(button: HTMLButtonElement | null): void {
  button?.scrollIntoView?.({ block: "nearest", inline: "nearest" });
}

/** Name, pages (none before the token is known), language, colours, help. */
export function Header({ locked, onHelp }: { locked: boolean; onHelp: () => void }) {
  const { t } = useTranslation();
  const missing = usePath((path) => path.missing !== null);
  const chosen = useView((view) => view.page);
  const page = missing ? null : chosen;
  const scheme = useComputedColorScheme("light");
  const { setColorScheme } = useMantineColorScheme();
  const language = currentLanguage();
  const toOther = scheme === "dark" ? t("app.toLight") : t("app.toDark");
  return (
    <header className={classes.header}>
      <a className={classes.skip} href="#panels">
        {t("app.skip")}
      </a>
      <span className={classes.brand} title={t("app.tagline")}>
        <svg width="22" height="22" viewBox="0 0 24 24" aria-hidden="true">
          <rect x="1" y="1" width="22" height="22" rx="6" fill="var(--ds-accent)" />
          <path
            d="M6 6.500c.6 6.500 2.400 8.500 5 8.500s3-2.500 7-1"
            fill="none"
            stroke="var(--ds-accent-ink)"
            strokeWidth="2.200"
            strokeLinecap="round"
          />
        </svg>
        {t("app.name")}
      </span>
      <nav aria-label={t("app.navigation")} className={classes.nav}>
        {(locked ? [] : PAGES).map((one) => (
          <button
            key={one}
            type="button"
            className={classes.navLink}
            ref={page === one ? intoSight : null}
            aria-current={page === one ? "page" : undefined}
            onClick={() => setView({ page: one })}
          >
            {t(`nav.${one}`)}
          </button>
        ))}
      </nav>
      <div className={classes.headerEnd}>
        <fieldset className={classes.languages}>
          <legend className="ds-visually-hidden">{t("app.language")}</legend>
          {LANGUAGES.map((one) => (
            <button
              key={one}
              type="button"
              lang={one}
              aria-pressed={language === one}
              onClick={() => setLanguage(one)}
            >
              {LANGUAGE_NAMES[one]}
            </button>
          ))}
        </fieldset>
        <ActionIcon
          variant="default"
          size={30}
          aria-label={toOther}
          title={toOther}
          onClick={() => setColorScheme(scheme === "dark" ? "light" : "dark")}
        >
          <Icon name={scheme === "dark" ? "sun" : "moon"} />
        </ActionIcon>
        <ActionIcon
          variant="default"
          size={30}
          aria-label={t("app.help")}
          title={`${t("app.help")} (?)`}
          onClick={onHelp}
        >
          <Icon name="help" />
        </ActionIcon>
      </div>
    </header>
  );
}
