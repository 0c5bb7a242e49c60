"""Programs that one test compiled are there for the others, also for the servers of the suite."""

from pathlib import Path

import pytest

from dynascope.training import configure_cache


@pytest.fixture(autouse=True, scope="session")
def _programs(compilation_cache: Path) -> None:
    configure_cache(compilation_cache)
