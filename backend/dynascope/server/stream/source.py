"""What the stream reads of the store: blocking calls, made in worker threads only."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from dynascope.errors import NotFound
from dynascope.server.stream.hub import Position
from dynascope.server.stream.protocol import size_of
from dynascope.store import JobRecord, RunRecord, Store
from dynascope.telemetry import CLOCK, METRICS, QUANTITIES, Frame, telemetry_frame

MESSAGE_BYTES = 256 * 1024


@dataclass(frozen=True)
class Known:
    """What is known of the runs that a client asked for."""

    jobs: frozenset[str]
    positions: dict[str, Position]
    statuses: tuple[Frame, ...]
    missing: tuple[str, ...]
    names: frozenset[str]


@dataclass(frozen=True)
class Stretch:
    """Frames that follow a position; `upto` is the position that they reach, `epoch` the run's current one."""

    frames: list[Frame]
    upto: Position


class Source:
    """The store, as the stream sees it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def look_up(self, runs: Iterable[str]) -> Known:
        """The runs' jobs, where their telemetry stands, their statuses, and the names that they offer."""
        records: list[RunRecord] = []
        missing: list[str] = []
        for run in dict.fromkeys(runs):
            try:
                records.append(self._store.run(run))
            except NotFound:
                missing.append(run)
        jobs: list[JobRecord] = []
        for job in dict.fromkeys(record.job_id for record in records):
            try:
                jobs.append(self._store.job(job))
            except NotFound:  # deleted between the two reads
                missing += [record.id for record in records if record.job_id == job]
        return Known(
            jobs=frozenset(job.id for job in jobs),
            positions={one.id: Position(one.cursor.epoch, one.cursor.seq) for one in records if one.id not in missing},
            statuses=tuple(frame for job in jobs for frame in _statuses(job)),
            missing=tuple(missing),
            names=frozenset({CLOCK, *METRICS, *QUANTITIES}) | {name for one in records for name in one.metrics},
        )

    def after(
        self, run: str, position: Position, metrics: Collection[str], distributions: Collection[str]
    ) -> Stretch | None:
        """The stored frames after `position` until a message is full; None where the run is of another epoch now.

        Frames without a chosen row are passed over, but `upto` counts them. Raises `NotFound` for a deleted run.
        """
        current = self._store.cursor(run)
        if current.epoch != position.epoch or current.seq < position.seq:
            return None
        frames: list[Frame] = []
        upto, size = position, 0
        stored = self._store.frames_after(
            run, position.epoch, position.seq, series=list(metrics), quantities=list(distributions)
        )
        for one in stored:
            frame = telemetry_frame(run, one.epoch, one.seq, one.block)
            frames.append(frame)
            upto = Position(one.epoch, one.seq)
            size += size_of(frame)
            if size >= MESSAGE_BYTES:
                break
        return Stretch(frames, upto)

    def epoch(self, run: str) -> int:
        """The run's current epoch. Raises `NotFound`."""
        return self._store.cursor(run).epoch


def _statuses(job: JobRecord) -> Iterable[Frame]:
    for run in job.runs:
        yield {**_status(job.id, run.id, run), "timing": dict(run.timing) or None}
    yield _status(job.id, None, job)


def _status(job_id: str, run_id: str | None, record: JobRecord | RunRecord) -> dict[str, Any]:
    of_run = record if isinstance(record, RunRecord) else None
    return {
        "type": "status",
        "job": job_id,
        "run": run_id,
        "status": record.status,
        "outcome": of_run.outcome if of_run else None,
        "diverged_at": of_run.diverged_at if of_run else None,
        "stopped_at": of_run.stopped_at if of_run else None,
        "restored_step": of_run.restored_step if of_run else None,
        "step": of_run.step if of_run else None,
        "error": record.error,
    }
