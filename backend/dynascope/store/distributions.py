"""Histograms: stored as they come, read at a step or over a range."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Connection, Row, insert, select

from dynascope.store.columns import pack_counts, pack_steps, unpack_counts, unpack_steps
from dynascope.store.reading import StepRange
from dynascope.store.tables import Distribution
from dynascope.telemetry import DistributionBlock

_INSERT = insert(Distribution)


def append_distributions(
    connection: Connection, run_number: int, epoch: int, seq: int, blocks: Mapping[str, DistributionBlock]
) -> None:
    """Stores the histograms of batch `seq`; each block has at least one row."""
    connection.execute(_INSERT, [_row(run_number, epoch, seq, quantity, block) for quantity, block in blocks.items()])


def read_at(
    connection: Connection, run_number: int, epoch: int, quantity: str, step: int | None
) -> DistributionBlock | None:
    """The histograms of the nearest recorded step at or before `step` (None: the latest); None where there is none."""
    last = StepRange().last if step is None else step
    statement = (
        select(Distribution.__table__)
        .where(*_of(run_number, epoch, quantity), Distribution.first_step <= last)
        .order_by(Distribution.first_step.desc())
        .limit(1)
    )
    chunk = connection.execute(statement).one_or_none()
    if chunk is None:
        return None
    block = _block(chunk)
    row = int(np.searchsorted(block.steps, last, side="right")) - 1
    return _slice(block, row, row + 1)


def read_range(
    connection: Connection, run_number: int, epoch: int, quantity: str, steps: StepRange
) -> DistributionBlock | None:
    """All histograms in a range of steps; None where there is none."""
    statement = (
        select(Distribution.__table__)
        .where(
            *_of(run_number, epoch, quantity),
            Distribution.first_step <= steps.last,
            Distribution.last_step >= steps.first,
        )
        .order_by(Distribution.first_step)
    )
    blocks: list[DistributionBlock] = []
    for chunk in connection.execute(statement):
        block = _block(chunk)
        low, high = (int(row) for row in np.searchsorted(block.steps, [steps.first, steps.last + 1]))
        if low < high:
            blocks.append(_slice(block, low, high))
    if not blocks:
        return None
    return DistributionBlock(
        np.concatenate([block.steps for block in blocks]),
        np.concatenate([block.counts for block in blocks]),
        np.concatenate([block.nonfinite for block in blocks]),
    )


def distribution_batches(
    connection: Connection, run_number: int, epoch: int, after: int, upto: int, quantities: Sequence[str] | None
) -> dict[int, dict[str, DistributionBlock]]:
    """The histograms of the batches (after, upto] by seq and quantity."""
    statement = select(Distribution.__table__).where(
        Distribution.run_number == run_number,
        Distribution.epoch == epoch,
        Distribution.seq > after,
        Distribution.seq <= upto,
    )
    if quantities is not None:
        statement = statement.where(Distribution.quantity.in_(quantities))
    batches: dict[int, dict[str, DistributionBlock]] = {}
    for chunk in connection.execute(statement):
        batches.setdefault(chunk.seq, {})[chunk.quantity] = _block(chunk)
    return batches


def _of(run_number: int, epoch: int, quantity: str) -> tuple[ColumnElement[bool], ...]:
    return (Distribution.run_number == run_number, Distribution.epoch == epoch, Distribution.quantity == quantity)


def _row(run_number: int, epoch: int, seq: int, quantity: str, block: DistributionBlock) -> dict[str, object]:
    _, layers, bins = block.counts.shape
    return {
        "run_number": run_number,
        "epoch": epoch,
        "seq": seq,
        "quantity": quantity,
        "first_step": int(block.steps[0]),
        "last_step": int(block.steps[-1]),
        "rows": block.rows,
        "layers": layers,
        "bins": bins,
        "steps": pack_steps(block.steps),
        "counts": pack_counts(block.counts),
        "nonfinite": pack_counts(block.nonfinite),
    }


def _block(chunk: Row[Any]) -> DistributionBlock:
    return DistributionBlock(
        unpack_steps(chunk.steps, chunk.first_step, chunk.last_step, chunk.rows),
        unpack_counts(chunk.counts, (chunk.rows, chunk.layers, chunk.bins)),
        unpack_counts(chunk.nonfinite, (chunk.rows, chunk.layers)),
    )


def _slice(block: DistributionBlock, low: int, high: int) -> DistributionBlock:
    return DistributionBlock(block.steps[low:high], block.counts[low:high], block.nonfinite[low:high])
