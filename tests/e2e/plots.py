"""Reads the plots' own data out of a page."""

from typing import Any

from playwright.sync_api import Page

PANELS = ("learning-curves", "layer-profile", "layer-heatmaps", "distributions")

_TRACES = """name => {
  const plot = document.querySelector(`[data-panel="${name}"] .js-plotly-plot`);
  const numbers = values => values === undefined ? null : Array.from(values, Number);
  const rows = z => z === undefined ? null : Array.from(z, row => Array.from(row, v => v === null ? NaN : Number(v)));
  return plot === null || plot.data === undefined ? [] : plot.data.map(
    trace => ({name: trace.name, type: trace.type, x: numbers(trace.x), y: numbers(trace.y), z: rows(trace.z),
               x0: trace.x0 ?? null, dx: trace.dx ?? null}));
}"""

# What a panel shows: its traces and its marks (the held step), not its texts.
_DRAWN = """name => {
  const panel = document.querySelector(`[data-panel="${name}"]`);
  const plot = panel.querySelector('.js-plotly-plot');
  const marks = Array.from(panel.querySelectorAll('svg line, svg rect'), m => m.outerHTML);
  return JSON.stringify([plot.data.map(t => [Array.from(t.x ?? []), Array.from(t.y ?? [])]), marks]);
}"""


def traces(page: Page, panel: str) -> list[dict[str, Any]]:
    """The traces of a panel with their numbers; empty where nothing is drawn yet."""
    return page.evaluate(_TRACES, panel)


def drawn(page: Page, panel: str) -> str:
    """A panel's numbers and marks as one text, to tell whether it changed."""
    return page.evaluate(_DRAWN, panel)


def rows(page: Page, run: str, metric: str) -> dict[str, Any]:
    """The rows of a run that the page holds."""
    return page.evaluate("([run, metric]) => window.__dynascope.series(run, metric)", [run, metric])


def job_status(page: Page) -> str | None:
    """The status that the page shows for its job."""
    return page.evaluate("() => document.querySelector('[data-job][data-status]')?.dataset.status ?? null")


def job_id(page: Page) -> str:
    """The job that the page shows."""
    return page.evaluate("() => document.querySelector('[data-job][data-status]').dataset.job")
