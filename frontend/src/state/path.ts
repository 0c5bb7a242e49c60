/**
 * The part of the address before the question mark. Pages are `?page=surfaces`, but people type `/surfaces`: the name of
 * a page leads there, any other path to a page that says there is none.
 */
import { create } from "zustand";
import { PAGES, type Page, useView } from "./view";

/** The path that is no page, until another page is chosen. */
export const usePath = create<{ readonly missing: string | null }>()(() => ({ missing: null }));

/** The page that a path names; null where it names none. */
export function pageOf(path: string): Page | null {
  const name = path.replaceAll("/", " ").trim();
  if (name === "" || name === "index.html") return "compare";
  return PAGES.find((page) => page === name) ?? null;
}

/** Turns a page's path into its query, all else kept. To be called before the address is read. */
export function adoptPath(): void {
  const { pathname, search, hash } = window.location;
  const page = pageOf(pathname);
  usePath.setState({ missing: page === null ? pathname : null });
  if (page === null || pathname === "/") return;
  const rest = search.slice(1);
  const given = new URLSearchParams(search).has("page");
  const query = [page === "compare" || given ? "" : `page=${page}`, rest].filter(Boolean).join("&");
  window.history.replaceState(null, "", `/${query === "" ? "" : `?${query}`}${hash}`);
}

/** Leaves a path that is no page as soon as the view changes. To be called after the address was read. */
export function leaveMissingPath(): void {
  if (usePath.getState().missing === null) return;
  const stop = useView.subscribe(() => {
    stop();
    usePath.setState({ missing: null });
    const { search, hash } = window.location;
    window.history.replaceState(null, "", `/${search}${hash}`);
  });
}
