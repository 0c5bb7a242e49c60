import { useTranslation } from "react-i18next";
import { PAGES } from "../../state/view";
import classes from "./shell.module.css";

/** For an address whose path is no page of ours: says so, and where the pages are. */
export function NoSuchPage({ path }: { path: string }) {
  const { t } = useTranslation();
  return (
    <main id="main" className={classes.token}>
      <h1>{t("noPage.title")}</h1>
      <p>{t("noPage.text", { path })}</p>
      <ul>
        {PAGES.map((page) => (
          <li key={page}>
            <a href={page === "compare" ? "/" : `/?page=${page}`}>{t(`nav.${page}`)}</a>
          </li>
        ))}
      </ul>
    </main>
  );
}
