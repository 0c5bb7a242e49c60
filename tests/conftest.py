"""Fixtures for the whole suite: the product, running for real."""

import signal
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import httpx
import pytest

from tests.running import RunningServer

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # So a shell starts what it puts into the background; programs under test would inherit it and be deaf to Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)

SETTINGS = {"DYNASCOPE_WORKER_NICENESS": "0"}
"""Tests wait for the training, on machines that are busy with other tests."""


@pytest.fixture(scope="session")
def compilation_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of compiled programs that all servers of this session share."""
    return tmp_path_factory.mktemp("compiled")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, compilation_cache: Path) -> Iterator[RunningServer]:
    """One server for all tests that only use it. Who stops it or sets it up takes `start_server` instead."""
    running = RunningServer(tmp_path_factory.mktemp("shared") / "data", compilation_cache, SETTINGS).start()
    yield running
    running.stop()


@pytest.fixture
def start_server(tmp_path: Path, compilation_cache: Path) -> Iterator[Callable[..., RunningServer]]:
    """Starts servers that end with the test: `start_server()`, `start_server(environment={...})`."""
    started: list[RunningServer] = []

    def start(environment: Mapping[str, str] | None = None, **options: object) -> RunningServer:
        settings = {"data_dir": tmp_path / f"server-{len(started)}", "cache": compilation_cache, **options}
        running = RunningServer(**settings, environment={**SETTINGS, **(environment or {})})  # type: ignore[arg-type]
        started.append(running)
        return running.start()

    yield start
    for running in started:
        if running.process is not None and running.process.poll() is None:
            running.stop()


@pytest.fixture
def client(server: RunningServer) -> Iterator[httpx.Client]:
    """An HTTP client for `/api/v1` of the shared server, token included."""
    with server.client() as opened:
        yield opened
