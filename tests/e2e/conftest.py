"""A real Chromium in front of a real server."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.chromium import FLAGS, find_chromium
from tests.conftest import AS_SHIPPED, SETTINGS
from tests.running import RunningServer

HERE = Path(__file__).parent

PATIENCE = 60_000
"""Milliseconds that the page may take to show what is waited for, on a machine that is busy with other tests."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test in this folder is an end-to-end test."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def settings() -> Mapping[str, str]:
    """Programs are compiled as users have them."""
    return {**SETTINGS, **AS_SHIPPED}


@pytest.fixture(scope="session")
def server(shipped: RunningServer) -> RunningServer:
    """Programs are compiled as users have them."""
    return shipped


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    path = find_chromium()
    assert path is not None, "no Chromium: install it, or name it with CHROMIUM=/path/to/chromium"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page with a storage of its own. A test fails on any error that the page did not catch."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-US")
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(f"{error.name}: {error.message}\n{error.stack}"))
    yield opened
    context.close()
    assert errors == [], "\n".join(errors)
