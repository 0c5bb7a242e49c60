"""What a new server makes of the jobs that an earlier one left behind."""

from __future__ import annotations

from datetime import timedelta

from dynascope.jobs.executor import Executor, ProcessHandle
from dynascope.jobs.ledger import Change, Ledger, move_job
from dynascope.jobs.states import LIVE
from dynascope.store import AttemptRecord, JobRecord
from dynascope.store.attempts import attempt_count, change_attempt, valid_attempts
from dynascope.store.jobs import has_rows, jobs_in

MAX_ATTEMPTS = 3
"""A job whose worker never posted a row gets so many attempts in all."""


def recover(ledger: Ledger, executor: Executor, lease_seconds: float) -> None:
    """Goes on with attempts whose process still lives, and settles the others: a job whose worker had not posted any
    row waits for its turn again, others have failed. Silence while no server ran does not count."""
    with ledger.store.read() as connection:
        live = [(job, valid_attempts(connection, job.id)) for job in jobs_in(connection, LIVE)]
    for job, attempts in live:
        alive = any(job.origin == "external" or _adopt(executor, attempt) for attempt in attempts)
        with ledger.change() as change:
            if alive:
                expires = change.now + timedelta(seconds=lease_seconds)
                for attempt in attempts:
                    change_attempt(change.connection, attempt.id, lease_expires_at=expires)
            else:
                _settle(change, job)


def _adopt(executor: Executor, attempt: AttemptRecord) -> bool:
    if attempt.pid is None or attempt.process_created is None:
        return False
    return executor.adopt(attempt.id, ProcessHandle(attempt.pid, attempt.process_created))


def _settle(change: Change, job: JobRecord) -> None:
    fresh = job.status == "starting" and not has_rows(change.connection, job.id)
    if job.wish == "cancel":
        move_job(change, job, "cancelled", "watcher")
    elif fresh and attempt_count(change.connection, job.id) < MAX_ATTEMPTS:
        move_job(change, job, "queued", "queue")
    else:
        move_job(change, job, "failed", "watcher", "its worker ended while no server was running")
