"""Programs that one test compiled are there for the others, also for the servers of the suite."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dynascope.training import configure_cache
from tests.conftest import compiled_as_shipped


@pytest.fixture(autouse=True, scope="package")
def _as_shipped() -> Iterator[None]:
    """What is computed is tested as it is compiled for users, not in a hurry."""
    with compiled_as_shipped():
        yield


@pytest.fixture(autouse=True, scope="session")
def _programs(compilation_cache: Path) -> None:
    configure_cache(compilation_cache)
