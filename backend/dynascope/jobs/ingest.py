"""What producers post: stored in one transaction a batch, published, answered with what the user wants."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from dynascope.errors import AttemptFenced, BadRequest, IllegalMove, Unauthorized
from dynascope.jobs.frames import AnyFrame, ArtifactFrame, StatusFrame, TelemetryFrame, read_frames
from dynascope.jobs.ledger import Change, Ledger, move_job, run_status
from dynascope.jobs.offers import check_block
from dynascope.jobs.secrets import is_token
from dynascope.jobs.states import ENDED
from dynascope.store import AttemptRecord, JobRecord, Status
from dynascope.store.append import OpenRun, append_block, open_run, save_run
from dynascope.store.attempts import attempt_record, change_attempt
from dynascope.store.jobs import job_header
from dynascope.telemetry import CLOCK, SeriesBlock, telemetry_frame

RENEWED_PART = 0.1
"""A lease is written again once this part of it has passed: a heartbeat should not cost a write."""

Answer = tuple[dict[str, int], list[dict[str, str]]]


class Ingest:
    """Takes batches of all producers; thread-safe."""

    def __init__(self, ledger: Ledger, lease_seconds: float) -> None:
        self._ledger = ledger
        self._lease = timedelta(seconds=lease_seconds)

    def take(self, attempt_id: str, token: str, frames: Sequence[Mapping[str, Any]]) -> Answer:
        """See `JobService.ingest`."""
        with self._ledger.store.read() as connection:
            attempt = attempt_record(connection, attempt_id)
            check_attempt(attempt, token)
            job = job_header(connection, attempt.job_id)
        now = datetime.now(UTC)
        renew = attempt.lease_expires_at - now < (1 - RENEWED_PART) * self._lease
        if not frames and not renew:
            return {}, commands_for(job)
        parsed = read_frames(frames)
        with self._ledger.change() as change:
            attempt = attempt_record(change.connection, attempt_id)
            check_attempt(attempt, token)
            if renew:
                change_attempt(change.connection, attempt_id, lease_expires_at=now + self._lease)
            acked = _Batch(change, attempt.job_id).apply(parsed)
            return acked, commands_for(job_header(change.connection, attempt.job_id))


def commands_for(job: JobRecord) -> list[dict[str, str]]:
    """What the producer shall do, as long as it has not done it."""
    if job.status in ENDED or job.wish == "cancel":
        return [{"type": "cancel"}]
    if job.wish == "pause" and job.status != "paused":
        return [{"type": "pause"}]
    if job.wish == "run" and job.status == "paused":
        return [{"type": "resume"}]
    return []


def check_attempt(attempt: AttemptRecord, token: str) -> None:
    """Whether the token is the attempt's, and no newer attempt took over. Raises `Unauthorized`, `AttemptFenced`."""
    if not is_token(token, attempt.token_hash):
        raise Unauthorized(f"the token is not that of attempt {attempt.id}")
    if attempt.fenced:
        raise AttemptFenced(f"attempt {attempt.id} was given up or replaced by a newer one; it must stop")


def _ending(frame: StatusFrame) -> dict[str, Any]:
    """How a run ended, as columns; nothing where it has not."""
    if frame.outcome is None:
        return {}
    steps = ("diverged_at", "stopped_at", "restored_step")
    return {"outcome": frame.outcome, **{name: getattr(frame, name) for name in steps}}


def _time_spent(clock: SeriesBlock) -> dict[str, float]:
    """What the clock's last row says of the run so far, so that it is known also of one whose end nobody tells."""
    step, seconds = int(clock.steps[-1]), round(float(clock.values[-1]), 6)
    if not math.isfinite(seconds) or seconds <= 0:
        return {}
    return {"train_seconds": seconds, "steps_per_second": round(step / seconds, 3)}


def _repeats_end(frames: Sequence[AnyFrame], index: int, run: str | None, ended: str) -> bool:
    """Whether a status frame says nothing else than how the run, or the job, ended: its end again, or what came before
    it in a batch that comes again, and so tells the end further on.
    """
    told = (frame for frame in frames[index:] if isinstance(frame, StatusFrame))
    return any(frame.run in (run, None) and frame.status == ended for frame in told)


