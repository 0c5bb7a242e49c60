"""Rows of loss landscapes: made, read, changed, removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Row, delete, func, insert, select, update

from dynascope.errors import NotFound
from dynascope.store.tables import Landscape, Run

LandscapeStatus = Literal["queued", "running", "succeeded", "failed", "cancelled"]

OPEN: tuple[LandscapeStatus, ...] = ("queued", "running")
"""Of a landscape that has not ended."""

_LANDSCAPE = select(Landscape.__table__, Run.id.label("run_id")).join(Run, Run.number == Landscape.run_number)


@dataclass(frozen=True)
class LandscapeRecord:
    """One landscape as it stands.

    `request` is the JSON of its `LandscapeRequest`, `step` that of the network in the centre (None where it is not
    known), `progress` is `{stage, done, total}`, `frame` the axes and the trajectory once they are known; `losses`
    float64 are those found so far, the first axis fastest. Times in UTC.
    """

    id: str
    run_id: str
    request: Mapping[str, Any]
    step: int | None
    status: LandscapeStatus
    error: str | None
    progress: Mapping[str, Any]
    frame: Mapping[str, Any] | None
    losses: NDArray[np.float64]
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None


def insert_landscape(
    connection: Connection,
    landscape_id: str,
    run_id: str,
    request: Mapping[str, Any],
    step: int | None,
    progress: Mapping[str, Any],
    now: datetime,
) -> None:
    """Stores a landscape that waits for its turn. The run is there."""
    connection.execute(
        insert(Landscape).values(
            id=landscape_id,
            run_number=select(Run.number).where(Run.id == run_id).scalar_subquery(),
            request=dict(request),
            step=step,
            status="queued",
            progress=dict(progress),
            losses=b"",
            created_at=now,
        )
    )


def landscape_record(connection: Connection, landscape_id: str) -> LandscapeRecord:
    """One landscape. Raises `NotFound`."""
    row = connection.execute(_LANDSCAPE.where(Landscape.id == landscape_id)).one_or_none()
    if row is None:
        raise NotFound(f"there is no landscape {landscape_id!r}")
    return _record(row)


def landscapes_of(connection: Connection, run_id: str) -> tuple[LandscapeRecord, ...]:
    """The landscapes of a run, newest first."""
    rows = connection.execute(_LANDSCAPE.where(Run.id == run_id).order_by(Landscape.number.desc()))
    return tuple(_record(row) for row in rows)


def landscapes_in(connection: Connection, statuses: Iterable[LandscapeStatus]) -> tuple[LandscapeRecord, ...]:
    """The landscapes in any of some statuses, oldest first."""
    rows = connection.execute(_LANDSCAPE.where(Landscape.status.in_(list(statuses))).order_by(Landscape.number))
    return tuple(_record(row) for row in rows)


def count_of(connection: Connection, run_id: str) -> int:
    """How many landscapes a run has."""
    statement = select(func.count()).select_from(Landscape).join(Run, Run.number == Landscape.run_number)
    return connection.execute(statement.where(Run.id == run_id)).scalar_one()


def change_landscape(
    connection: Connection, landscape_id: str, statuses: Iterable[LandscapeStatus], **changes: Any
) -> bool:
    """Sets columns of a landscape that is in one of some statuses; False where there is none such."""
    if "losses" in changes:
        changes["losses"] = np.asarray(changes["losses"], "<f8").tobytes()
    concerned = (Landscape.id == landscape_id, Landscape.status.in_(list(statuses)))
    return connection.execute(update(Landscape).where(*concerned).values(changes)).rowcount > 0


def delete_landscape(connection: Connection, landscape_id: str) -> None:
    """Removes a landscape, where there is one."""
    connection.execute(delete(Landscape).where(Landscape.id == landscape_id))


def _record(row: Row[Any]) -> LandscapeRecord:
    return LandscapeRecord(
        id=row.id,
        run_id=row.run_id,
        request=row.request,
        step=row.step,
        status=row.status,
        error=row.error,
        progress=row.progress,
        frame=row.frame,
        losses=np.frombuffer(row.losses, "<f8"),
        created_at=row.created_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
    )
