"""The database: snapshots to read from, transactions to write in."""

from __future__ import annotations

import errno
import sqlite3
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError, OperationalError

from dynascope.errors import DiskFull, UnreadableDatabase
from dynascope.store.migrate import migrate
from dynascope.store.sqlite import BUSY_SECONDS, WRITES, open_engine

CHECK = "UPDATE alembic_version SET version_num = version_num"
"""Writes, and changes nothing."""

COMPACT_PAGES = 1000
"""Pages that are given back in one transaction, so that a producer's batch waits for no more."""

COMPACT_SECONDS = 3.0
"""After so long the rest is left to the next time."""

READERS_SECONDS = 1.0
"""How long the log of writes waits for readers before it is left as long as it is."""

log = structlog.get_logger(__name__)


class Database:
    """One database file, its tables up to date. Thread-safe; writers of this process take turns."""

    def __init__(self, path: Path) -> None:
        """Raises `UnreadableDatabase` for a file that is no database of ours, `DiskFull`."""
        self._writing = threading.Lock()
        self._full = False
        try:
            self._engine = open_engine(path)
            with self._engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
                migrate(connection)
        except (DatabaseError, OSError) as error:
            if isinstance(error, (OperationalError, OSError)) and _is_full(error):
                raise DiskFull("the disk of the data folder is full; free some space") from error
            reason = (error.strerror or str(error)) if isinstance(error, OSError) else str(error.orig)
            raise UnreadableDatabase(
                f"the database {path} cannot be read: {reason}; move it away, or choose another folder with --data-dir",
                reason=reason,
            ) from error

    @contextmanager
    def read(self) -> Generator[Connection]:
        """All that is read in the block is of one snapshot."""
        with self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self, first: Callable[[], None] = lambda: None) -> Generator[Connection]:
        """All that is written in the block is stored when it ends, or nothing where it raises. `first` is called when
        it is this writer's turn, before its transaction.

        Raises `DiskFull` where the disk has no room for it, files that are written in the block included.
        """
        try:
            with (
                self._turn(first),
                self._engine.connect().execution_options(**{WRITES: True}) as connection,
                connection.begin(),
            ):
                yield connection
        except (OperationalError, OSError) as error:
            if not _is_full(error):
                raise
            if not self._full:  # producers come again and again: once is enough
                log.error("the disk of the data folder is full", reason=str(error))
            self._full = True
            raise DiskFull("the disk of the data folder is full; free some space") from error
        if self._full:
            log.info("the disk of the data folder has room again")
        self._full = False

    @contextmanager
    def _turn(self, first: Callable[[], None]) -> Generator[None]:
        with self._writing:
            first()
            yield

    def compact(self) -> None:
        """Gives the pages that deletions left free back to the disk, as far as it goes in a few seconds."""
        deadline = time.monotonic() + COMPACT_SECONDS
        connection = self._engine.raw_connection()
        try:
            cursor = connection.cursor()
            free, before = _free_pages(cursor), None
            while free and free != before and time.monotonic() < deadline:
                with self._writing:
                    cursor.execute(f"PRAGMA incremental_vacuum({COMPACT_PAGES})")
                    cursor.fetchall()
                free, before = _free_pages(cursor), free
            cursor.execute(f"PRAGMA busy_timeout = {READERS_SECONDS * 1000:.0f}")
            with self._writing:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                cursor.fetchall()
            cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
        except sqlite3.Error as error:
            log.info("the database was not compacted", reason=str(error))
            connection.invalidate()
        finally:
            connection.close()

    def answers(self) -> bool:
        """Whether the database can be read and, where the disk was full, written again."""
        if self._full:
            try:
                with self.write() as connection:
                    connection.execute(text(CHECK))
            except DiskFull:
                return False
        with self.read() as connection:
            return connection.execute(text("SELECT 1")).scalar_one() == 1

    def close(self) -> None:
        """Closes all connections."""
        self._engine.dispose()


def _free_pages(cursor: Any) -> int:
    cursor.execute("PRAGMA freelist_count")
    return cursor.fetchone()[0]


def _is_full(error: OperationalError | OSError) -> bool:
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    code = getattr(error.orig, "sqlite_errorcode", None)
    return code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE)
