"""Hands queued jobs to the executor, oldest first, as soon as there is a place."""

from __future__ import annotations

import threading
from datetime import timedelta

import structlog

from dynascope.errors import DynascopeError
from dynascope.jobs.executor import AssignedRun, Assignment, Executor, ProcessHandle
from dynascope.jobs.ledger import Change, Ledger, move_job
from dynascope.jobs.secrets import hash_token, new_id, new_token
from dynascope.store.attempts import attempt_count, change_attempt, insert_attempt
from dynascope.store.jobs import job_header, job_record, jobs_in, reset_runs

log = structlog.get_logger(__name__)

RETRY_SECONDS = 1.0
"""Pause after a pass that failed, such as on a busy database."""


class Queue:
    """The thread that starts jobs. The queue itself is in the database, so it outlives the server.

    Paused jobs hold no place: they use no processor, and a job that waits behind one would wait for a person.
    """

    def __init__(self, ledger: Ledger, executor: Executor, concurrent_jobs: int, lease_seconds: float) -> None:
        self._ledger = ledger
        self._executor = executor
        self._places = concurrent_jobs
        self._lease = timedelta(seconds=lease_seconds)
        self._wake = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="queue", daemon=True)

    def start(self) -> None:
        """Starts the thread; jobs that wait already are handed out first."""
        self._thread.start()

    def wake(self) -> None:
        """Something has changed: a job was launched, or a place became free."""
        self._wake.set()

    def stop(self) -> None:
        """Hands out nothing more."""
        self._stopping = True
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        self._wake.set()
        while True:
            self._wake.wait()
            self._wake.clear()
            while not self._stopping:
                try:
                    if not self._hand_out():
                        break
                except Exception:
                    log.exception("the queue could not hand out a job; it tries again")
                    self._wake.wait(RETRY_SECONDS)
            if self._stopping:
                return

    def _hand_out(self) -> bool:
        """Starts the oldest queued job, if there is one and a place for it."""
        assignment = self._take()
        if assignment is None:
            return False
        self._execute(assignment)
        return True

    def _take(self) -> Assignment | None:
        """The oldest queued job, `starting` with a new attempt; None where there is none, or no place."""
        with self._ledger.store.read() as connection:
            if not jobs_in(connection, ["queued"], "local"):
                return None
        with self._ledger.change() as change:
            busy = jobs_in(change.connection, ["starting", "running"], "local")
            waiting = jobs_in(change.connection, ["queued"], "local")
            if len(busy) >= self._places or not waiting:
                return None
            return self._begin(change, waiting[0].id)

    def _begin(self, change: Change, job_id: str) -> Assignment:
        if attempt_count(change.connection, job_id):
            for run_id, epoch in reset_runs(change.connection, job_id):
                change.publish({"type": "reset", "run": run_id, "epoch": epoch})
        attempt_id, token = new_id("attempt"), new_token()
        insert_attempt(change.connection, attempt_id, job_id, hash_token(token), change.now + self._lease, change.now)
        job = job_record(change.connection, job_id)
        move_job(change, job, "starting", "queue")
        runs = tuple(AssignedRun(run.id, run.label, dict(run.spec)) for run in job.runs)
        return Assignment(job_id, attempt_id, token, runs)

    def _execute(self, assignment: Assignment) -> None:
        def record(handle: ProcessHandle) -> None:
            with self._ledger.store.write() as connection:
                change_attempt(connection, assignment.attempt_id, pid=handle.pid, process_created=handle.created)

        try:
            self._executor.execute(assignment, record)
        except (OSError, DynascopeError) as error:
            log.exception("a job could not be started", job=assignment.job_id)
            with self._ledger.change() as change:
                job = job_header(change.connection, assignment.job_id)
                move_job(change, job, "failed", "watcher", f"the worker could not be started: {error}")
