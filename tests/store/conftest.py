from collections.abc import Iterator
from pathlib import Path

import pytest

from dynascope.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "data")
    yield opened
    opened.close()
