import pytest

from dynascope.errors import BadRequest, Conflict, NotFound, TooLarge
from dynascope.store import Store
from dynascope.store.append import open_run
from dynascope.store.jobs import reset_runs
from tests.store.making import NOW, add_job


def add_part(store: Store, offset: int, total: int, data: bytes, name: str = "weights/final") -> None:
    with store.write() as connection:
        run = open_run(connection, "run_a")
        store.artifacts.add_part(connection, (run.number, run.id, run.epoch), name, offset, total, data, NOW)


def test_an_artifact_is_there_once_it_is_whole(store: Store) -> None:
    add_job(store)
    add_part(store, 0, 6, b"abc")
    with pytest.raises(NotFound, match="no artifact 'weights/final'"):
        store.artifact("run_a", "weights/final")
    add_part(store, 3, 6, b"def")
    assert store.artifact("run_a", "weights/final").read_bytes() == b"abcdef"


def test_parts_may_come_twice(store: Store) -> None:
    add_job(store)
    for offset, data in (
        (0, b"abc"),
        (0, b"abc"),
        (3, b"def"),
        (0, b"abc"),
        (3, b"def"),
        (6, b"g"),
        (6, b"g"),
        (0, b"abc"),
    ):
        add_part(store, offset, 7, data)
    assert store.artifact("run_a", "weights/final").read_bytes() == b"abcdefg"


def test_a_missing_part_is_named(store: Store) -> None:
    add_job(store)
    add_part(store, 0, 9, b"abc")
    with pytest.raises(Conflict, match="got the part at byte 6; expected the one at 3"):
        add_part(store, 6, 9, b"ghi")


def test_a_whole_artifact_is_never_written_again(store: Store) -> None:
    add_job(store)
    add_part(store, 0, 3, b"abc")
    add_part(store, 0, 3, b"xyz")
    assert store.artifact("run_a", "weights/final").read_bytes() == b"abc"
    with pytest.raises(Conflict, match="stored with 3 bytes, not 4"):
        add_part(store, 0, 4, b"xyz")


def test_an_empty_artifact(store: Store) -> None:
    add_job(store)
    add_part(store, 0, 0, b"")
    assert store.artifact("run_a", "weights/final").read_bytes() == b""


@pytest.mark.parametrize(
    ("offset", "total", "data", "name", "error"),
    [
        (0, 3, b"abc", "../../etc/passwd", BadRequest),
        (0, 3, b"abc", "weights/other", BadRequest),
        (-1, 3, b"abc", "points", BadRequest),
        (1, 3, b"abc", "points", BadRequest),
        (0, 3, b"", "points", BadRequest),
        (0, 5 * 1024**3, b"abc", "points", TooLarge),
        (0, 5 * 1024**2, bytes(4 * 1024**2 + 1), "points", TooLarge),
    ],
)
def test_what_does_not_fit_is_refused(
    store: Store, offset: int, total: int, data: bytes, name: str, error: type[Exception]
) -> None:
    add_job(store)
    with pytest.raises(error):
        add_part(store, offset, total, data, name)


def test_another_epoch_writes_its_own_file(store: Store) -> None:
    add_job(store)
    add_part(store, 0, 3, b"old")
    add_part(store, 0, 6, b"half", "points")
    with store.write() as connection:
        reset_runs(connection, "job_a")
    with pytest.raises(NotFound):
        store.artifact("run_a", "weights/final")
    add_part(store, 0, 3, b"new")
    assert store.artifact("run_a", "weights/final").read_bytes() == b"new"


def test_files_go_with_their_job(store: Store) -> None:
    add_job(store)
    add_part(store, 0, 3, b"abc")
    store.delete("job_a")
    assert list((store.data_dir / "artifacts").iterdir()) == []


def test_a_start_removes_what_a_crash_left_of_a_deletion(store: Store) -> None:
    add_job(store)
    add_part(store, 0, 3, b"abc")
    orphan = store.data_dir / "artifacts" / "run_gone"
    orphan.mkdir()
    (orphan / "0-points").write_bytes(b"left behind")
    store.close()
    again = Store(store.data_dir)
    assert [entry.name for entry in (store.data_dir / "artifacts").iterdir()] == ["run_a"]
    assert again.artifact("run_a", "weights/final").read_bytes() == b"abc"
    again.close()
