from collections.abc import Callable
from pathlib import Path

import pytest

from dynascope.datasets.uploads.about import About
from dynascope.datasets.uploads.intake import take_in
from dynascope.datasets.uploads.library import Library
from tests.datasets.uploads.tables import UNPACKED_LIMIT

Add = Callable[[bytes, str], About]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    made = Library(tmp_path)
    made.open()
    return made


@pytest.fixture
def add(library: Library) -> Add:
    """Takes a file into the library."""

    def take(content: bytes, name: str = "table.csv") -> About:
        with library.incoming() as folder:
            (folder / "body").write_bytes(content)
            about = take_in(folder, name, UNPACKED_LIMIT)
            library.keep(folder, about.id)
        return about

    return take
