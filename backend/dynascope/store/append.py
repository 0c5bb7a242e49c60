"""A producer's batch becomes rows: one call a telemetry frame, inside the caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from dynascope.errors import BadRequest, Conflict, NotFound
from dynascope.store.distributions import append_distributions
from dynascope.store.records import MetricShape
from dynascope.store.series import append_series
from dynascope.store.shapes import shapes_from_json, shapes_to_json
from dynascope.store.tables import Job, Run
from dynascope.telemetry import Block, DistributionBlock

# Made once: making a statement costs more than running it.
_RUN = (
    select(Run.__table__, Job.id.label("job_id"))
    .join(Job, Job.number == Run.job_number)
    .where(Run.id == bindparam("id"))
)


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
    outcome: str | None
    started_at: datetime | None
    layers: tuple[str, ...]
    metrics: dict[str, MetricShape]
    distributions: dict[str, int]
    distribution_steps: dict[str, int]
    timing: dict[str, Any]
    changes: dict[str, Any]

    def set(self, **changes: Any) -> None:
        """Sets columns of the run, stored by `save`."""
        self.changes.update(changes)
        self.status = self.changes.get("status", self.status)
        self.outcome = self.changes.get("outcome", self.outcome)
        self.step = self.changes.get("step", self.step)
        self.started_at = self.changes.get("started_at", self.started_at)
        self.timing = self.changes.get("timing", self.timing)


def open_run(connection: Connection, run_id: str) -> OpenRun:
    """The run as it stands in the transaction. Raises `NotFound`."""
    row = connection.execute(_RUN, {"id": run_id}).one_or_none()
    if row is None:
        raise NotFound(f"there is no run {run_id!r}")
    return OpenRun(
        number=row.number,
        id=row.id,
        job_id=row.job_id,
        epoch=row.epoch,
        seq=row.seq,
        step=row.step,
        status=row.status,
        outcome=row.outcome,
        started_at=row.started_at,
        layers=tuple(row.layers),
        metrics=shapes_from_json(row.metrics, row.layers),
        distributions=dict(row.distributions),
        distribution_steps=dict(row.distribution_steps),
        timing=dict(row.timing),
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
    histograms = {name: one for name, one in block.distributions.items() if one.rows}
    if histograms:
        _check_goes_on(run, histograms)
        append_distributions(connection, run.number, run.epoch, seq, histograms)
        run.distribution_steps |= {name: int(one.steps[-1]) for name, one in histograms.items()}
        run.set(distribution_steps=dict(run.distribution_steps))
    run.seq = seq
    ends = [int(one.steps[-1]) for one in (*block.series.values(), *block.distributions.values()) if one.rows]
    run.set(seq=seq, step=max([run.step, *ends]))
    return True


def _check_goes_on(run: OpenRun, histograms: dict[str, DistributionBlock]) -> None:
    for name, one in histograms.items():
        last = run.distribution_steps.get(name, -1)
        if one.steps[0] <= last:
            raise BadRequest(f"distribution {name} goes on at step {one.steps[0]}; allowed: after {last}")


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
