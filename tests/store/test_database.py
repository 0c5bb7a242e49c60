"""Snapshots, transactions, migrations, and what a killed writer leaves behind."""

import errno
import os
import signal
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from dynascope.errors import DiskFull, UnreadableDatabase
from dynascope.store import Store, database
from dynascope.store import store as module
from dynascope.store.migrate import HEAD
from dynascope.store.reserve import RESERVE_BYTES
from dynascope.store.sqlite import open_engine
from dynascope.store.tables import Base
from dynascope.telemetry import Block
from tests.store.making import add_job, append, block, new_run, rows


def test_the_migrations_make_the_tables_that_the_code_uses(store: Store) -> None:
    with store.read() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Base.metadata) == []
        assert context.get_current_revision() == HEAD


def test_the_named_head_is_the_newest_migration() -> None:
    configuration = Config()
    configuration.set_main_option("script_location", "dynascope.store:migrations")
    assert ScriptDirectory.from_config(configuration).get_heads() == [HEAD]


def test_a_folder_of_the_first_tables_is_brought_up_to_date(tmp_path: Path) -> None:
    first = Store(tmp_path)
    add_job(first)
    append(first, 1, block(loss__train=rows([0], [1])))
    with first.write() as connection:
        configuration = Config()
        configuration.set_main_option("script_location", "dynascope.store:migrations")
        configuration.attributes["connection"] = connection
        command.downgrade(configuration, "0001")
    first.close()
    second = Store(tmp_path)
    run = second.run("run_a")
    assert (run.stopped_at, run.restored_step) == (None, None)
    assert second.series("run_a", ["loss/train"]).series["loss/train"].values.tolist() == [1.0]
    second.close()


def test_a_second_start_keeps_everything(tmp_path: Path) -> None:
    first = Store(tmp_path)
    add_job(first)
    append(first, 1, block(loss__train=rows([0], [1])))
    first.close()
    second = Store(tmp_path)
    assert second.series("run_a", ["loss/train"]).series["loss/train"].values.tolist() == [1.0]
    second.close()


def test_nobody_else_can_read_the_file(store: Store) -> None:
    mode = (store.data_dir / "dynascope.sqlite3").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600
    assert stat.S_IMODE(store.data_dir.stat().st_mode) == 0o700


def test_commits_survive_a_power_cut(store: Store) -> None:
    with store.write() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


def test_a_read_sees_one_snapshot_while_others_write(store: Store) -> None:
    add_job(store)
    append(store, 1, block(loss__train=rows([0], [1])))
    with store.read() as connection:
        before = connection.exec_driver_sql("SELECT seq FROM runs").scalar_one()
        append(store, 2, block(loss__train=rows([1], [1])))
        assert connection.exec_driver_sql("SELECT count(*) FROM chunks").scalar_one() == 1
        assert connection.exec_driver_sql("SELECT seq FROM runs").scalar_one() == before == 1
    assert store.cursor("run_a").seq == 2


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    add_job(store)

    def fail() -> None:
        with store.write() as connection:
            connection.exec_driver_sql("UPDATE runs SET seq = 7")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert store.cursor("run_a").seq == 0


def test_readers_and_writers_of_many_threads_get_along(store: Store) -> None:
    """Every read's rows and cursor belong together, while eight runs are written at once."""
    runs = [f"run_{index}" for index in range(8)]
    add_job(store, "job_a", *(new_run(run) for run in runs))
    batches = 25

    def write(run: str) -> None:
        for seq in range(1, batches + 1):
            steps = range(10 * (seq - 1), 10 * seq)
            append(store, seq, block(loss__train=rows(steps, [1.0] * 10)), run)

    def read(run: str) -> None:
        while True:
            page = store.series(run, ["loss/train"])
            assert page.series["loss/train"].rows == 10 * page.cursor.seq
            if page.cursor.seq == batches:
                return

    with ThreadPoolExecutor(16) as pool:
        for done in [pool.submit(target, run) for run in runs for target in (write, read)]:
            done.result(timeout=120)


WRITER = """
import sys
from pathlib import Path
from dynascope.store import Store
from tests.store.making import add_job, append, block, rows

store = Store(Path(sys.argv[1]))
add_job(store)
seq = 0
while True:
    seq += 1
    append(store, seq, block(loss__train=rows(range(100 * seq, 100 * seq + 100), [float(seq)] * 100)))
    print(seq, flush=True)
"""


def test_a_killed_writer_loses_nothing_that_it_was_told_is_stored(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path / "data")],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
    )
    assert process.stdout is not None
    told = [int(process.stdout.readline()) for _ in range(12)]
    process.send_signal(signal.SIGKILL)
    told += [int(line) for line in process.stdout.read().split()]
    process.wait()
    process.stdout.close()
    store = Store(tmp_path / "data")
    cursor = store.cursor("run_a")
    assert cursor.seq in (told[-1], told[-1] + 1)
    steps = store.series("run_a", ["loss/train"], max_points=None).series["loss/train"].steps
    assert steps.tolist() == list(range(100, 100 * cursor.seq + 100))
    append(store, cursor.seq + 1, Block())
    store.close()


