"""The surfaces' page: how long paths take to come, and how smoothly they are animated.

    python -m benchmarks.surfaces_page

asks a server of its own for paths, cold and warm, then plays every example in a real headless Chromium and reads the
times between frames and the tasks over 50 ms.
"""

from __future__ import annotations

import itertools
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, Page, sync_playwright
from rich.console import Console
from rich.table import Table

from benchmarks.live_page import processor_time
from tests.chromium import FLAGS, find_chromium
from tests.running import RunningServer

WEBGL = "--enable-unsafe-swiftshader"  # where there is no graphics card
WARM = 20
SECONDS = 4  # of the eight that an animation takes
EXAMPLES = ("six", "early", "rosenbrock", "saddle", "minima", "humps")
NAMES = ("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "nadam", "adamw")

WATCH = """() => {
  window.tasks = [];
  window.frames = [];
  new PerformanceObserver(list => { for (const e of list.getEntries()) window.tasks.push(e.duration); })
    .observe({type: 'longtask', buffered: false});
  const tick = now => { window.frames.push(now); requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
}"""


def ask(client: httpx.Client, **body: Any) -> float:
    """Seconds until the paths have come."""
    began = time.perf_counter()
    answer = client.post("/surfaces/trajectories", json=body)
    seconds = time.perf_counter() - began
    assert answer.status_code == httpx.codes.OK, answer.text
    return seconds


def answers(server: RunningServer, table: Table) -> None:
    """The times of the interface."""
    with server.client() as client:
        table.add_row("first paths of a fresh server (six rules, grid)", f"{ask(client):.2f} s", "a few seconds")
        first = ask(client, surface="rosenbrock")
        table.add_row("first paths on another surface (compiled)", f"{first:.2f} s", "")
        formula = {"name": "expression", "expression": "x^2 + 10*y^2 - cos(3*x)"}
        table.add_row("first paths on a formula (compiled)", f"{ask(client, surface=formula):.2f} s", "")
        eight = [{"name": name, "learning_rate": 0.001} for name in NAMES]
        ask(client, surface="rosenbrock", optimizers=eight, steps=500)
        times = [
            ask(
                client,
                surface="rosenbrock",
                steps=500,
                grid=None,
                optimizers=[{**one, "learning_rate": 0.001 + 1e-5 * turn} for one in eight],
            )
            for turn in range(WARM)
        ]
        text = f"median {1000 * statistics.median(times):.0f} ms, slowest {1000 * max(times):.0f} ms"
        table.add_row(f"8 optimizers × 500 steps, another rate each time ({WARM} times)", text, "150 ms")


def start(page: Page, example: str) -> None:
    """Starts an example, and waits until it plays and its surface, drawn once, is there."""
    page.locator(f"[data-example={example}]").click()
    page.wait_for_function("() => document.querySelector('[data-testid=play]').dataset.playing === 'true'")
    page.wait_for_timeout(1500)


def animate(browser: Browser, page: Page, example: str) -> tuple[float, float, list[float], float]:
    """Frames a second, the longest time between two (ms), the tasks over 50 ms, and the most processor time (ms) of a
    task, while an example plays. A task's duration holds what others took of the machine meanwhile; its processor
    time does not.
    """
    start(page, example)
    page.evaluate("() => { window.tasks.length = 0; window.frames.length = 0; }")
    page.wait_for_timeout(SECONDS * 1000)
    frames: list[float] = page.evaluate("() => window.frames")
    tasks: list[float] = page.evaluate("() => window.tasks")
    start(page, example)
    browser.start_tracing(page=page, categories=["toplevel"])  # a second time: it slows the page down
    page.wait_for_timeout(SECONDS * 1000)
    processor = processor_time(browser.stop_tracing())
    gaps = [later - earlier for earlier, later in itertools.pairwise(frames)]
    return 1000 * len(gaps) / (frames[-1] - frames[0]), max(gaps), tasks, processor


def animation(browser: Browser, server: RunningServer, table: Table) -> None:
    """Every example, played."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-US").new_page()
    page.goto(f"{server.url}/?page=surfaces#token={server.token}")
    page.wait_for_selector("[data-testid=standings]", timeout=60_000)
    page.evaluate(WATCH)
    for example, drawing in [*((name, "contour") for name in EXAMPLES), ("minima", "3-D")]:
        if drawing == "3-D":
            page.get_by_text("3-D", exact=True).click()
            page.wait_for_timeout(4000)
        rate, gap, tasks, processor = animate(browser, page, example)
        longest = f"longest {max(tasks):.0f} ms" if tasks else "none"
        text = (
            f"{rate:.0f} frames/s, longest gap {gap:.0f} ms; tasks over 50 ms: {longest}; "
            f"most processor time of a task {processor:.0f} ms"
        )
        table.add_row(f"animating “{example}”, {drawing}", text, "60 frames/s, or none over 50 ms")


def main() -> None:
    """Prints the table."""
    table = Table("what", "measured", "allowed", title="The surfaces' page")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=[*FLAGS, WEBGL])
        server = RunningServer(Path(folder) / "data").start()
        try:
            answers(server, table)
            animation(browser, server, table)
        finally:
            browser.close()
            server.stop()
    Console(width=130).print(table)


if __name__ == "__main__":
    main()
