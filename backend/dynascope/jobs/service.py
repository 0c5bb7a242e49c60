"""Jobs from their launch to their end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dynascope.jobs.executor import Executor
from dynascope.jobs.records import DryRun, JobSettings, OpenedRun
from dynascope.spec import JobRequest
from dynascope.store import JobRecord, Store
from dynascope.telemetry import Frame

Publish = Callable[[Frame], None]


class JobService:
    """Launches jobs, hands them to the executor, takes what producers post, and obeys the user; thread-safe.

    `hub_publish` is called with each telemetry, status, and reset frame after it is stored, in order per run, from any
    thread; it must not wait.
    """

    def __init__(
        self, store: Store, executor: Executor, hub_publish: Publish, settings: JobSettings | None = None
    ) -> None:
        raise NotImplementedError

    def start(self) -> None:
        """Finds the workers of an earlier server again, starts the queue, the spare process and the reaper.

        Raises `Conflict` where another server works on the same data folder."""
        raise NotImplementedError

    def stop(self) -> None:
        """Ends the local workers (within about `stop_grace_seconds`); their jobs are `lost`, with their rows."""
        raise NotImplementedError

    def launch(self, request: JobRequest, idempotency_key: str | None = None) -> JobRecord:
        """Stores the job and queues it. The same key with the same body answers the same job; with another body it
        raises `Conflict`. Raises `SpecError`."""
        raise NotImplementedError

    def dry_run(self, request: JobRequest) -> DryRun:
        """What `launch` would do, and what it would cost. Raises `SpecError`."""
        raise NotImplementedError

    def cancel(self, job_id: str) -> JobRecord:
        """Ends a job for good. Raises `NotFound`, `IllegalMove`."""
        raise NotImplementedError

    def pause(self, job_id: str) -> JobRecord:
        """Holds a job. Raises `NotFound`, `IllegalMove`."""
        raise NotImplementedError

    def resume(self, job_id: str) -> JobRecord:
        """Goes on with a held job. Raises `NotFound`, `IllegalMove`."""
        raise NotImplementedError

    def delete(self, job_id: str) -> None:
        """Removes an ended job, its rows and files. Raises `NotFound`, `IllegalMove` while it is not ended."""
        raise NotImplementedError

    def ingest(
        self, attempt_id: str, token: str, frames: Sequence[Mapping[str, Any]]
    ) -> tuple[dict[str, int], list[dict[str, str]]]:
        """Stores a producer's batch in one transaction, publishes it, and answers (acked seq per run, commands).

        A frame whose seq is stored already is passed over; a gap raises `Conflict` naming the expected seq. Raises
        `NotFound`, `Unauthorized`, `AttemptFenced`, `BadRequest`, `UnknownMetric`, `TooLarge`.
        """
        raise NotImplementedError

    def open_external_run(
        self,
        name: str | None = None,
        label: str | None = None,
        layers: Sequence[str] = (),
        steps: int | None = None,
        config: Mapping[str, Any] | None = None,
    ) -> OpenedRun:
        """Opens a run for training that we don't own; it is a job of one run, `running` from the start."""
        raise NotImplementedError
