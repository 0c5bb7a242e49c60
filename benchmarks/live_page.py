"""What a person feels in the browser: click to first painted point, refreshes while live, the longest task.

    python -m benchmarks.live_page

runs a real headless Chromium against servers of its own on loopback. The first preset is launched with an empty
compilation cache, then again with a warm one; then eight runs are watched in four panels.
"""

from __future__ import annotations

import itertools
import json
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright
from rich.console import Console
from rich.table import Table

from tests.chromium import FLAGS, find_chromium
from tests.running import RunningServer

WARM = 5
SECONDS = 15

PAINTED = """() => {
  const path = document.querySelector('[data-panel="learning-curves"] .scatterlayer path.js-line');
  return path !== null && (path.getAttribute('d') ?? '').length > 0
    ? performance.now()
    : document.querySelector('[data-panel="learning-curves"] .scatterlayer .point') !== null ? performance.now() : null;
}"""

WATCH = """() => {
  window.tasks = [];
  window.refreshes = [];
  const note = entries => { for (const e of entries) window.tasks.push(e.duration); };
  new PerformanceObserver(list => note(list.getEntries())).observe({type: 'longtask', buffered: false});
  document.querySelector('[data-panel="learning-curves"] .js-plotly-plot')
    .on('plotly_afterplot', () => window.refreshes.push(performance.now()));
}"""

EIGHT_RUNS: dict[str, Any] = {
    "name": "Eight runs",
    "base": {"model": {"name": "mlp", "hidden_sizes": [64] * 4}, "steps": 40_000},
    "vary": [{"path": "model.activation", "values": ["sigmoid", "tanh", "relu", "elu"]}],
    "seeds": [0, 1],
}


def open_page(browser: Browser) -> Page:
    """A page with a storage of its own."""
    return browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-US").new_page()


def click_to_paint(browser: Browser, server: RunningServer) -> float:
    """Seconds from the click on the first preset to the first painted point."""
    page = open_page(browser)
    page.goto(server.link)
    page.wait_for_selector("[data-preset] button")
    page.wait_for_timeout(1500)
    began = time.monotonic()
    page.locator("[data-preset] button").first.click()
    page.wait_for_function(PAINTED, polling="raf", timeout=120_000)
    seconds = time.monotonic() - began
    page.wait_for_selector("[data-job][data-status=succeeded]", timeout=240_000)
    page.context.close()
    return seconds


def processor_time(trace: bytes) -> float:
    """The most processor time, in milliseconds, that one task of the busiest main thread took."""
    events = json.loads(trace)["traceEvents"]
    main = {
        (e["pid"], e["tid"]) for e in events if e["name"] == "thread_name" and e["args"]["name"] == "CrRendererMain"
    }
    times = [
        (e["pid"], e.get("tdur", 0)) for e in events if (e["pid"], e["tid"]) in main and e["name"].endswith("RunTask")
    ]
    return max(time for _, time in times) / 1000


def live(browser: Browser, server: RunningServer) -> tuple[float, list[float], float, float]:
    """Refreshes a second, durations of tasks over 50 ms, the median interval, and the most processor time of a task.

    A task's duration holds what others took of the machine meanwhile; its processor time does not. Eight runs are live.
    """
    job = server.launch(EIGHT_RUNS)
    page = open_page(browser)
    page.goto(f"{server.url}/?job={job['id']}#token={server.token}")
    page.wait_for_function(PAINTED, timeout=120_000)
    page.wait_for_timeout(5000)
    page.evaluate(WATCH)
    page.wait_for_timeout(SECONDS * 1000)
    refreshes: list[float] = page.evaluate("() => window.refreshes")
    tasks: list[float] = page.evaluate("() => window.tasks")
    browser.start_tracing(page=page, categories=["toplevel"])  # afterwards: it slows the page down
    page.wait_for_timeout(SECONDS * 1000)
    processor = processor_time(browser.stop_tracing())
    with server.client() as client:
        running = client.get(f"/jobs/{job['id']}").json()["status"]
        client.post(f"/jobs/{job['id']}/cancel")
    assert running == "running", f"the job was {running} before the measurement ended"
    page.context.close()
    gaps = [later - earlier for earlier, later in itertools.pairwise(refreshes)]
    return len(refreshes) / SECONDS, tasks, statistics.median(gaps) / 1000, processor


def main() -> None:
    """Prints the table."""
    table = Table("what", "measured", "allowed", title="The page, live")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        server = RunningServer(Path(folder) / "data").start()
        try:
            time.sleep(6)
            cold = click_to_paint(browser, server)
            warm = []
            for _ in range(WARM):
                time.sleep(6)
                warm.append(click_to_paint(browser, server))
            rate, tasks, gap, processor = live(browser, server)
        finally:
            server.stop()
            browser.close()
    table.add_row("click to first painted point, first time ever", f"{cold:.2f} s", "8 s")
    table.add_row(
        f"the same, warm ({WARM} times)", f"median {statistics.median(warm):.2f} s, slowest {max(warm):.2f} s", "3 s"
    )
    table.add_row("refreshes of the curves, eight runs live", f"{rate:.1f} a second, median gap {gap:.2f} s", "4")
    longest = f"longest {max(tasks):.0f} ms, {len(tasks)} over 50 ms" if tasks else "none over 50 ms"
    table.add_row(f"main-thread tasks in {SECONDS} s", longest, "50 ms")
    table.add_row("processor time of the longest", f"{processor:.0f} ms", "")
    Console(width=110).print(table)


if __name__ == "__main__":
    main()
