"""Changes of jobs and runs: stored in one transaction, then published, in the same order for everybody."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import structlog
from sqlalchemy import Connection

from dynascope.jobs.states import ENDED, UNFINISHED, Actor, check_move
from dynascope.store import JobRecord, Status, Store
from dynascope.store.attempts import fence_attempts
from dynascope.store.jobs import change_job, change_runs, job_header, run_record
from dynascope.telemetry import Frame

Publish = Callable[[Frame], None]

log = structlog.get_logger(__name__)

FOLLOWING: dict[Status, tuple[Status, ...]] = {
    "queued": UNFINISHED,
    "running": ("paused",),
    "paused": ("starting", "running"),
}
"""Which runs follow when their job moves to a state; where it ends, all follow that have not ended."""


@dataclass
class Change:
    """One transaction, and the frames to publish once it is stored."""

    store: Store
    connection: Connection
    frames: list[Frame] = field(default_factory=list[Frame])
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def publish(self, frame: Frame) -> None:
        """Publishes a frame after the transaction."""
        self.frames.append(frame)


class Ledger:
    """The one way by which the service changes the store. Thread-safe.

    Storing and publishing are under one lock, so what is published is in the order in which it was stored.
    """

    def __init__(self, store: Store, publish: Publish) -> None:
        self.store = store
        self._publish = publish
        self._in_order = threading.Lock()

    @contextmanager
    def change(self) -> Generator[Change]:
        """A transaction; its frames are published when it is stored, or never."""
        with self._in_order:
            with self.store.write() as connection:
                change = Change(self.store, connection)
                yield change
            for frame in change.frames:
                try:
                    self._publish(frame)
                except Exception:
                    log.exception("a frame could not be published", type=frame["type"])


def move_job(change: Change, job: JobRecord, target: Status, actor: Actor, error: str | None = None) -> None:
    """Moves a job and, with it, those of its runs that follow. Raises `IllegalMove`."""
    check_move(job.status, target, actor)
    changes: dict[str, Any] = {"status": target}
    if error is not None:
        changes["error"] = error
    if target == "queued":
        changes["started_at"] = None
    if target == "starting":
        changes["started_at"] = change.now
    if target in ENDED:
        changes["ended_at"] = change.now
    change_job(change.connection, job.id, **changes)
    _move_runs(change, job.id, target, error)
    change.publish(
        {
            "type": "status",
            "job": job.id,
            "run": None,
            "status": target,
            "outcome": None,
            "diverged_at": None,
            "stopped_at": None,
            "restored_step": None,
            "step": None,
            "error": error,
        }
    )


def _move_runs(change: Change, job_id: str, target: Status, error: str | None) -> None:
    concerned = UNFINISHED if target in ENDED else FOLLOWING.get(target, ())
    changes: dict[str, Any] = {"status": target}
    if target in ENDED:
        changes |= {"ended_at": change.now, "error": error}
    for run_id in change_runs(change.connection, job_id, concerned, **changes):
        change.publish(run_status(change, run_id))


def run_status(change: Change, run_id: str) -> Frame:
    """The status frame of a run as it stands in the transaction."""
    run = run_record(change.connection, run_id)
    return {
        "type": "status",
        "job": run.job_id,
        "run": run.id,
        "status": run.status,
        "outcome": run.outcome,
        "diverged_at": run.diverged_at,
        "stopped_at": run.stopped_at,
        "restored_step": run.restored_step,
        "step": run.step,
        "error": run.error,
        "timing": dict(run.timing),
    }


def lose_job(change: Change, job_id: str, error: str) -> None:
    """Gives up a job whose attempt is out of reach: `cancelled` where that was wished, else `lost`."""
    job = job_header(change.connection, job_id)
    fence_attempts(change.connection, job_id)
    if job.wish == "cancel":
        move_job(change, job, "cancelled", "reaper")
    else:
        move_job(change, job, "lost", "reaper", error)
