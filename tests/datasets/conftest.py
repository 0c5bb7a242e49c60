from collections.abc import Iterator

import pytest

from tests.datasets.file_server import FileServer


@pytest.fixture
def file_server() -> Iterator[FileServer]:
    server = FileServer()
    yield server
    server.stop()
