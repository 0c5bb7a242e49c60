"""Fixtures for the whole suite: the product, running for real."""

import importlib
import os
import signal
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import hypothesis
import pytest

from tests.running import RunningServer

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # So a shell starts what it puts into the background; programs under test would inherit it and be deaf to Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Programs are compiled in a hurry, here and in what the tests start: XLA's optimizer would take most of the time.
# What is computed (tests/training, tests/product, tests/e2e) is tested with the programs that users run.
os.environ["JAX_DISABLE_MOST_OPTIMIZATIONS"] = "1"
AS_SHIPPED = {"JAX_DISABLE_MOST_OPTIMIZATIONS": "0"}

# How long an example takes tells of the machine and of who else uses it.
hypothesis.settings.register_profile("tests", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("tests")

SETTINGS = {"DYNASCOPE_WORKER_NICENESS": "0"}
"""Tests wait for the training, on machines that are busy with other tests."""


@contextmanager
def compiled_as_shipped() -> Generator[None]:
    """What is compiled in this process, and in those that it starts, is compiled as users have it."""
    before = os.environ["JAX_DISABLE_MOST_OPTIMIZATIONS"]
    configuration: Any = importlib.import_module("jax").config  # most folders of tests do without
    os.environ.update(AS_SHIPPED)
    configuration.update("jax_disable_most_optimizations", False)
    yield
    os.environ["JAX_DISABLE_MOST_OPTIMIZATIONS"] = before
    configuration.update("jax_disable_most_optimizations", True)


@pytest.fixture(scope="session")
def compilation_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of compiled programs that all servers of this session share."""
    return tmp_path_factory.mktemp("compiled")


@pytest.fixture(scope="session")
def shared_servers(
    tmp_path_factory: pytest.TempPathFactory, compilation_cache: Path
) -> Iterator[Callable[[Mapping[str, str]], RunningServer]]:
    """Gives the one server of a session that has these settings."""
    running: dict[frozenset[tuple[str, str]], RunningServer] = {}

    def shared(settings: Mapping[str, str]) -> RunningServer:
        key = frozenset(settings.items())
        if key not in running:
            folder = tmp_path_factory.mktemp("shared") / "data"
            running[key] = RunningServer(folder, compilation_cache, settings).start()
        return running[key]

    yield shared
    for server in running.values():
        server.stop()


@pytest.fixture(scope="session")
def settings() -> Mapping[str, str]:
    """The environment of servers under test; folders whose tests need another one say so."""
    return SETTINGS


@pytest.fixture(scope="session")
def shipped(shared_servers: Callable[[Mapping[str, str]], RunningServer]) -> RunningServer:
    """A server whose programs are compiled as users have them."""
    return shared_servers({**SETTINGS, **AS_SHIPPED})


@pytest.fixture(scope="session")
def server(shared_servers: Callable[[Mapping[str, str]], RunningServer]) -> RunningServer:
    """One server for all tests that only use it. Who stops it or sets it up takes `start_server` instead."""
    return shared_servers(SETTINGS)


@pytest.fixture
def start_server(
    tmp_path: Path, compilation_cache: Path, settings: Mapping[str, str]
) -> Iterator[Callable[..., RunningServer]]:
    """Starts servers that end with the test: `start_server()`, `start_server(environment={...})`."""
    started: list[RunningServer] = []

    def start(environment: Mapping[str, str] | None = None, **options: object) -> RunningServer:
        where = {"data_dir": tmp_path / f"server-{len(started)}", "cache": compilation_cache, **options}
        running = RunningServer(**where, environment={**settings, **(environment or {})})  # type: ignore[arg-type]
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
