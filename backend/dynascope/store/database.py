"""The database: snapshots to read from, transactions to write in."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, text

from dynascope.store.migrate import migrate
from dynascope.store.sqlite import WRITES, open_engine


class Database:
    """One database file, its tables up to date. Thread-safe; writers of this process take turns."""

    def __init__(self, path: Path) -> None:
        self._engine = open_engine(path)
        self._writing = threading.Lock()
        with self._engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
            migrate(connection)

    @contextmanager
    def read(self) -> Generator[Connection]:
        """All that is read in the block is of one snapshot."""
        with self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Generator[Connection]:
        """All that is written in the block is stored when it ends, or nothing where it raises."""
        with (
            self._writing,
            self._engine.connect().execution_options(**{WRITES: True}) as connection,
            connection.begin(),
        ):
            yield connection

    def answers(self) -> bool:
        """Whether the database can be read."""
        with self.read() as connection:
            return connection.execute(text("SELECT 1")).scalar_one() == 1

    def close(self) -> None:
        """Closes all connections."""
        self._engine.dispose()
