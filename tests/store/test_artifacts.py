import numpy as np
import pytest
import safetensors.numpy

from dynascope.errors import BadRequest, Conflict, NotFound, TooLarge
from dynascope.store import Store
from dynascope.store.append import open_run
from dynascope.store.jobs import reset_runs
from tests.store.making import NOW, add_job

ABC, XYZ = (b"\2\0\0\0\0\0\0\0{}", b"\3\0\0\0\0\0\0\0{} ")
"""Two files of safetensors without any array, of 10 and 11 bytes."""


def add_part(store: Store, offset: int, total: int, data: bytes, name: str = "weights/final") -> None:
    with store.write() as connection:
        run = open_run(connection, "run_a")
        store.artifacts.add_part(connection, (run.number, run.id, run.epoch), name, offset, total, data, NOW)


def test_an_artifact_is_there_once_it_is_whole(store: Store) -> None:
    add_job(store)
    add_part(store, 0, 10, ABC[:3])
    with pytest.raises(NotFound, match="no artifact 'weights/final'"):
        store.artifact("run_a", "weights/final")
    add_part(store, 3, 10, ABC[3:])
    assert store.artifact("run_a", "weights/final").read_bytes() == ABC


def test_parts_may_come_twice(store: Store) -> None:
    add_job(store)
    for start, end in ((0, 3), (0, 3), (3, 6), (0, 3), (3, 6), (6, 10), (6, 10), (0, 3)):
        add_part(store, start, 10, ABC[start:end])
    assert store.artifact("run_a", "weights/final").read_bytes() == ABC


def test_a_missing_part_is_named(store: Store) -> None:
    add_job(store)
    add_part(store, 0, 9, b"abc")
    with pytest.raises(Conflict, match="got the part at byte 6; expected the one at 3"):
        add_part(store, 6, 9, b"ghi")


def test_a_whole_artifact_is_never_written_again(store: Store) -> None:
    add_job(store)
    add_part(store, 0, 10, ABC)
    add_part(store, 0, 10, b"0123456789")
    assert store.artifact("run_a", "weights/final").read_bytes() == ABC
    with pytest.raises(Conflict, match="stored with 10 bytes, not 11"):
        add_part(store, 0, 11, XYZ)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "its 0 bytes do not hold the header"),
        (b"junk", "its 4 bytes do not hold the header"),
        (b"junk" * 5, "its 20 bytes do not hold the header"),
        (b"\2\0\0\0\0\0\0\0[]", "its header does not say what arrays there are"),
        (b"\2\0\0\0\0\0\0\0{x", "its header does not say what arrays there are"),
        (ABC + b"more", "its arrays end at byte 0 of the 4 behind the header"),
        (safetensors.numpy.save({"x": np.arange(3)})[:-1], "its arrays end at byte 24 of the 23 behind the header"),
    ],
)
def test_what_is_no_file_of_safetensors_is_refused_and_may_be_sent_again(
    store: Store, data: bytes, reason: str
) -> None:
    add_job(store)
    with pytest.raises(BadRequest, match=f"artifact points is not a file of safetensors: {reason}"):
        add_part(store, 0, len(data), data, "points")
    whole = safetensors.numpy.save({"x": np.arange(3)})
    add_part(store, 0, len(whole), whole, "points")
    assert store.artifact("run_a", "points").read_bytes() == whole


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
    add_part(store, 0, 10, ABC)
    add_part(store, 0, 6, b"half", "points")
    with store.write() as connection:
        reset_runs(connection, "job_a")
    with pytest.raises(NotFound):
        store.artifact("run_a", "weights/final")
    add_part(store, 0, 11, XYZ)
    assert store.artifact("run_a", "weights/final").read_bytes() == XYZ


def test_files_go_with_their_job(store: Store) -> None:
    add_job(store)
    add_part(store, 0, 10, ABC)
    store.delete("job_a")
    assert list((store.data_dir / "artifacts").iterdir()) == []


def test_a_start_removes_what_a_crash_left_of_a_deletion(store: Store) -> None:
    add_job(store)
    add_part(store, 0, 10, ABC)
    orphan = store.data_dir / "artifacts" / "run_gone"
    orphan.mkdir()
    (orphan / "0-points").write_bytes(b"left behind")
    store.close()
    again = Store(store.data_dir)
    assert [entry.name for entry in (store.data_dir / "artifacts").iterdir()] == ["run_a"]
    assert again.artifact("run_a", "weights/final").read_bytes() == ABC
    again.close()
