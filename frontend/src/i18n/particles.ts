/**
 * Korean particles after a figure or a name: they depend on how the last sound of what stands before them is read.
 *
 * Texts hold both forms, as dictionaries write them: 은(는), 이(가), 을(를), 과(와), (으)로, (이). The one that fits is
 * chosen once the figure stands there. What cannot be read keeps both.
 */

/** How a word ends: in a vowel, in ㄹ (after which 로 stays 로), or in another consonant. */
type Ending = "vowel" | "rieul" | "consonant";

/** 영 일 이 삼 사 오 육 칠 팔 구; a 0 may also be the end of 십, 백, 천, 만, 억. */
const DIGITS: readonly Ending[] = [
  "consonant",
  "rieul",
  "vowel",
  "consonant",
  "vowel",
  "vowel",
  "consonant",
  "rieul",
  "rieul",
  "vowel",
];

const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
const FINALS = 28;
const RIEUL = 8;

/** How the last sound of a text is read; null where it has none that is known. */
export function endingOf(text: string): Ending | null {
  const last = text.replace(/[\s"'”’)\]]+$/u, "").at(-1);
  if (last === undefined) return null;
  if (/\d/.test(last)) return DIGITS[Number(last)] ?? null;
  // 10⁻⁷ is read 10의 −7제곱.
  if (/[⁰¹²³⁴-⁹]/u.test(last)) return "consonant";
  // 퍼센트, 무한대
  if (last === "%" || last === "∞") return "vowel";
  const code = last.charCodeAt(0);
  if (code >= FIRST_SYLLABLE && code <= LAST_SYLLABLE) {
    const final = (code - FIRST_SYLLABLE) % FINALS;
    return final === 0 ? "vowel" : final === RIEUL ? "rieul" : "consonant";
  }
  if (/NaN$/.test(text)) return "consonant";
  if (/l/i.test(last)) return "rieul";
  if (/[mn]/i.test(last)) return "consonant";
  return /[a-z]/i.test(last) ? "vowel" : null;
}

/** By what texts hold: after a consonant, and after a vowel. */
const FORMS: Readonly<Record<string, readonly [string, string]>> = {
  "은(는)": ["은", "는"],
  "이(가)": ["이", "가"],
  "을(를)": ["을", "를"],
  "과(와)": ["과", "와"],
  "(으)로": ["으로", "로"],
  "(이)었": ["이었", "였"],
  "(이)": ["이", ""],
};

const BOTH = /은\(는\)|이\(가\)|을\(를\)|과\(와\)|\(으\)로|\(이\)었|\(이\)/gu;

/** The text with the particles that fit. */
export function withParticles(text: string): string {
  return text.replace(BOTH, (both, at: number) => {
    const ending = endingOf(text.slice(0, at));
    const forms = FORMS[both];
    if (ending === null || forms === undefined) return both;
    const isOpen = ending === "vowel" || (ending === "rieul" && both === "(으)로");
    return forms[isOpen ? 1 : 0];
  });
}

/** For i18next: every text goes through it, in whichever language; no other than Korean holds such forms. */
export const particles = {
  type: "postProcessor",
  name: "particles",
  process: (value: unknown) => (typeof value === "string" ? withParticles(value) : value) as string,
} as const;
