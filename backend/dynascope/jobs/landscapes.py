"""Loss landscapes: asked for, read, cancelled, deleted.

The database is the only truth: what a reader sees is what is stored, and a landscape that a killed server left behind
is found there. Nobody who waits for a surface or a training waits for a landscape.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from dynascope.errors import Conflict, Unavailable
from dynascope.jobs.landscape_rules import centre_in
from dynascope.jobs.landscape_thread import LANDSCAPE_COMMAND, OBEY_SECONDS, LandscapeSettings, LandscapeThread
from dynascope.jobs.secrets import new_id
from dynascope.spec import LandscapeRequest
from dynascope.store import Store
from dynascope.store.jobs import run_row
from dynascope.store.landscapes import (
    OPEN,
    LandscapeRecord,
    change_landscape,
    count_of,
    delete_landscape,
    insert_landscape,
    landscape_record,
    landscapes_in,
    landscapes_of,
)

MOST_WAITING = 16
"""Landscapes that wait or are computed at a time."""

MOST_OF_A_RUN = 100
"""Landscapes that a run keeps."""


class Landscapes:
    """Takes requests, which are computed in the order in which they come, and cancels. Thread-safe."""

    def __init__(
        self,
        store: Store,
        settings: LandscapeSettings,
        command: Sequence[str] = LANDSCAPE_COMMAND,
        obey_seconds: float = OBEY_SECONDS,
    ) -> None:
        self._store = store
        self._thread = LandscapeThread(store, settings, command, obey_seconds)

    def start(self) -> None:
        """Tells what an earlier server left unfinished as failed, and goes on with what waits."""
        self._thread.start()

    def stop(self) -> None:
        """Kills the process; what it computed has failed. What waits goes on when a server comes back."""
        self._thread.stop()

    def ask(self, run_id: str, request: LandscapeRequest) -> LandscapeRecord:
        """Queues a landscape. Raises `NotFound`, `Conflict`, `InvalidRequest`, `Unavailable` where too many wait."""
        centre = centre_in(self._store, run_id, request)
        landscape_id, now = new_id("landscape"), datetime.now(UTC)
        with self._store.write() as connection:
            run_row(connection, run_id)  # it may have been deleted since the centre was found
            if len(landscapes_in(connection, OPEN)) >= MOST_WAITING:
                raise Unavailable(
                    f"{MOST_WAITING} landscapes wait already; try again when one has ended", maximum=MOST_WAITING
                )
            if count_of(connection, run_id) >= MOST_OF_A_RUN:
                raise Conflict(f"run {run_id} has {MOST_OF_A_RUN} landscapes; delete some first", maximum=MOST_OF_A_RUN)
            progress = {"stage": "queued", "done": 0, "total": request.points}
            body = request.model_dump(mode="json")
            insert_landscape(connection, landscape_id, run_id, body, centre.step, progress, now)
            record = landscape_record(connection, landscape_id)
        self._thread.wake()
        return record

    def read(self, landscape_id: str) -> LandscapeRecord:
        """One landscape. Raises `NotFound`."""
        with self._store.read() as connection:
            return landscape_record(connection, landscape_id)

    def of_run(self, run_id: str) -> tuple[LandscapeRecord, ...]:
        """The landscapes of a run, newest first. Raises `NotFound`."""
        self._store.run(run_id)
        with self._store.read() as connection:
            return landscapes_of(connection, run_id)

    def cancel(self, landscape_id: str) -> LandscapeRecord:
        """Ends a landscape; what has come of it stays. One that has ended stays as it is. Raises `NotFound`."""
        with self._store.write() as connection:
            change_landscape(connection, landscape_id, OPEN, status="cancelled", ended_at=datetime.now(UTC))
            return landscape_record(connection, landscape_id)

    def delete(self, landscape_id: str) -> None:
        """Removes a landscape. Raises `NotFound`, `Conflict` while it has not ended."""
        with self._store.remove() as connection:
            record = landscape_record(connection, landscape_id)
            if record.status in OPEN:
                raise Conflict(f"landscape {landscape_id} is {record.status}; cancel it first", status=record.status)
            delete_landscape(connection, landscape_id)
