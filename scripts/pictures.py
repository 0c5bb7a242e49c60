"""Takes the pictures of the page that the documents show.

    python -m scripts.pictures [NAME ...]

starts a server on a data folder of its own, trains what is to be seen, and photographs the built page in headless
Chromium into `docs/`.
"""

from __future__ import annotations

import argparse
import copy
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from dynascope.catalog.presets import PRESETS
from tests.chromium import FLAGS, find_chromium
from tests.running import RunningServer

DOCS = Path(__file__).parents[1] / "docs"


@dataclass(frozen=True)
class Picture:
    """What is looked at, `query` or the job of a `preset`, and in which window."""

    query: str = ""
    preset: str | None = None
    width: int = 1440
    height: int | None = 900
    scheme: Any = "light"
    locale: str = "en-US"


KOREAN_DARK: dict[str, Any] = {"scheme": "dark", "locale": "ko-KR"}
NARROW: dict[str, Any] = {"width": 390, "height": None}
PICTURES = {
    "compare": Picture(preset="vanishing"),
    "catalog": Picture("page=catalog&entry=optimizer.adam"),
    "catalog-narrow": Picture("page=catalog&entry=activation.elu", **NARROW),
    "catalog-korean-dark": Picture("page=catalog&entry=initializer.xavier_normal", **KOREAN_DARK | {"height": 1400}),
    "surfaces": Picture("page=surfaces"),
    "surfaces-3d": Picture("page=surfaces&example=minima&drawing=surface", scheme="dark"),
    "surfaces-korean-dark": Picture("page=surfaces", **KOREAN_DARK),
    "surfaces-narrow": Picture("page=surfaces", **NARROW),
}
"""By the name of the file. A height of None is the whole page."""


def take(browser: Browser, server: RunningServer, name: str, picture: Picture) -> None:
    """One picture."""
    query = picture.query
    if picture.preset is not None:
        request = next(one.request for one in PRESETS if one.id == picture.preset)
        query = f"job={server.train(copy.deepcopy(dict(request)), seconds=600)['id']}"
    window = {"width": picture.width, "height": picture.height or 900}
    context = browser.new_context(viewport=window, color_scheme=picture.scheme, locale=picture.locale)
    page = context.new_page()
    page.goto(f"{server.url}/?{query}#token={server.token}")
    page.wait_for_load_state("networkidle")
    _settle(page)
    page.screenshot(path=str(DOCS / f"{name}.png"), full_page=picture.height is None)
    context.close()


def _settle(page: Page) -> None:
    """Until all that is drawn where it is first seen is drawn, and at rest."""
    for top in range(0, page.evaluate("document.documentElement.scrollHeight"), 500):
        page.evaluate(f"window.scrollTo(0, {top})")
        page.wait_for_timeout(400)
    page.evaluate("window.scrollTo(0, 0)")
    page.wait_for_timeout(5000)


def main() -> None:
    """Takes those that are named, or all."""
    parser = argparse.ArgumentParser(prog="python -m scripts.pictures", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(PICTURES)}")
    names = parser.parse_args().names or list(PICTURES)
    unknown = set(names) - set(PICTURES)
    if unknown:
        parser.error(f"no such picture: {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        flags = [*FLAGS, "--enable-unsafe-swiftshader"]
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=flags)
        server = RunningServer(Path(folder)).start()
        try:
            for name in names:
                take(browser, server, name, PICTURES[name])
                print(name)
        finally:
            server.stop()
            browser.close()


if __name__ == "__main__":
    main()
