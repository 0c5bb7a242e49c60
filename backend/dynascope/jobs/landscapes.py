"""Loss landscapes: asked for, queued, computed one at a time by a process of their own, stored as they grow.

The database is the only truth: what a reader sees is what is stored, and a landscape that a killed server left behind
is found there. Nobody who waits for a surface or a training waits for a landscape.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import structlog

from dynascope.datasets import datasets_folder
from dynascope.errors import Conflict, DynascopeError, Unavailable
from dynascope.jobs.landscape_rules import Centre, centre_of
from dynascope.jobs.line_process import LineProcess
from dynascope.jobs.logs import Logs
from dynascope.jobs.processes import describe_exit
from dynascope.jobs.secrets import new_id
from dynascope.spec import LandscapeRequest, parse_landscape
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

LANDSCAPE_COMMAND = (sys.executable, "-m", "dynascope.worker.landscape")

START_SECONDS = 60.0
"""How long the process may take to say `ready`."""

OBEY_SECONDS = 1.2
"""A process that goes on so long after a cancel is killed: a compilation, or one long pass, cannot be interrupted."""

STORE_SECONDS = 0.25
"""How often what has come is stored."""

RETRY_SECONDS = 1.0
"""After an order that could not even be stored: the store may be full or busy."""

IDLE_SECONDS = 600.0
"""A process that nobody asked for so long is ended: it holds a few hundred megabytes."""

MOST_WAITING = 16
"""Landscapes that wait or are computed at a time."""

MOST_OF_A_RUN = 100
"""Landscapes that a run keeps."""

LOG_NAME = "landscape"

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class LandscapeSettings:
    """Where data sets, compiled programs and logs lie, and how far the computation gives way."""

    data_dir: Path
    niceness: int = 10
    dataset_mirror: str | None = None


@dataclass
class _News:
    """What has come from the process since it was last stored."""

    losses: list[float] = field(default_factory=list[float])
    changes: dict[str, Any] = field(default_factory=dict[str, Any])
    stored_at: float = field(default_factory=time.monotonic)
    ended: bool = False

    def take(self, said: dict[str, Any]) -> None:
        """One line of the process."""
        if "values" in said:
            self.losses += [float(value) for value in said["values"]]  # float reads "NaN" and "Infinity", too
            self.changes["losses"] = self.losses
        elif "end" in said:
            self.changes |= {"status": said["end"], "error": said.get("error"), "ended_at": datetime.now(UTC)}
            self.ended = True
        else:
            self.changes |= {name: said[name] for name in ("progress", "frame") if name in said}

    @property
    def due(self) -> bool:
        """Whether it is time to store it, and to see whether it is still wanted."""
        return self.ended or time.monotonic() >= self.stored_at + STORE_SECONDS


class Landscapes:
    """Takes requests, computes them in the order in which they come, and obeys a cancel. Thread-safe."""

    def __init__(
        self,
        store: Store,
        settings: LandscapeSettings,
        command: Sequence[str] = LANDSCAPE_COMMAND,
        obey_seconds: float = OBEY_SECONDS,
    ) -> None:
        self._store = store
        self._settings = settings
        self._command = command
        self._obey_seconds = obey_seconds
        self._logs = Logs(settings.data_dir / "logs")
        self._changed = threading.Condition()
        self._stopping = False
        self._process: LineProcess | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Tells what an earlier server left unfinished as failed, and goes on with what waits."""
        with self._store.write() as connection:
            for left in landscapes_in(connection, ("running",)):
                self._fail(connection, left.id, "the server ended while this landscape was computed; ask for it again")
        self._thread = threading.Thread(target=self._work, name="landscapes", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Kills the process; what it computed has failed. What waits goes on when a server comes back."""
        with self._changed:
            self._stopping = True
            process = self._process
            self._changed.notify_all()
        if process is not None:
            process.stop(0.0)
        if self._thread is not None:
            self._thread.join(START_SECONDS)

    def ask(self, run_id: str, request: LandscapeRequest) -> LandscapeRecord:
        """Queues a landscape. Raises `NotFound`, `Conflict`, `InvalidRequest`, `Unavailable` where too many wait."""
        centre = self._centre(run_id, request)
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
        with self._changed:
            self._changed.notify_all()
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
        with self._store.write() as connection:
            record = landscape_record(connection, landscape_id)
            if record.status in OPEN:
                raise Conflict(f"landscape {landscape_id} is {record.status}; cancel it first", status=record.status)
            delete_landscape(connection, landscape_id)

    def _centre(self, run_id: str, request: LandscapeRequest) -> Centre:
        return centre_of(self._store.run(run_id), request, lambda name: self._store.artifact(run_id, name))

    def _work(self) -> None:
        while self._one():
            pass

    def _one(self) -> bool:
        """Computes the landscape that is next; False where the server ends. What goes wrong ends that one alone."""
        landscape: LandscapeRecord | None = None
        try:
            landscape = self._next()
            if landscape is not None:
                self._compute(landscape)
            return landscape is not None
        except DynascopeError as error:
            reason = error.detail
        except Exception:
            log.exception("a landscape could not be computed", landscape=landscape and landscape.id)
            reason = "something of ours went wrong; the server's log tells more"
            if self._process is not None:  # it may still be at it
                self._drop(self._process)
        try:
            if landscape is not None:
                self._conclude(landscape.id, reason)
        except Exception:
            log.exception("the end of a landscape could not be stored", landscape=landscape and landscape.id)
            with self._changed:
                self._changed.wait(RETRY_SECONDS)
        return True

    def _next(self) -> LandscapeRecord | None:
        """The landscape that waits longest, now running; waits for one. None where the server ends."""
        idle_since = time.monotonic()
        while True:
            with self._changed:
                if self._stopping:
                    return None
                with self._store.write() as connection:
                    for waiting in landscapes_in(connection, ("queued",))[:1]:
                        now = datetime.now(UTC)
                        change_landscape(connection, waiting.id, ("queued",), status="running", started_at=now)
                        return waiting
                left = idle_since + IDLE_SECONDS - time.monotonic()
                if left <= 0 and self._process is not None:
                    self._drop(self._process)
                self._changed.wait(left if self._process is not None else None)

    def _compute(self, landscape: LandscapeRecord) -> None:
        request = parse_landscape(dict(landscape.request))
        process = self._ready()
        process.write(self._order(landscape, request))
        news, obeyed_by = _News(), float("inf")
        while not news.ended:
            line = process.line(STORE_SECONDS)
            if line == b"":
                self._stored(landscape.id, news)
                self._drop(process)
                reason = describe_exit(process.exit_code, self._logs.last_line(LOG_NAME))
                stopped = "the server was stopped while this landscape was computed; ask for it again"
                raise Unavailable(stopped if self._stopping else f"the process that computed it {reason}; ask again")
            if line is not None:
                said = cast("dict[str, Any]", json.loads(line))
                if said["id"] == landscape.id:
                    news.take(said)
            if news.due and not self._stored(landscape.id, news) and obeyed_by == float("inf"):
                # Cancelled, or deleted with its job: nobody wants it any more.
                process.write(json.dumps({"cancel": landscape.id}))
                obeyed_by = time.monotonic() + self._obey_seconds
            if time.monotonic() >= obeyed_by and not news.ended:
                self._drop(process)
                return

    def _stored(self, landscape_id: str, news: _News) -> bool:
        """Stores what has come; whether it is still wanted."""
        with self._store.write() as connection:
            wanted = change_landscape(connection, landscape_id, ("running",), **({"status": "running"} | news.changes))
        news.changes, news.stored_at = {}, time.monotonic()
        return wanted

    def _order(self, landscape: LandscapeRecord, request: LandscapeRequest) -> str:
        centre, settings = self._centre(landscape.run_id, request), self._settings
        return json.dumps(
            {
                "id": landscape.id,
                "spec": centre.spec.model_dump(mode="json"),
                "request": request.model_dump(mode="json"),
                "step": centre.step,
                "weights": None if centre.weights is None else str(centre.weights.absolute()),
                "source": None if centre.source is None else str(centre.source.absolute()),
                "cache_dir": str(settings.data_dir / "cache"),
                "datasets_dir": str(datasets_folder(settings.data_dir)),
                "dataset_mirror": settings.dataset_mirror,
            },
            allow_nan=False,
        )

    def _ready(self) -> LineProcess:
        with self._changed:
            if self._process is not None and self._process.alive:
                return self._process
            if self._stopping:
                raise Unavailable("the server is ending; ask for it again")
            if self._process is not None:
                self._drop(self._process)
            self._logs.remove([LOG_NAME])
            with self._logs.open(LOG_NAME) as file:
                command = (*self._command, str(self._settings.niceness))
                process = self._process = LineProcess(command, file)
        line = process.line(START_SECONDS)
        if line is not None and line.strip() == b"ready":
            return process
        self._drop(process)
        if line is None:
            raise Unavailable(f"the process that computes landscapes was not ready in {START_SECONDS:g} s; ask again")
        reason = describe_exit(process.exit_code, self._logs.last_line(LOG_NAME))
        raise Unavailable(f"the process that computes landscapes was not ready: it {reason}; ask again")

    def _drop(self, process: LineProcess) -> None:
        with self._changed:
            if self._process is process:
                self._process = None
        process.stop(0.0)

    def _conclude(self, landscape_id: str, error: str) -> None:
        with self._store.write() as connection:
            self._fail(connection, landscape_id, error)

    def _fail(self, connection: Any, landscape_id: str, error: str) -> None:
        now = datetime.now(UTC)
        change_landscape(connection, landscape_id, ("running",), status="failed", error=error, ended_at=now)
