import { MantineProvider } from "@mantine/core";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { setLanguage } from "../../i18n";
import { usePath } from "../../state/path";
import { Header } from "./Header";
import { NoSuchPage } from "./NoSuchPage";

beforeEach(() => {
  vi.stubGlobal("matchMedia", () => ({
    matches: false,
    addEventListener: () => {},
    removeEventListener: () => {},
  }));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  setLanguage("en");
  usePath.setState({ missing: null });
});

test("an address that is no page says so in both languages, links the pages, and marks none as current", () => {
  usePath.setState({ missing: "/no/where" });
  const page = () => (
    <MantineProvider env="test">
      <Header locked={false} onHelp={() => {}} />
      <NoSuchPage path="/no/where" />
    </MantineProvider>
  );
  const { unmount, container } = render(page());
  expect(screen.getByText(/no page at \/no\/where/)).toBeTruthy();
  expect(screen.getByRole("link", { name: "Surfaces" }).getAttribute("href")).toBe("/?page=surfaces");
  expect(container.querySelector("[aria-current]")).toBeNull();
  unmount();
  setLanguage("ko");
  render(page());
  expect(screen.getByRole("heading", { name: "없는 페이지" })).toBeTruthy();
});
