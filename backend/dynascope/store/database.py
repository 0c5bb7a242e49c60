"""The database: snapshots to read from, transactions to write in."""

from __future__ import annotations

import errno
import sqlite3
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import structlog
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from dynascope.errors import DiskFull
from dynascope.store.migrate import migrate
from dynascope.store.sqlite import WRITES, open_engine

CHECK = "UPDATE alembic_version SET version_num = version_num"
"""Writes, and changes nothing."""

log = structlog.get_logger(__name__)


class Database:
    """One database file, its tables up to date. Thread-safe; writers of this process take turns."""

    def __init__(self, path: Path) -> None:
        self._engine = open_engine(path)
        self._writing = threading.Lock()
        self._full = False
        with self._engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
            migrate(connection)

    @contextmanager
    def read(self) -> Generator[Connection]:
        """All that is read in the block is of one snapshot."""
        with self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Generator[Connection]:
        """All that is written in the block is stored when it ends, or nothing where it raises.

        Raises `DiskFull` where the disk has no room for it, files that are written in the block included.
        """
        try:
            with (
                self._writing,
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


def _is_full(error: OperationalError | OSError) -> bool:
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    code = getattr(error.orig, "sqlite_errorcode", None)
    return code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE)
