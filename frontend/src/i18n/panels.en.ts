/** Texts of the panels, in English: `useTranslation("panels")`. */
export const panelsEn = {} as const;
