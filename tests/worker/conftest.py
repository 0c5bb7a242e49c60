from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.conftest import compiled_as_shipped
from tests.sdk.collector import Collector
from tests.worker.process import PROGRAM, Worker


@pytest.fixture(autouse=True, scope="package")
def _as_shipped() -> Iterator[None]:
    """What a worker posts is compared with what the engine makes in this process: both are compiled alike."""
    with compiled_as_shipped():
        yield


@pytest.fixture
def collector() -> Iterator[Collector]:
    started = Collector().start()
    yield started
    started.stop()


@pytest.fixture
def start_worker(tmp_path: Path) -> Iterator[Callable[..., Worker]]:
    """Starts workers that end with the test."""
    started: list[Worker] = []

    def start(program: Sequence[str] = PROGRAM) -> Worker:
        started.append(Worker(tmp_path, program))
        return started[-1]

    yield start
    for worker in started:
        worker.end()


@pytest.fixture
def worker(start_worker: Callable[..., Worker]) -> Worker:
    return start_worker().wait_until_ready()
