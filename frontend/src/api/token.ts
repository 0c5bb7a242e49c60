/** The token: comes in the address' fragment once, is kept by the browser, and never stays in the address. */
const KEY = "dynascope.token";

/** Takes `#token=…` out of the address into the browser's store. */
export function adoptTokenFromAddress(): void {
  const fragment = new URLSearchParams(window.location.hash.slice(1));
  const token = fragment.get("token");
  if (token === null) return;
  storeToken(token);
  fragment.delete("token");
  const rest = fragment.toString();
  const { pathname, search } = window.location;
  window.history.replaceState(window.history.state, "", `${pathname}${search}${rest ? `#${rest}` : ""}`);
}

export function storeToken(token: string): void {
  window.localStorage.setItem(KEY, token.trim());
}

export function readToken(): string | null {
  return window.localStorage.getItem(KEY);
}
