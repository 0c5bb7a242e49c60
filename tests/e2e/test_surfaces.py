"""The surfaces' page: a click moves the start of all paths, a link repeats what is seen, a bad formula is marked."""

from playwright.sync_api import Page, expect

from tests.running import RunningServer, wait_until

ROWS = "[data-testid=standings] tbody tr"


def places(page: Page) -> list[tuple[str, str]]:
    """Where each optimizer is, as the table knows it."""
    read = "rows => rows.map(row => [row.dataset.x, row.dataset.y])"
    return [(x, y) for x, y in page.locator(ROWS).evaluate_all(read)]


def test_a_click_moves_all_paths_and_the_link_repeats_it(server: RunningServer, page: Page) -> None:
    page.goto(f"{server.url}/?page=surfaces#token={server.token}")
    page.wait_for_selector(ROWS, timeout=60_000)
    assert page.locator(ROWS).count() == 6, "the textbook's six"
    plot = page.get_by_test_id("surface")
    assert plot.get_attribute("data-start") == "-4,2"
    before = places(page)

    box = plot.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 0.75 * box["width"], box["y"] + 0.75 * box["height"])
    wait_until(lambda: all(a != b for a, b in zip(before, places(page), strict=True)), "other ends of all six paths")
    start = plot.get_attribute("data-start")
    assert start is not None
    assert start != "-4,2"
    x, y = (float(part) for part in start.split(","))
    assert x > 0 > y, "right of the middle and below it"

    scrubber = page.get_by_test_id("surface-scrubber")
    scrubber.focus()
    page.keyboard.press("Home")
    wait_until(lambda: set(places(page)) == {(f"{x:g}", f"{y:g}")}, "everybody at the start")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_test_id("surface-step")).to_have_text("1")
    first = places(page)
    kept = "() => location.search.includes('at=1') && location.search.includes('from=')"
    wait_until(lambda: page.evaluate(kept), "start and step in the address")
    page.reload()
    wait_until(lambda: page.locator(ROWS).count() == 6 and places(page) == first, "the same view after a reload")

    page.get_by_test_id("surface").focus()
    page.keyboard.press("ArrowUp")
    wait_until(lambda: plot.get_attribute("data-start") != start, "the start moved by a key")
    assert plot.get_attribute("data-start") == f"{x:g},{y + 0.1:g}"

    page.get_by_test_id("play").click()
    wait_until(lambda: page.get_by_test_id("surface-step").inner_text() == "100", "the end of the animation")
    expect(page.get_by_test_id("play")).to_have_attribute("data-playing", "false")


def test_a_formula_of_ones_own_is_drawn_and_a_bad_one_is_marked(server: RunningServer, page: Page) -> None:
    page.goto(f"{server.url}/?page=surfaces&surface=expression#token={server.token}")
    page.wait_for_selector(ROWS, timeout=60_000)
    before = places(page)
    field = page.get_by_test_id("expression")
    field.fill('__import__("os")')
    told = page.locator("[role=alert][data-position]")
    expect(told).to_have_attribute("data-position", "1")
    expect(told).to_contain_text("“__import__” is not known")
    assert places(page) == before, "the last paths that could be drawn stay"
    field.fill("x^2 + 3*y^2 + sin(3*x)")
    wait_until(lambda: places(page) != before, "paths on the new surface")
    expect(told).to_have_count(0)
