// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { adoptPath, leaveMissingPath, pageOf, usePath } from "./path";
import { setView } from "./view";

const address = () => window.location.href.slice(window.location.origin.length);

describe("the path of the address", () => {
  beforeEach(() => window.history.replaceState(null, "", "/"));
  afterEach(() => window.history.replaceState(null, "", "/"));

  test.each([
    ["/", "compare"],
    ["/index.html", "compare"],
    ["/surfaces", "surfaces"],
    ["/jobs/", "jobs"],
    ["/surface", null],
    ["/jobs/job_1", null],
  ])("%s names the page %s", (path, page) => expect(pageOf(path)).toBe(page));

  test.each([
    ["/surfaces?entry=valley#part", "/?page=surfaces&entry=valley#part"],
    ["/compare?job=job_1", "/?job=job_1"],
    ["/catalog", "/?page=catalog"],
    ["/?page=jobs", "/?page=jobs"],
  ])("%s becomes %s", (from, to) => {
    window.history.replaceState(null, "", from);
    adoptPath();
    expect(address()).toBe(to);
    expect(usePath.getState().missing).toBeNull();
  });

  test("that is no page stays until another is chosen", () => {
    window.history.replaceState(null, "", "/nowhere");
    adoptPath();
    leaveMissingPath();
    expect(usePath.getState().missing).toBe("/nowhere");
    expect(address()).toBe("/nowhere");
    setView({ page: "compare" });
    expect(usePath.getState().missing).toBeNull();
    expect(address()).toBe("/");
  });
});
