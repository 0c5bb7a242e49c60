import type { en } from "./en";
import type { Texts } from "./texts";

export const ko: Texts<typeof en> = {};
