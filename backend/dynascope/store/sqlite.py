"""What only SQLite understands: how a connection is set up and how a transaction begins.

`synchronous=FULL`, because a producer forgets what has been acknowledged: in WAL mode NORMAL may lose the last commits
in a power cut, and the run's next batch would then meet a gap. A commit costs one fsync; a batch is one commit.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

WRITES = "dynascope_writes"
"""The execution option of a connection whose next transaction writes."""

BUSY_SECONDS = 30

_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "temp_store = MEMORY",
    "cache_size = -16384",
    "journal_size_limit = 67108864",
)


def open_engine(path: Path) -> Engine:
    """An engine on the file at `path`; the file is made, readable by its owner only, where there is none."""
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    if path.stat().st_size == 0:
        _lay_out(path)
    engine = create_engine(
        f"sqlite+pysqlite:///{path}",
        connect_args={"timeout": BUSY_SECONDS},
        pool_size=8,
        max_overflow=32,
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _lay_out(path: Path) -> None:
    """Makes a file that can give room back. Asked of each connection, it would wait for whoever writes."""
    with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as connection:
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        connection.execute("PRAGMA journal_mode = WAL")


def _set_up(connection: sqlite3.Connection, record: Any) -> None:  # noqa: ARG001
    # The driver would begin transactions by itself, and only before writes: reads would see several snapshots.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    # A writer takes the lock at once: one that begins as a reader may find later that it cannot.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
