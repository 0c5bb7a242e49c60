"""Programs that one test compiled are there for the others, also for the servers of the suite."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jax
import pytest

from dynascope.training import configure_cache


@pytest.fixture(autouse=True, scope="package")
def _as_shipped() -> Iterator[None]:
    """What is computed is tested as it is compiled for users, not in a hurry."""
    configuration: Any = jax.config
    configuration.update("jax_disable_most_optimizations", False)
    yield
    configuration.update("jax_disable_most_optimizations", True)


@pytest.fixture(autouse=True, scope="session")
def _programs(compilation_cache: Path) -> None:
    configure_cache(compilation_cache)
