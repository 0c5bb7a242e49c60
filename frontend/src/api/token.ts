/** The token: comes in the address' fragment once, is kept by the browser, and never stays in the address. */
const KEY = "dynascope.token";
const FIELD = "token=";

/** Takes `#token=…` out of the address into the browser's store. */
export function adoptTokenFromAddress(): void {
  const { hash, pathname, search } = window.location;
  const parts = hash.slice(1).split("&");
  const given = parts.find((part) => part.startsWith(FIELD));
  if (given === undefined) return;
  storeToken(decoded(given.slice(FIELD.length)));
  const rest = parts.filter((part) => part !== given).join("&");
  window.history.replaceState(window.history.state, "", `${pathname}${search}${rest ? `#${rest}` : ""}`);
}

/** A plus sign stays one, unlike in a form's fields; what is no percent-encoding is the token itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function storeToken(token: string): void {
  window.localStorage.setItem(KEY, token.trim());
}

export function readToken(): string | null {
  return window.localStorage.getItem(KEY);
}
