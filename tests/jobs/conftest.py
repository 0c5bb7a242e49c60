from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.jobs.making import Bench, Endpoint, by_hand, with_processes


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """A service whose producer is the test."""
    made = by_hand(tmp_path / "data")
    yield made
    made.stop()


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    made = Endpoint()
    yield made
    made.close()


@pytest.fixture
def processes(tmp_path: Path, endpoint: Endpoint) -> Iterator[Callable[..., Bench]]:
    """Starts services whose producers are real processes; all end with the test."""
    started: list[Bench] = []

    def start(behaviour: str, **settings: Any) -> Bench:
        started.append(
            with_processes(tmp_path / "data", endpoint, behaviour, **{"stop_grace_seconds": 1.0, **settings})
        )
        return started[-1]

    yield start
    for made in started:
        made.stop()