def test_the_store_says_whether_it_answers(store: Store) -> None:
    assert store.ready() is True


def fill_the_disk(connection: Connection) -> None:
    """Writes more than may be written: SQLite tells a file that may not grow as a full disk."""
    connection.exec_driver_sql("PRAGMA max_page_count = 1")
    connection.exec_driver_sql("CREATE TABLE large AS SELECT zeroblob(1000000) AS data")


def write_too_much(store: Store) -> None:
    with store.write() as connection:
        fill_the_disk(connection)


class Heard(list[str]):
    """A log that keeps what it is told, however the tests before have set logging up."""

    def error(self, event: str, **_: object) -> None:
        self.append(event)

    info = error


def test_a_full_disk_is_told_as_such_and_logged_once_a_stretch(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = Heard()
    monkeypatch.setattr(database, "log", heard)
    for _ in range(3):
        with pytest.raises(DiskFull, match="the disk of the data folder is full; free some space"):
            write_too_much(store)
    add_job(store)
    with pytest.raises(DiskFull):
        write_too_much(store)
    full, room = "the disk of the data folder is full", "the disk of the data folder has room again"
    assert heard == [full, room, full]


def test_a_store_on_a_full_disk_is_not_ready_until_it_can_write_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(DiskFull):
        write_too_much(store)
    with monkeypatch.context() as still_full:
        still_full.setattr("dynascope.store.database.CHECK", "CREATE TABLE large AS SELECT zeroblob(1000000) AS data")
        assert store.ready() is False
    assert store.ready() is True


def test_a_file_that_the_disk_cannot_take_is_told_alike(store: Store) -> None:
    def write() -> None:
        with store.write():
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(DiskFull):
        write()


def size_of(store: Store) -> int:
    return sum(file.stat().st_size for file in store.data_dir.glob("dynascope.sqlite3*"))


def fill(store: Store) -> None:
    """Two jobs, the second of about four megabytes."""
    add_job(store)
    append(store, 1, block(loss__train=rows([0], [1])))
    add_job(store, "job_b", new_run("run_b"))
    for seq in range(1, 11):
        steps = range(50_000 * seq, 50_000 * (seq + 1))
        append(store, seq, block(loss__train=rows(steps, np.random.default_rng(seq).normal(size=50_000))), "run_b")


def test_a_deletion_gives_its_room_back(store: Store) -> None:
    before = size_of(store)
    fill(store)
    filled = size_of(store)
    assert filled > before + 2_000_000
    store.delete("job_b")
    assert size_of(store) < before + 300_000
    assert store.series("run_a", ["loss/train"]).series["loss/train"].values.tolist() == [1.0]
    with store.read() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"


def test_a_deletion_does_not_wait_for_readers(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "READERS_SECONDS", 0.01)
    fill(store)
    with store.read() as reading:
        reading.exec_driver_sql("SELECT count(*) FROM jobs").scalar_one()
        store.delete("job_b")
        assert reading.exec_driver_sql("SELECT count(*) FROM jobs").scalar_one() == 2
    assert [job.id for job in store.jobs().jobs] == ["job_a"]


def test_a_deletion_on_a_full_disk_has_the_room_of_the_reserve(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(store)
    held = store.data_dir / "reserve"
    assert held.stat().st_blocks * 512 >= RESERVE_BYTES
    deleting = module.delete_job

    def delete(connection: Connection, job_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        if held.exists():
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return deleting(connection, job_id)

    monkeypatch.setattr(module, "delete_job", delete)
    monkeypatch.setattr("dynascope.store.reserve.shutil.disk_usage", lambda _: SimpleNamespace(free=0))
    store.delete("job_b")
    assert not held.exists(), "there is no room for it"
    monkeypatch.undo()
    store.delete("job_a")
    assert held.exists()


@pytest.mark.parametrize("content", [b"garbage\n", b"SQLite format 3\0" + b"x" * 5000])
def test_a_file_that_is_no_database_is_told_by_its_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "dynascope.sqlite3"
    path.write_bytes(content)
    with pytest.raises(UnreadableDatabase, match=f"^the database {path} cannot be read: .*; move it away, or choose"):
        Store(tmp_path)
    assert path.read_bytes() == content


def test_a_database_of_a_newer_version_is_told_as_such(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with store.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    with pytest.raises(UnreadableDatabase, match=r"dynascope.sqlite3 was made by a newer version .*9999"):
        Store(tmp_path)


def test_a_new_connection_reads_while_another_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dynascope.store.sqlite.BUSY_SECONDS", 0.1)
    store = Store(tmp_path)
    engine = open_engine(tmp_path / "dynascope.sqlite3")
    try:
        with store.write(), engine.connect() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM jobs").scalar() == 0
    finally:
        engine.dispose()
        store.close()