class _Batch:
    """One batch while it is applied, inside its transaction."""

    def __init__(self, change: Change, job_id: str) -> None:
        self._change = change
        self._job_id = job_id
        self._job = job_header(change.connection, job_id)
        self._runs: dict[str, OpenRun] = {}

    def apply(self, frames: Sequence[AnyFrame]) -> dict[str, int]:
        """Applies the frames in order; answers the stored seq of each run that had rows."""
        acked: list[OpenRun] = []
        for index, frame in enumerate(frames):
            if isinstance(frame, TelemetryFrame):
                acked.append(self._telemetry(frame))
            elif isinstance(frame, ArtifactFrame):
                self._artifact(frame)
            elif frame.run is not None:
                run = self._run(frame.run)
                self._check_end(frames, index, frame, run.status)
                self._check_outcome(index, frame, run)
                self._run_status(run, frame)
            else:
                self._check_end(frames, index, frame, self._job.status)
                self._job_status(frame)
        self._save()
        return {run.id: run.seq for run in acked}

    def _run(self, run_id: str) -> OpenRun:
        if run_id not in self._runs:
            run = open_run(self._change.connection, run_id)
            if run.job_id != self._job_id:
                raise BadRequest(f"run {run_id} belongs to another job than this attempt, {self._job_id}")
            self._runs[run_id] = run
        return self._runs[run_id]

    def _check_end(self, frames: Sequence[AnyFrame], index: int, frame: StatusFrame, status: str) -> None:
        """Whether a producer that we don't own stands by the end that it told. Raises `IllegalMove`.

        A worker of ours may have been ended by others, and what it says of that meanwhile is passed over.
        """
        if self._job.origin == "local" or status not in ENDED or _repeats_end(frames, index, frame.run, status):
            return
        what = f"job {self._job_id}" if frame.run is None else f"run {frame.run}"
        raise IllegalMove(
            f"frames.{index}.status: {what} is {status} already; got {frame.status}; allowed: {status} again, or none",
            status=status,
            allowed=[status],
        )

    def _check_outcome(self, index: int, frame: StatusFrame, run: OpenRun) -> None:
        """The same of the outcome that it told with the end. Raises `IllegalMove`."""
        told = run.outcome
        again = run.status in ENDED and frame.status == run.status and self._job.origin != "local"
        if again and frame.outcome != told and None not in (told, frame.outcome):
            raise IllegalMove(
                f"frames.{index}.outcome: run {run.id} has {told} already; got {frame.outcome}; "
                f"allowed: {told} again, or none",
                status=run.status,
                outcome=told,
                allowed=[told],
            )

    def _telemetry(self, frame: TelemetryFrame) -> OpenRun:
        run = self._run(frame.run)
        if frame.seq <= run.seq:
            return run
        check_block(run, frame.block, owned=self._job.origin == "local")
        append_block(self._change.connection, run, frame.seq, frame.block)
        clock = frame.block.series.get(CLOCK)
        if clock is not None and clock.rows:
            run.set(timing=run.timing | _time_spent(clock))
        if self._job.status == "starting":
            self._move("running")
        if run.status in ("queued", "starting"):
            run.set(status="running", started_at=self._change.now)
            self._publish_status(run)
        self._change.publish(telemetry_frame(run.id, run.epoch, frame.seq, frame.block))
        return run

    def _artifact(self, frame: ArtifactFrame) -> None:
        run = self._run(frame.run)
        self._change.store.artifacts.add_part(
            self._change.connection,
            (run.number, run.id, run.epoch),
            frame.name,
            frame.offset,
            frame.total,
            frame.data,
            self._change.now,
        )

    def _run_status(self, run: OpenRun, frame: StatusFrame) -> None:
        # A run that ended with its job may tell afterwards how; else its end was reported before, and comes again.
        if run.status in ENDED and not (run.status == frame.status and run.outcome is None and frame.outcome):
            return
        ended = frame.status in ENDED
        run.set(
            status=frame.status,
            step=run.step if frame.step is None else max(run.step, frame.step),
            **_ending(frame),
            **({"error": frame.error} if frame.error else {}),
            **({"timing": dict(frame.timing)} if frame.timing else {}),
            **({"started_at": self._change.now} if run.started_at is None and frame.status != "starting" else {}),
            **({"ended_at": self._change.now} if ended and run.status not in ENDED else {}),
        )
        self._publish_status(run)

    def _job_status(self, frame: StatusFrame) -> None:
        if self._job.status in ENDED or self._job.status == frame.status:
            return  # reported before
        self._move(frame.status, frame.error)

    def _move(self, target: Status, error: str | None = None) -> None:
        """Moves the job. Runs follow their job, so what was read of them before is out of date."""
        self._save()
        move_job(self._change, self._job, target, "producer", error)
        self._job = job_header(self._change.connection, self._job_id)
        for run in self._runs.values():
            run.status = open_run(self._change.connection, run.id).status

    def _publish_status(self, run: OpenRun) -> None:
        save_run(self._change.connection, run)
        self._change.publish(run_status(self._change, run.id))

    def _save(self) -> None:
        for run in self._runs.values():
            save_run(self._change.connection, run)
