"""The surfaces' page: a click moves the start of all paths, a link repeats what is seen, a bad formula is marked."""

import httpx
from playwright.sync_api import Page, expect

from tests.running import RunningServer, wait_until

ROWS = "[data-testid=standings] tbody tr"
RATES = {"sgd": 0.09, "momentum": 0.02, "nesterov": 0.02, "adagrad": 1, "rmsprop": 0.1, "adam": 0.3}
STEPS = 100

Places = list[tuple[float, float]]

HEADS = """rows => {
  const plot = document.querySelector('[data-testid=surface]');
  const canvas = plot.querySelector('[data-testid=paths]');
  const [left, right, low, high] = plot.dataset.domain.split(',').map(Number);
  const context = canvas.getContext('2d');
  return rows.map(row => {
    const x = (Number(row.dataset.x) - left) / (right - left) * canvas.width;
    const y = (high - Number(row.dataset.y)) / (high - low) * canvas.height;
    const [r, g, b] = context.getImageData(Math.round(x), Math.round(y), 1, 1).data;
    return [x, y, `rgb(${r}, ${g}, ${b})`, getComputedStyle(row.querySelector('svg line')).stroke];
  });
}"""
"""For each row of the table: where its head lies on the canvas, the colour there, and the colour of its legend."""


def places(page: Page) -> Places:
    """Where each optimizer is, as the table knows it."""
    read = "rows => rows.map(row => [Number(row.dataset.x), Number(row.dataset.y)])"
    return [(x, y) for x, y in page.locator(ROWS).evaluate_all(read)]


def show_step(page: Page, step: int) -> Places:
    """Holds a step by the keyboard: from the nearer end, so far from it."""
    page.get_by_test_id("surface-scrubber").focus()
    key, times = ("ArrowRight", step) if step <= STEPS / 2 else ("ArrowLeft", STEPS - step)
    page.keyboard.press("Home" if key == "ArrowRight" else "End")
    for _ in range(times):
        page.keyboard.press(key)
    expect(page.get_by_test_id("surface-step")).to_have_text(str(step))
    return places(page)


def test_six_paths_start_by_click_and_key_and_are_those_of_the_interface(
    server: RunningServer, page: Page, client: httpx.Client
) -> None:
    page.goto(f"{server.url}/?page=surfaces#token={server.token}")
    page.wait_for_selector(ROWS, timeout=60_000)
    plot = page.get_by_test_id("surface")
    assert plot.get_attribute("data-start") == "-4,2"
    before = places(page)

    box = plot.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 0.75 * box["width"], box["y"] + 0.75 * box["height"])
    wait_until(lambda: all(a != b for a, b in zip(before, places(page), strict=True)), "other ends of all six paths")
    x, y = (float(part) for part in str(plot.get_attribute("data-start")).split(","))
    assert x > 0 > y, "right of the middle and below it"
    plot.focus()
    page.keyboard.press("ArrowUp")
    y = round(y + 0.1, 6)
    wait_until(lambda: plot.get_attribute("data-start") == f"{x:g},{y:g}", "the start moved by a key")
    show_step(page, 0)
    wait_until(lambda: places(page) == [(x, y)] * 6, "all six at the start")

    optimizers = [{"name": name, "learning_rate": rate} for name, rate in RATES.items()]
    body = {"surface": "valley", "start": [x, y], "steps": STEPS, "optimizers": optimizers, "grid": None}
    paths = client.post("/surfaces/trajectories", json=body).raise_for_status().json()["paths"]
    for step in (1, 5, STEPS - 3, STEPS):
        assert show_step(page, step) == [(path["x"][step], path["y"][step]) for path in paths]

    show_step(page, 5)
    heads = page.locator(ROWS).evaluate_all(HEADS)
    seen = [
        (there == legend)
        for row, (left, top, there, legend) in enumerate(heads)
        if all(abs(left - other[0]) + abs(top - other[1]) > 12 for other in heads[row + 1 :])
    ]
    assert len(seen) >= 4, "heads that no later one covers"
    assert all(seen), "each head lies on the plot where the table says, in its colour"

    wait_until(lambda: page.evaluate("() => location.search.includes('at=5')"), "start and step in the address")
    fifth = places(page)
    page.reload()
    wait_until(lambda: page.locator(ROWS).count() == 6 and places(page) == fifth, "the same view after a reload")

    show_step(page, STEPS - 5)
    page.get_by_test_id("play").click()
    expect(page.get_by_test_id("surface-step")).to_have_text(str(STEPS))
    expect(page.get_by_test_id("play")).to_have_attribute("data-playing", "false")


def test_a_formula_of_ones_own_is_drawn_and_a_bad_one_is_marked(server: RunningServer, page: Page) -> None:
    two = "((name:sgd,learning_rate:0.02),(name:adam,learning_rate:0.1))"
    page.goto(f"{server.url}/?page=surfaces&surface=expression&paths={two}#token={server.token}")
    page.wait_for_selector(ROWS, timeout=60_000)
    before = places(page)
    field = page.get_by_test_id("expression")
    field.fill('__import__("os")')
    told = page.locator("[role=alert][data-position]")
    expect(told).to_have_attribute("data-position", "1")
    expect(told).to_contain_text("“__import__” is not known")
    assert places(page) == before, "the last paths that could be drawn stay"
    field.fill("x^2 + 3*y^2 + sin(3*x)")
    alerts = page.get_by_role("alert")
    expect(told).to_have_count(0)
    wait_until(lambda: places(page) != before, "paths on the new surface")
    expect(alerts).to_have_count(0)
