"""Rows of jobs and runs: made, read, listed, changed, removed."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, delete, func, insert, select, update

from dynascope.errors import BadRequest, NotFound
from dynascope.store.artifacts import SOURCE
from dynascope.store.records import Cursor, JobPage, JobRecord, NewJob, RunRecord
from dynascope.store.shapes import shapes_from_json, shapes_to_json
from dynascope.store.tables import Artifact, Attempt, Chunk, Distribution, Job, Landscape, Run, Series

_JOB = Job.__table__
_RUN = Run.__table__
# Made once: making a statement costs more than running it.
_JOB_OF_ID = select(_JOB).where(Job.id == bindparam("id"))
_RUN_OF_ID = select(_RUN).where(Run.id == bindparam("id"))


def insert_job(connection: Connection, job: NewJob, now: datetime) -> None:
    """Stores a job with its runs, all in the job's status."""
    number = connection.execute(
        insert(Job)
        .values(
            id=job.id,
            name=job.name,
            status=job.status,
            wish="run",
            origin=job.origin,
            request=job.request,
            idempotency_key=job.idempotency_key,
            request_hash=job.request_hash,
            run_count=len(job.runs),
            work=job.work,
            created_at=now,
            started_at=now if job.status == "running" else None,
        )
        .returning(Job.number)
    ).scalar_one()
    connection.execute(
        insert(Run),
        [
            {
                "id": run.id,
                "job_number": number,
                "position": position,
                "label": run.label,
                "variant": run.variant,
                "seed": run.seed,
                "spec": dict(run.spec),
                "key": run.key,
                "status": job.status,
                "step": 0,
                "steps": run.steps,
                "layers": list(run.layers),
                "metrics": shapes_to_json(run.metrics, run.layers),
                "distributions": dict(run.distributions),
                "distribution_steps": {},
                "timing": {},
                "created_at": now,
                "started_at": now if job.status == "running" else None,
                "epoch": 0,
                "seq": 0,
            }
            for position, run in enumerate(job.runs)
        ],
    )


def job_record(connection: Connection, job_id: str) -> JobRecord:
    """One job with its runs. Raises `NotFound`."""
    row = _job_row(connection, job_id)
    runs = connection.execute(select(_RUN).where(Run.job_number == row.number).order_by(Run.position))
    return _job(row, tuple(_run(run, row) for run in runs))


def job_header(connection: Connection, job_id: str) -> JobRecord:
    """One job without its runs. Raises `NotFound`."""
    return _job(_job_row(connection, job_id))


def run_record(connection: Connection, run_id: str) -> RunRecord:
    """One run. Raises `NotFound`."""
    row = run_row(connection, run_id)
    job = connection.execute(select(_JOB).where(Job.number == row.job_number)).one()
    return _run(row, job)


def run_row(connection: Connection, run_id: str) -> Row[Any]:
    """The row of one run, as it is stored. Raises `NotFound`."""
    row = connection.execute(_RUN_OF_ID, {"id": run_id}).one_or_none()
    if row is None:
        raise NotFound(f"there is no run {run_id!r}")
    return row


def job_page(connection: Connection, cursor: str | None, limit: int) -> JobPage:
    """Jobs newest first, without their runs. Raises `BadRequest` for a cursor that is not one of ours."""
    statement = select(_JOB).order_by(Job.number.desc()).limit(limit + 1)
    if cursor is not None:
        statement = statement.where(Job.number < _number_of(cursor))
    rows = connection.execute(statement).all()
    more = len(rows) > limit
    return JobPage(tuple(_job(row) for row in rows[:limit]), _cursor_at(rows[limit - 1].number) if more else None)


def job_with_key(connection: Connection, idempotency_key: str) -> tuple[str, str | None] | None:
    """The job that a key launched, and the hash of its request."""
    row = connection.execute(
        select(Job.id, Job.request_hash).where(Job.idempotency_key == idempotency_key)
    ).one_or_none()
    return None if row is None else (row.id, row.request_hash)


def jobs_in(connection: Connection, statuses: Iterable[str], origin: str | None = None) -> tuple[JobRecord, ...]:
    """The jobs in any of some statuses, oldest first, without their runs."""
    statement = select(_JOB).where(Job.status.in_(list(statuses))).order_by(Job.number)
    if origin is not None:
        statement = statement.where(Job.origin == origin)
    return tuple(_job(row) for row in connection.execute(statement))


def finished_work(connection: Connection, limit: int) -> list[tuple[float, float]]:
    """`(work, seconds)` of the latest jobs that succeeded, newest first; see `jobs.estimate` for `work`."""
    rows = connection.execute(
        select(Job.work, Job.started_at, Job.ended_at)
        .where(Job.status == "succeeded", Job.work.is_not(None), Job.started_at.is_not(None))
        .order_by(Job.number.desc())
        .limit(limit)
    )
    return [(row.work, (row.ended_at - row.started_at).total_seconds()) for row in rows]


def job_counts(connection: Connection) -> dict[str, int]:
    """How many jobs are in each status."""
    return {
        row.status: row.jobs
        for row in connection.execute(select(Job.status, func.count().label("jobs")).group_by(Job.status))
    }


def change_job(connection: Connection, job_id: str, **changes: Any) -> None:
    """Sets columns of a job."""
    connection.execute(update(Job).where(Job.id == job_id).values(**changes))


