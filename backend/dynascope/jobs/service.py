"""Jobs from their launch to their end."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import structlog

from dynascope.catalog.uploads import UploadResolver
from dynascope.errors import Conflict, NotFound
from dynascope.jobs.estimate import estimate, work_of
from dynascope.jobs.executor import Executor, Exit
from dynascope.jobs.external import open_external_run
from dynascope.jobs.ingest import Answer, Ingest
from dynascope.jobs.ledger import Change, Ledger, Publish, lose_job, move_job
from dynascope.jobs.lock import FolderLock
from dynascope.jobs.offers import promised_distributions, promised_metrics
from dynascope.jobs.queue import Queue
from dynascope.jobs.reaper import Reaper
from dynascope.jobs.records import DryRun, JobSettings, OpenedRun
from dynascope.jobs.recovery import recover
from dynascope.jobs.secrets import new_id
from dynascope.jobs.sources import SourceFinder, keep_sources, source_file
from dynascope.jobs.states import ENDED, LIVE, UNFINISHED, Action, check_action
from dynascope.spec import JobRequest, PlannedRun, expand_job, seed_value
from dynascope.store import JobRecord, NewJob, NewRun, Store
from dynascope.store.attempts import attempt_record
from dynascope.store.jobs import (
    change_job,
    finished_work,
    insert_job,
    job_header,
    job_record,
    job_with_key,
    jobs_in,
)

ESTIMATED_FROM = 100
"""Estimates look at so many of the latest jobs that succeeded."""

log = structlog.get_logger(__name__)


class JobService:
    """Launches jobs, hands them to the executor, takes what producers post, and obeys the user; thread-safe.

    `hub_publish` is called with each telemetry, status and reset frame after it is stored, in the order in which things
    were stored, from any thread; it must not wait. `uploads` knows the tables that users brought.
    """

    def __init__(
        self,
        store: Store,
        executor: Executor,
        hub_publish: Publish,
        settings: JobSettings | None = None,
        uploads: UploadResolver | None = None,
    ) -> None:
        self._settings = settings or JobSettings()
        self._uploads = uploads
        self._store = store
        self._executor = executor
        self._sources = SourceFinder(store)
        self._ledger = Ledger(store, hub_publish)
        self._ingest = Ingest(self._ledger, self._settings.lease_seconds)
        self._lock = FolderLock(store.data_dir)
        lease = self._settings.lease_seconds
        self._queue = Queue(self._ledger, executor, self._settings.concurrent_jobs, lease)
        grace = self._settings.cancel_grace_seconds
        self._reaper = Reaper(self._ledger, executor, lease, grace, self._queue.wake)
        self._running = threading.Event()

    def start(self) -> None:
        """Finds the workers of an earlier server again, starts the queue, the spare process and the reaper.

        Raises `Conflict` where another server works on the same data folder.
        """
        self._lock.acquire()
        self._running.set()
        self._executor.start(self._worker_ended)
        recover(self._ledger, self._executor, self._settings.lease_seconds)
        self._queue.start()
        self._reaper.start()

    def stop(self) -> None:
        """Ends the local workers within about `stop_grace_seconds`. Their jobs are `lost` and keep their rows, as
        nobody wished them to end; jobs that wait stay queued, and trainings that we don't own go on."""
        if not self._running.is_set():
            return
        self._running.clear()
        self._queue.stop()
        self._reaper.stop()
        self._executor.stop(self._settings.stop_grace_seconds)
        with self._ledger.change() as change:
            for job in jobs_in(change.connection, LIVE, "local"):
                lose_job(change, job.id, "the server was stopped while this job was under way")
        self._lock.release()

    def launch(self, request: JobRequest, idempotency_key: str | None = None) -> JobRecord:
        """Stores the job and queues it. The same key with the same body answers the same job; with another body it
        raises `Conflict`. Raises `SpecError`."""
        body = request.model_dump(mode="json", exclude_unset=True)
        digest = _hash(request)
        if idempotency_key is not None:
            with self._store.read() as connection:
                launched = _launched(connection, idempotency_key, digest)
            if launched is not None:
                return launched
        planned = expand_job(request, self._settings.limits, self._sources, self._uploads)
        job = NewJob(
            id=new_id("job"),
            name=request.name or None,
            status="queued",
            origin="local",
            runs=tuple(_new_run(run) for run in planned),
            request=body,
            idempotency_key=idempotency_key,
            request_hash=digest,
            work=work_of(planned),
        )
        with self._ledger.change() as change:
            launched = _launched(change.connection, idempotency_key, digest)
            if launched is not None:
                return launched
            insert_job(change.connection, job, change.now)
            keep_sources(change, planned, tuple(run.id for run in job.runs))
            record = job_record(change.connection, job.id)
        self._queue.wake()
        return record

    def dry_run(self, request: JobRequest) -> DryRun:
        """What `launch` would do, and what it would cost. Raises `SpecError`."""
        planned = expand_job(request, self._settings.limits, self._sources, self._uploads)
        with self._store.read() as connection:
            finished = finished_work(connection, ESTIMATED_FROM)
        return DryRun(planned, estimate(planned, finished))

    def unfinished_with(self, dataset: str) -> tuple[str, ...]:
        """The jobs that train on a data set of this name and have not ended, oldest first."""
        with self._store.read() as connection:
            jobs = [job_record(connection, job.id) for job in jobs_in(connection, UNFINISHED, "local")]
        return tuple(job.id for job in jobs if any(run.spec["dataset"]["name"] == dataset for run in job.runs))

    def cancel(self, job_id: str) -> JobRecord:
        """Ends a job for good: at once where it waits, else as soon as its producer obeys. Raises `NotFound`,
        `IllegalMove`."""
        return self._wish(job_id, "cancel", "cancel")

    def pause(self, job_id: str) -> JobRecord:
        """Holds a job, as soon as its producer obeys. Raises `NotFound`, `IllegalMove`."""
        return self._wish(job_id, "pause", "pause")

    def resume(self, job_id: str) -> JobRecord:
        """Goes on with a held job, as soon as its producer obeys. Raises `NotFound`, `IllegalMove`."""
        return self._wish(job_id, "resume", "run")

    def delete(self, job_id: str) -> None:
        """Removes an ended job, its rows and files. Raises `NotFound`, `IllegalMove` while it is not ended."""
        with self._store.read() as connection:
            check_action(job_header(connection, job_id), "delete")
        self._executor.forget(self._store.delete(job_id))

    def ingest(self, attempt_id: str, token: str, frames: Sequence[Mapping[str, Any]]) -> Answer:
        """Stores a producer's batch in one transaction, publishes it, and answers (acked seq per run, commands).

        A frame whose seq is stored already is passed over; a gap raises `Conflict` naming the expected seq. Raises
        `NotFound`, `Unauthorized`, `AttemptFenced`, `BadRequest`, `UnknownMetric`, `TooLarge`.
        """
        answer = self._ingest.take(attempt_id, token, frames)
        if any(frame.get("type") == "status" for frame in frames):
            self._queue.wake()  # a job may have ended, or paused
        return answer

    def source(self, attempt_id: str, token: str, run_id: str) -> Path:
        """The file with the weights that a run starts from, for its producer. Raises `NotFound`, `Unauthorized`,
        `AttemptFenced`, `BadRequest`."""
        return source_file(self._store, attempt_id, token, run_id)

    def open_external_run(
        self,
        name: str | None = None,
        label: str | None = None,
        layers: Sequence[str] = (),
        steps: int | None = None,
        config: Mapping[str, Any] | None = None,
    ) -> OpenedRun:
        """Opens a run for training that we don't own; it is a job of one run, `running` from the start."""
        return open_external_run(
            self._ledger, self._settings.lease_seconds, name, label, tuple(layers), steps, config or {}
        )

    def _wish(self, job_id: str, action: Action, wish: str) -> JobRecord:
        with self._ledger.change() as change:
            job = job_header(change.connection, job_id)
            check_action(job, action)
            if job.status == "queued":
                move_job(change, job, "cancelled", "user")
            elif job.status not in ENDED and job.wish != wish:
                change_job(change.connection, job_id, wish=wish, wish_at=change.now)
            return job_record(change.connection, job_id)

    def _worker_ended(self, exit: Exit) -> None:  # noqa: A002
        try:
            with self._ledger.change() as change:
                self._note_end(change, exit)
        except NotFound:
            return  # its job was deleted as soon as it had ended
        except Exception:
            log.exception("the end of a worker could not be noted", attempt=exit.attempt_id)
        self._queue.wake()

    def _note_end(self, change: Change, exit: Exit) -> None:  # noqa: A002
        attempt = attempt_record(change.connection, exit.attempt_id)
        job = job_header(change.connection, attempt.job_id)
        if attempt.fenced or job.status in ENDED:
            return
        if job.wish == "cancel":
            move_job(change, job, "cancelled", "watcher")
        else:
            move_job(change, job, "failed", "watcher", f"the worker {exit.reason}")


def _hash(request: JobRequest) -> str:
    text = json.dumps(request.model_dump(mode="json"), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _launched(connection: Any, idempotency_key: str | None, digest: str) -> JobRecord | None:
    """The job that the key launched before. Raises `Conflict` where that was another request."""
    found = None if idempotency_key is None else job_with_key(connection, idempotency_key)
    if found is None:
        return None
    job_id, stored = found
    if stored != digest:
        raise Conflict(
            f"Idempotency-Key {idempotency_key!r} launched job {job_id} with another body; use a new key for a new job"
        )
    return job_record(connection, job_id)


def _new_run(planned: PlannedRun) -> NewRun:
    spec = planned.spec
    return NewRun(
        id=new_id("run"),
        label=planned.label,
        variant=planned.variant,
        seed=seed_value(planned.seed),
        spec=spec.model_dump(mode="json"),
        key=planned.key,
        steps=spec.steps,
        layers=spec.layer_names,
        metrics=promised_metrics(spec),
        distributions=promised_distributions(spec),
    )
