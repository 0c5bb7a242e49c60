"""Fetching: what arrives is whole or not there, and who has no network learns what to do."""

import threading
from pathlib import Path

import pytest

from dynascope.datasets.download import Shelf, fetch
from dynascope.datasets.sources import SOURCES, Source
from dynascope.errors import DatasetUnavailable
from tests.datasets.file_server import FileServer
from tests.datasets.formats import source

FILES = {"images.gz": b"images" * 500_000, "labels.gz": b"labels"}


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


@pytest.fixture
def toys(file_server: FileServer) -> Source:
    file_server.files = {f"/toys/{name}": content for name, content in FILES.items()}
    return source("toys", FILES, f"{file_server.url}/toys")


def left(shelf: Shelf) -> dict[str, bytes]:
    """What lies there, the lock apart."""
    return {path.name: path.read_bytes() for path in shelf.folder.rglob("*") if path.is_file() and path.name != ".lock"}


def test_files_arrive_whole_and_once(toys: Source, shelf: Shelf, file_server: FileServer) -> None:
    told: list[tuple[int, int]] = []
    fetch(toys, shelf, lambda here, whole: told.append((here, whole)))
    assert left(shelf) == FILES
    assert told == sorted(told)
    assert len(told) > 2
    assert told[-1] == (toys.size, toys.size)
    fetch(toys, shelf)
    assert len(file_server.asked) == 2


def test_threads_that_ask_at_once_fetch_once(toys: Source, shelf: Shelf, file_server: FileServer) -> None:
    threads = [threading.Thread(target=fetch, args=(toys, shelf)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert left(shelf) == FILES
    assert len(file_server.asked) == 2


def test_the_next_address_is_asked_where_one_fails(shelf: Shelf, file_server: FileServer) -> None:
    toys = source("toys", FILES, f"{file_server.url}/gone", f"{file_server.url}/lies", f"{file_server.url}/toys")
    file_server.files = {f"/toys/{name}": content for name, content in FILES.items()}
    file_server.files |= {f"/lies/{name}": content.upper() for name, content in FILES.items()}
    fetch(toys, shelf)
    assert left(shelf) == FILES


def test_a_mirror_takes_the_place_of_the_official_addresses(tmp_path: Path, file_server: FileServer) -> None:
    file_server.files = {f"/sets/toys/{name}": content for name, content in FILES.items()}
    toys = source("toys", FILES, "http://127.0.0.1:9/never-asked")
    fetch(toys, Shelf(tmp_path, f"{file_server.url}/sets/"))
    assert left(Shelf(tmp_path)) == FILES


@pytest.mark.parametrize(
    ("content", "cut", "reason"),
    [
        (b"x" * 3_000_000, None, "its SHA-256 is"),
        (b"images", None, "it has 6 bytes; expected 3,000,000"),
        (b"images" * 600_000, None, "sent more than the 3,000,000 bytes of the file"),
        (FILES["images.gz"], 1_000_000, "RemoteProtocolError"),
        (None, None, "answered 404 Not Found"),
    ],
    ids=["other content", "shorter", "longer", "broken off", "not there"],
)
def test_what_is_not_the_file_is_refused_and_nothing_is_left(
    toys: Source, shelf: Shelf, file_server: FileServer, content: bytes | None, cut: int | None, reason: str
) -> None:
    address = "/toys/images.gz"
    if content is None:
        del file_server.files[address]
    else:
        file_server.files[address] = content
    if cut is not None:
        file_server.cut[address] = cut
    with pytest.raises(DatasetUnavailable) as caught:
        fetch(toys, shelf)
    assert f"{file_server.url}{address}: " in caught.value.detail
    assert reason in caught.value.detail
    assert left(shelf) == {}
    file_server.files[address] = FILES["images.gz"]
    file_server.cut.clear()
    fetch(toys, shelf)
    assert left(shelf) == FILES


def test_offline_the_sentence_says_what_to_put_where(shelf: Shelf) -> None:
    closed = FileServer()
    closed.stop()
    offline = source("toys", FILES, closed.url)
    with pytest.raises(DatasetUnavailable) as caught:
        fetch(offline, shelf)
    detail = caught.value.detail
    assert "toys" in detail
    assert f"{closed.url}/images.gz: ConnectError" in detail
    assert str(shelf.folder / "toys") in detail
    for file in offline.files:
        assert f"{file.name} (SHA-256 {file.sha256})" in detail
    assert "DYNASCOPE_DATASET_MIRROR" in detail
    for name, content in FILES.items():  # what the sentence says helps
        (shelf.folder / "toys" / name).write_bytes(content)
    fetch(offline, shelf)


def test_a_wrong_file_put_there_by_hand_is_named_and_kept(toys: Source, shelf: Shelf, file_server: FileServer) -> None:
    place = shelf.folder / "toys" / "labels.gz"
    place.parent.mkdir()
    place.write_bytes(b"labelz")
    with pytest.raises(DatasetUnavailable, match=r"labels\.gz is not the labels\.gz of toys: its SHA-256 is"):
        fetch(toys, shelf)
    assert place.read_bytes() == b"labelz"


def test_what_a_killed_process_left_is_overwritten(toys: Source, shelf: Shelf) -> None:
    part = shelf.folder / "toys" / ".images.gz.part"
    part.parent.mkdir()
    part.write_bytes(b"y" * 5_000_000)
    fetch(toys, shelf)
    assert left(shelf) == FILES


@pytest.mark.parametrize("name", SOURCES)
def test_every_source_has_two_addresses_and_a_whole_checksum(name: str) -> None:
    for file in SOURCES[name].files:
        assert len(file.addresses) >= 2
        assert len(bytes.fromhex(file.sha256)) == 32
        assert all(address.endswith(f"/{file.name}") for address in file.addresses)
