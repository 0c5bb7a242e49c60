"""Rows of attempts: who may write to a job's runs, and how long it may stay silent."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from dynascope.errors import NotFound
from dynascope.store.records import AttemptRecord
from dynascope.store.tables import Attempt, Job

_COLUMNS = (*Attempt.__table__.columns, Job.id.label("job_id"))
_ATTEMPTS = select(*_COLUMNS).join(Job, Job.number == Attempt.job_number)
# Made once: making a statement costs more than running it.
_OF_ID = _ATTEMPTS.where(Attempt.id == bindparam("id"))
_VALID = _ATTEMPTS.where(Job.id == bindparam("id"), Attempt.fenced.is_(False))


def insert_attempt(
    connection: Connection, attempt_id: str, job_id: str, token_hash: bytes, lease_expires_at: datetime, now: datetime
) -> None:
    """Stores a new attempt at a job; it fences off all older ones."""
    number = connection.execute(select(Job.number).where(Job.id == job_id)).scalar_one()
    connection.execute(update(Attempt).where(Attempt.job_number == number).values(fenced=True))
    connection.execute(
        insert(Attempt).values(
            id=attempt_id,
            job_number=number,
            token_hash=token_hash,
            lease_expires_at=lease_expires_at,
            fenced=False,
            created_at=now,
        )
    )


def attempt_record(connection: Connection, attempt_id: str) -> AttemptRecord:
    """One attempt. Raises `NotFound`."""
    row = connection.execute(_OF_ID, {"id": attempt_id}).one_or_none()
    if row is None:
        raise NotFound(f"there is no attempt {attempt_id!r}")
    return _attempt(row)


def valid_attempts(connection: Connection, job_id: str) -> tuple[AttemptRecord, ...]:
    """The attempts at a job that are not fenced off: at most one."""
    rows = connection.execute(_VALID, {"id": job_id})
    return tuple(_attempt(row) for row in rows)


def attempt_count(connection: Connection, job_id: str) -> int:
    """How many attempts at a job there have been."""
    number = select(Job.number).where(Job.id == job_id).scalar_subquery()
    statement = select(func.count()).select_from(Attempt).where(Attempt.job_number == number)
    return connection.execute(statement).scalar_one()


def change_attempt(connection: Connection, attempt_id: str, **changes: Any) -> None:
    """Sets columns of an attempt."""
    connection.execute(update(Attempt).where(Attempt.id == attempt_id).values(**changes))


def fence_attempts(connection: Connection, job_id: str) -> None:
    """Fences off all attempts at a job: nothing that they post is taken any more."""
    number = select(Job.number).where(Job.id == job_id).scalar_subquery()
    connection.execute(update(Attempt).where(Attempt.job_number == number).values(fenced=True))


def _attempt(row: Row[Any]) -> AttemptRecord:
    return AttemptRecord(
        id=row.id,
        job_id=row.job_id,
        token_hash=row.token_hash,
        pid=row.pid,
        process_created=row.process_created,
        lease_expires_at=row.lease_expires_at,
        fenced=row.fenced,
        created_at=row.created_at,
    )
