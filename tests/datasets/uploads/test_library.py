"""The folder of uploads: there whole, or not at all."""

from pathlib import Path

import pytest

from dynascope.datasets.uploads.library import Library
from dynascope.errors import NotFound
from tests.datasets.uploads.conftest import Add


def test_uploads_are_listed_newest_first(library: Library, add: Add) -> None:
    first, second = add(b"a,b\n1,2\n", "first.csv"), add(b"a,b\n3,4\n", "second.csv")
    assert [about.id for about in library.all()] == [second.id, first.id]
    assert library.about(first.id) == first
    assert library.data(first.id).exists()
    library.remove(first.id)
    assert library.all() == [second]


def test_what_is_kept_is_the_table_and_what_is_known_of_it(library: Library, add: Add, tmp_path: Path) -> None:
    about = add(b"a,b\n1,2\n", "table.csv")
    assert sorted(path.name for path in (tmp_path / "uploads" / about.id).iterdir()) == ["about.json", "data.parquet"]
    assert [path.name for path in (tmp_path / "uploads").iterdir()] == [about.id]


@pytest.mark.parametrize("name", ["0123456789abcdef", "", "..", "../..", "ABCDEF0123456789", "a" * 200])
def test_an_unknown_id_is_told(library: Library, name: str) -> None:
    for ask in (library.about, library.data, library.remove):
        with pytest.raises(NotFound, match="there is no upload"):
            ask(name)


def test_what_a_killed_server_left_is_removed(library: Library, add: Add, tmp_path: Path) -> None:
    about = add(b"a,b\n1,2\n", "table.csv")
    left = tmp_path / "uploads" / ".incoming-left"
    left.mkdir()
    (left / "body").write_bytes(b"half")
    library.open()
    assert [path.name for path in (tmp_path / "uploads").iterdir()] == [about.id]
