"""A producer's batch becomes rows: one call a telemetry frame, inside the caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from dynascope.errors import Conflict
from dynascope.store.distributions import append_distributions
from dynascope.store.jobs import run_row
from dynascope.store.records import MetricShape
from dynascope.store.series import append_series
from dynascope.store.shapes import shapes_from_json, shapes_to_json
from dynascope.store.tables import Job, Run
from dynascope.telemetry import Block


@dataclass
class OpenRun:
    """A run while a batch is applied to it. `save` stores what has changed."""

    number: int
    id: str
    job_id: str
    epoch: int
    seq: int
    step: int
    status: str
    started_at: datetime | None
    layers: tuple[str, ...]
    metrics: dict[str, MetricShape]
    distributions: dict[str, int]
    changes: dict[str, Any]

    def set(self, **changes: Any) -> None:
        """Sets columns of the run, stored by `save`."""
        self.changes.update(changes)
        self.status = self.changes.get("status", self.status)
        self.step = self.changes.get("step", self.step)
        self.started_at = self.changes.get("started_at", self.started_at)


def open_run(connection: Connection, run_id: str) -> OpenRun:
    """The run as it stands in the transaction. Raises `NotFound`."""
    row = run_row(connection, run_id)
    job_id = connection.execute(select(Job.id).where(Job.number == row.job_number)).scalar_one()
    return OpenRun(
        number=row.number,
        id=row.id,
        job_id=job_id,
        epoch=row.epoch,
        seq=row.seq,
        step=row.step,
        status=row.status,
        started_at=row.started_at,
        layers=tuple(row.layers),
        metrics=shapes_from_json(row.metrics, row.layers),
        distributions=dict(row.distributions),
        changes={},
    )


def append_block(connection: Connection, run: OpenRun, seq: int, block: Block) -> bool:
    """Stores batch `seq` of a run; False where it is stored already.

    Raises `Conflict` naming the expected seq where one is missing, `BadRequest` for rows that do not continue theirs.
    """
    if seq <= run.seq:
        return False
    if seq > run.seq + 1:
        raise Conflict(f"run {run.id}: got batch {seq}; expected {run.seq + 1}", run=run.id, expected_seq=run.seq + 1)
    append_series(connection, run.number, run.epoch, seq, block.series)
    append_distributions(connection, run.number, run.epoch, seq, block.distributions)
    run.seq = seq
    ends = [int(one.steps[-1]) for one in (*block.series.values(), *block.distributions.values()) if one.rows]
    run.set(seq=seq, step=max([run.step, *ends]))
    return True


def offer(run: OpenRun, metrics: dict[str, MetricShape], distributions: dict[str, int]) -> None:
    """Puts metrics and distributions on offer that the run did not have so far."""
    run.metrics |= metrics
    run.distributions |= distributions
    run.set(metrics=shapes_to_json(run.metrics, run.layers), distributions=dict(run.distributions))


def save_run(connection: Connection, run: OpenRun) -> None:
    """Stores what has changed in the run itself."""
    if run.changes:
        connection.execute(update(Run).where(Run.number == run.number).values(**run.changes))
        run.changes = {}
