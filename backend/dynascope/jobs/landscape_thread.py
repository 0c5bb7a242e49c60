"""The thread that has landscapes computed, one at a time, by a process of their own, and stores them as they grow."""

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
from sqlalchemy import Connection

from dynascope.datasets import datasets_folder
from dynascope.errors import DynascopeError, Unavailable
from dynascope.jobs.kept_process import START_SECONDS, KeptProcess, Words
from dynascope.jobs.landscape_rules import centre_in
from dynascope.spec import LandscapeRequest, parse_landscape
from dynascope.store import Store
from dynascope.store.landscapes import LandscapeRecord, change_landscape, landscapes_in

LANDSCAPE_COMMAND = (sys.executable, "-m", "dynascope.worker.landscape")

OBEY_SECONDS = 1.2
"""A process that goes on so long after a cancel is killed: a compilation, or one long pass, cannot be interrupted."""

STORE_SECONDS = 0.25
"""How often what has come is stored."""

RETRY_SECONDS = 1.0
"""After an order that could not even be stored: the store may be full or busy."""

IDLE_SECONDS = 600.0
"""A process that nobody asked for so long is ended: it holds a few hundred megabytes."""

WORDS = Words("landscape", "the process that computes landscapes", Unavailable, Unavailable)

log = structlog.get_logger(__name__)


class _Unheard(Unavailable):
    """The process ended before it said anything of an order."""


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
    heard: bool = False
    ended: bool = False

    def take(self, said: dict[str, Any]) -> None:
        """One line of the process."""
        self.heard = True
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


class LandscapeThread:
    """Takes what waits in the order in which it came, and obeys a cancel."""

    def __init__(self, store: Store, settings: LandscapeSettings, command: Sequence[str], obey_seconds: float) -> None:
        self._store = store
        self._settings = settings
        self._obey_seconds = obey_seconds
        self._kept = KeptProcess(WORDS, settings.data_dir / "logs", (*command, str(settings.niceness)))
        self._changed = threading.Condition()
        self._stopping = False
        self._thread = threading.Thread(target=self._work, name="landscapes", daemon=True)

    def start(self) -> None:
        """Tells what an earlier server left unfinished as failed, and goes on with what waits."""
        with self._store.write() as connection:
            for left in landscapes_in(connection, ("running",)):
                _fail(connection, left.id, "the server ended while this landscape was computed; ask for it again")
        self._thread.start()

    def wake(self) -> None:
        """There is a landscape that waits."""
        with self._changed:
            self._changed.notify_all()

    def stop(self) -> None:
        """Kills the process; what it computed has failed."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        self._kept.stop(0.0)
        if self._thread.is_alive():
            self._thread.join(START_SECONDS)

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
            self._kept.drop()  # it may still be at it
        try:
            if landscape is not None:
                with self._store.write() as connection:
                    _fail(connection, landscape.id, reason)
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
                if left <= 0:
                    self._kept.drop()
                self._changed.wait(left if self._kept.warm else None)

    def _compute(self, landscape: LandscapeRecord) -> None:
        order = self._order(landscape, parse_landscape(dict(landscape.request)))
        warm = self._kept.warm
        try:
            return self._attempt(landscape, order)
        except _Unheard:
            if not warm:
                raise
        return self._attempt(landscape, order)  # it may have ended while it waited, for reasons of its own

    def _attempt(self, landscape: LandscapeRecord, order: str) -> None:
        process = self._kept.ready()
        process.write(order)
        news, obeyed_by = _News(), float("inf")
        while not news.ended:
            line = process.line(STORE_SECONDS)
            if line == b"":
                self._stored(landscape.id, news)
                self._kept.drop()
                if self._stopping:
                    raise Unavailable("the server was stopped while this landscape was computed; ask for it again")
                error = self._kept.ended(process)
                raise error if news.heard else _Unheard(error.detail, **error.params)
            if line is not None:
                said = cast("dict[str, Any]", json.loads(line))
                if said["id"] == landscape.id:
                    news.take(said)
            if news.due and not self._stored(landscape.id, news) and obeyed_by == float("inf"):
                # Cancelled, or deleted with its job: nobody wants it any more.
                process.write(json.dumps({"cancel": landscape.id}))
                obeyed_by = time.monotonic() + self._obey_seconds
            if time.monotonic() >= obeyed_by and not news.ended:
                self._kept.drop()
                return

    def _stored(self, landscape_id: str, news: _News) -> bool:
        """Stores what has come; whether it is still wanted."""
        with self._store.write() as connection:
            wanted = change_landscape(connection, landscape_id, ("running",), **({"status": "running"} | news.changes))
        news.changes, news.stored_at = {}, time.monotonic()
        return wanted

    def _order(self, landscape: LandscapeRecord, request: LandscapeRequest) -> str:
        centre, settings = centre_in(self._store, landscape.run_id, request), self._settings
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


def _fail(connection: Connection, landscape_id: str, error: str) -> None:
    now = datetime.now(UTC)
    change_landscape(connection, landscape_id, ("running",), status="failed", error=error, ended_at=now)
