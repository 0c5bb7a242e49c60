/**
 * Every word on the screen, in English and Korean. Two namespaces: `app` (the page) and `panels` (titles, axes and
 * hints of the plots). English fixes the keys; Korean is typed by them, so that a missing one does not compile.
 */
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { en } from "./en";
import { ko } from "./ko";
import { panelsEn } from "./panels.en";
import { panelsKo } from "./panels.ko";
import { particles } from "./particles";

export const LANGUAGES = ["en", "ko"] as const;
export type Language = (typeof LANGUAGES)[number];

const KEY = "dynascope.language";

function firstLanguage(): Language {
  const kept = window.localStorage.getItem(KEY);
  if (kept === "en" || kept === "ko") return kept;
  return window.navigator.language.toLowerCase().startsWith("ko") ? "ko" : "en";
}

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "app";
    resources: { app: typeof en; panels: typeof panelsEn };
  }
}

void i18next
  .use(initReactI18next)
  .use(particles)
  .init({
    lng: firstLanguage(),
    fallbackLng: "en",
    ns: ["app", "panels"],
    defaultNS: "app",
    resources: { en: { app: en, panels: panelsEn }, ko: { app: ko, panels: panelsKo } },
    interpolation: { escapeValue: false },
    postProcess: [particles.name],
    initAsync: false,
  });
document.documentElement.lang = i18next.language;

export function setLanguage(language: Language): void {
  window.localStorage.setItem(KEY, language);
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
}

/** The language in use, as one of ours. */
export function currentLanguage(): Language {
  return i18next.language === "ko" ? "ko" : "en";
}

export { i18next };