def change_runs(connection: Connection, job_id: str, statuses: Iterable[str], **changes: Any) -> tuple[str, ...]:
    """Sets columns of those runs of a job that are in any of some statuses; answers their ids."""
    concerned = (Run.job_number == _number(job_id), Run.status.in_(list(statuses)))
    ids = tuple(connection.execute(select(Run.id).where(*concerned).order_by(Run.position)).scalars())
    connection.execute(update(Run).where(Run.id.in_(ids)).values(**changes))
    return ids


def has_rows(connection: Connection, job_id: str) -> bool:
    """Whether any run of a job has telemetry."""
    statement = select(Run.number).where(Run.job_number == _number(job_id), Run.seq > 0).limit(1)
    return connection.execute(statement).first() is not None


def reset_runs(connection: Connection, job_id: str) -> tuple[tuple[str, int], ...]:
    """Empties the runs of a job (but for what they start from) and gives them a new epoch, for another attempt; answers
    those that had rows, with their new epoch."""
    runs = connection.execute(
        select(Run.number, Run.id, Run.epoch, Run.seq).where(Run.job_number == _number(job_id))
    ).all()
    for run in runs:
        _delete_rows(connection, (Run.number == run.number,), Artifact.name != SOURCE)
        connection.execute(
            update(Run)
            .where(Run.number == run.number)
            .values(
                epoch=run.epoch + 1,
                seq=0,
                step=0,
                outcome=None,
                diverged_at=None,
                stopped_at=None,
                restored_step=None,
                error=None,
                timing={},
                distribution_steps={},
            )
        )
    return tuple((run.id, run.epoch + 1) for run in runs if run.seq)


def delete_job(connection: Connection, job_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Removes a job and all its rows; answers the ids of its runs and of its attempts, whose files can go then."""
    of_job = (Run.job_number == _number(job_id),)
    runs = tuple(connection.execute(select(Run.id).where(*of_job)).scalars())
    attempts = tuple(connection.execute(select(Attempt.id).where(Attempt.job_number == _number(job_id))).scalars())
    _delete_rows(connection, of_job)
    connection.execute(delete(Landscape).where(Landscape.run_number.in_(select(Run.number).where(*of_job))))
    connection.execute(delete(Run).where(*of_job))
    connection.execute(delete(Attempt).where(Attempt.job_number == _number(job_id)))
    connection.execute(delete(Job).where(Job.id == job_id))
    return runs, attempts


def run_ids(connection: Connection) -> frozenset[str]:
    """The ids of all runs."""
    return frozenset(connection.execute(select(Run.id)).scalars())


def _job_row(connection: Connection, job_id: str) -> Row[Any]:
    row = connection.execute(_JOB_OF_ID, {"id": job_id}).one_or_none()
    if row is None:
        raise NotFound(f"there is no job {job_id!r}")
    return row


def _number(job_id: str) -> Any:
    return select(Job.number).where(Job.id == job_id).scalar_subquery()


def _delete_rows(connection: Connection, runs: Sequence[ColumnElement[bool]], *artifacts: ColumnElement[bool]) -> None:
    numbers: Select[Any] = select(Run.number).where(*runs)
    series = select(Series.id).where(Series.run_number.in_(numbers))
    connection.execute(delete(Chunk).where(Chunk.series_id.in_(series)))
    connection.execute(delete(Series).where(Series.run_number.in_(numbers)))
    connection.execute(delete(Distribution).where(Distribution.run_number.in_(numbers)))
    connection.execute(delete(Artifact).where(Artifact.run_number.in_(numbers), *artifacts))


def _job(row: Row[Any], runs: tuple[RunRecord, ...] = ()) -> JobRecord:
    return JobRecord(
        id=row.id,
        name=row.name,
        status=row.status,
        wish=row.wish,
        wish_at=row.wish_at,
        origin=row.origin,
        request=row.request,
        error=row.error,
        created_at=row.created_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
        run_count=row.run_count,
        runs=runs,
    )


def _run(row: Row[Any], job: Row[Any]) -> RunRecord:
    metrics: Mapping[str, Any] = row.metrics
    return RunRecord(
        id=row.id,
        job_id=job.id,
        position=row.position,
        label=row.label,
        variant=row.variant,
        seed=row.seed,
        spec=row.spec,
        key=row.key,
        status=row.status,
        outcome=row.outcome,
        diverged_at=row.diverged_at,
        stopped_at=row.stopped_at,
        restored_step=row.restored_step,
        step=row.step,
        steps=row.steps,
        error=row.error,
        origin=job.origin,
        layers=tuple(row.layers),
        metrics=shapes_from_json(metrics, row.layers),
        distributions=row.distributions,
        timing=row.timing,
        created_at=row.created_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
        cursor=Cursor(row.epoch, row.seq),
    )


def _cursor_at(number: int) -> str:
    return base64.urlsafe_b64encode(f"jobs:{number}".encode()).decode().rstrip("=")


def _number_of(cursor: str) -> int:
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        kind, number = text.split(":")
        if kind != "jobs" or not number.isdecimal() or len(number) > 18:
            raise ValueError(text)
        return int(number)
    except (ValueError, binascii.Error) as error:
        raise BadRequest(
            f"cursor {cursor[:40]!r} is not one of a list of jobs; allowed: the next_cursor of an earlier page"
        ) from error
