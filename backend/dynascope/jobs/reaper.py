"""Looks after what does not happen: attempts that fall silent, cancels that are not obeyed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import structlog

from dynascope.jobs.executor import Executor
from dynascope.jobs.ingest import RENEWED_PART
from dynascope.jobs.ledger import Ledger, lose_job
from dynascope.jobs.states import LIVE
from dynascope.store import AttemptRecord, JobRecord
from dynascope.store.attempts import valid_attempts
from dynascope.store.jobs import jobs_in

TICK_SECONDS = 0.5

log = structlog.get_logger(__name__)


class Reaper:
    """The thread that ends what nobody else ends.

    A job whose attempt has not been heard of for `lease_seconds` is lost. A local worker that has not obeyed a cancel
    after `cancel_grace_seconds` is ended; of a training that we don't own, one that is silent for so long is given up.
    `on_lost` is called where a job was given up: there is room for another.
    """

    def __init__(
        self,
        ledger: Ledger,
        executor: Executor,
        lease_seconds: float,
        cancel_grace_seconds: float,
        on_lost: Callable[[], None],
    ) -> None:
        self._ledger = ledger
        self._on_lost = on_lost
        self._executor = executor
        self._lease = timedelta(seconds=lease_seconds)
        self._grace = timedelta(seconds=cancel_grace_seconds)
        self._stopping = threading.Event()
        self._terminated: set[str] = set()
        self._thread = threading.Thread(target=self._run, name="reaper", daemon=True)

    def start(self) -> None:
        """Starts the thread."""
        self._thread.start()

    def stop(self) -> None:
        """Stops looking."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stopping.wait(TICK_SECONDS):
            try:
                self.look(datetime.now(UTC))
            except Exception:
                log.exception("the reaper could not look")

    def look(self, now: datetime) -> None:
        """One look at all live jobs."""
        with self._ledger.store.read() as connection:
            live = [(job, valid_attempts(connection, job.id)) for job in jobs_in(connection, LIVE)]
        for job, attempts in live:
            for attempt in attempts:
                self._look_at(job, attempt, now)

    def _look_at(self, job: JobRecord, attempt: AttemptRecord, now: datetime) -> None:
        silent = attempt.lease_expires_at < now
        cancelled = job.wish == "cancel" and job.wish_at is not None and now - job.wish_at > self._grace
        heard_at = attempt.lease_expires_at - self._lease
        quiet = now - heard_at > self._grace + RENEWED_PART * self._lease  # the lease tells no better
        if silent or (cancelled and job.origin == "external" and quiet):
            self._lose(job.id, attempt)
        elif cancelled and job.origin == "local" and attempt.id not in self._terminated:
            self._terminated.add(attempt.id)
            self._executor.terminate(attempt.id)

    def _lose(self, job_id: str, attempt: AttemptRecord) -> None:
        seconds = self._lease.total_seconds()
        with self._ledger.change() as change:
            if attempt not in valid_attempts(change.connection, job_id):
                return  # it was heard of, or ended, since we looked
            lose_job(change, job_id, f"nothing was heard of its producer for {seconds:g} seconds")
        self._executor.terminate(attempt.id)
        self._on_lost()
