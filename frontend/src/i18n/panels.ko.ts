import type { panelsEn } from "./panels.en";
import type { Texts } from "./texts";

/** Texts of the panels, in Korean. */
export const panelsKo: Texts<typeof panelsEn> = {};
