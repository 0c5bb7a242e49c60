import { screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { setLanguage } from "../../i18n";
import { usePath } from "../../state/path";
import { show } from "../../testing/show";
import { Header } from "./Header";
import { NoSuchPage } from "./NoSuchPage";

afterEach(() => {
  setLanguage("en");
  usePath.setState({ missing: null });
});

test("an address that is no page says so in both languages, links the pages, and marks none as current", () => {
  usePath.setState({ missing: "/no/where" });
  const page = (
    <>
      <Header locked={false} onHelp={() => {}} />
      <NoSuchPage path="/no/where" />
    </>
  );
  const { unmount } = show(page);
  expect(screen.getByText(/no page at \/no\/where/)).toBeTruthy();
  expect(screen.getByRole("link", { name: "Surfaces" }).getAttribute("href")).toBe("/?page=surfaces");
  expect(document.querySelector("[aria-current]")).toBeNull();
  unmount();
  setLanguage("ko");
  show(page);
  expect(screen.getByRole("heading", { name: "없는 페이지" })).toBeTruthy();
});
