/** How wide texts are, without a page that could measure them. */

/** The width that a text takes at the figures' font size, near enough to set margins. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0x1100 && code < 0xffff && code !== 0x2212 && !(code >= 0x2000 && code < 0x2c00)) width += 11;
    else if (code >= 0x2070 && code < 0x209f) width += 4.5;
    else width += /[iljtf.,:'|!()\s]/.test(character) ? 3.6 : /[mwMW%]/.test(character) ? 9.5 : 6.5;
  }
  return width;
}

/** The text, cut to `width` pixels with an ellipsis. */
export function fitText(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let kept = text;
  while (kept.length > 1 && textWidth(`${kept}…`) > width) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}
