"""Reading telemetry rows: an overview from a coarse level, details from the rows themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Row, bindparam, func, select

from dynascope.store.columns import unpack_steps, unpack_values
from dynascope.store.decimation import decimate
from dynascope.store.tables import Chunk, Series
from dynascope.telemetry import SeriesBlock

LAST_STEP = 2**63 - 2

# Made once: making a statement costs more than running it.
_CHUNKS = (
    select(Chunk.__table__)
    .where(
        Chunk.series_id == bindparam("series"),
        Chunk.level == bindparam("level"),
        Chunk.seq > bindparam("after"),
        Chunk.seq <= bindparam("upto"),
        Chunk.last_step >= bindparam("first"),
        Chunk.first_step <= bindparam("last"),
    )
    .order_by(Chunk.seq)
)


@dataclass(frozen=True)
class StepRange:
    """The steps from `first` to `last`, both included."""

    first: int = 0
    last: int = LAST_STEP


def read_series(
    connection: Connection, run_number: int, epoch: int, metric: str, steps: StepRange, max_points: int | None
) -> tuple[SeriesBlock, int] | None:
    """The rows of a metric in a range of steps, thinned to about `max_points` (None: every row), and how many stored
    rows were read for them. None where the metric has no row yet."""
    series = connection.execute(
        select(Series.id, Series.width, Series.levels).where(
            Series.run_number == run_number, Series.epoch == epoch, Series.metric == metric
        )
    ).one_or_none()
    if series is None:
        return None
    reader = _Reader(connection, series.id, series.width, steps)
    reader.read(_level(connection, series.id, len(series.levels) - 1, steps, max_points), 0, LAST_STEP)
    block = _join(reader.parts, series.width)
    if max_points is None:
        return block, reader.rows
    kept = decimate(block.steps, block.values, max_points)
    return SeriesBlock(block.steps[kept], block.values[kept]), reader.rows


def chunk_rows(connection: Connection, series_id: int, width: int, level: int, after: int, upto: int) -> SeriesBlock:
    """The rows of one level in the batches (after, upto]."""
    chunks = _chunks(connection, series_id, level, after, upto, StepRange())
    return _join([block_of_chunk(chunk, width) for chunk in chunks], width)


def _level(connection: Connection, series_id: int, coarsest: int, steps: StepRange, max_points: int | None) -> int:
    """The coarsest level that still has `max_points` rows in the range; 0 where none has.

    Only chunks wholly in the range count, so that a range of no more than `max_points` rows is read row by row.
    """
    if max_points is None:
        return 0
    for level in range(coarsest, 0, -1):
        rows = connection.execute(
            select(func.sum(Chunk.rows)).where(
                Chunk.series_id == series_id,
                Chunk.level == level,
                Chunk.first_step >= steps.first,
                Chunk.last_step <= steps.last,
            )
        ).scalar_one()
        if (rows or 0) >= max_points:
            return level
    return 0


@dataclass
class _Reader:
    connection: Connection
    series_id: int
    width: int
    steps: StepRange
    parts: list[SeriesBlock] = field(default_factory=list[SeriesBlock])
    rows: int = 0

    def read(self, level: int, after: int, upto: int) -> None:
        """Takes the rows of the batches (after, upto]: from `level` where its chunks lie wholly in the range of steps,
        from finer levels at the ends of the range and beyond what the level covers."""
        if after >= upto:
            return
        for chunk in _chunks(self.connection, self.series_id, level, after, upto, self.steps):
            inside = self.steps.first <= chunk.first_step and chunk.last_step <= self.steps.last
            if inside or not level:
                self._take(block_of_chunk(chunk, self.width))
            else:
                self.read(level - 1, chunk.after_seq, chunk.seq)
        if level:
            self.read(level - 1, max(after, self._reach(level, upto)), upto)

    def _reach(self, level: int, upto: int) -> int:
        """The last batch, up to `upto`, that the level covers."""
        statement = select(func.max(Chunk.seq)).where(
            Chunk.series_id == self.series_id, Chunk.level == level, Chunk.seq <= upto
        )
        return self.connection.execute(statement).scalar_one() or 0

    def _take(self, block: SeriesBlock) -> None:
        self.rows += block.rows
        low, high = np.searchsorted(block.steps, [self.steps.first, self.steps.last + 1])
        self.parts.append(SeriesBlock(block.steps[low:high], block.values[low:high]))


def _chunks(
    connection: Connection, series_id: int, level: int, after: int, upto: int, steps: StepRange
) -> Sequence[Row[Any]]:
    limits = {
        "series": series_id,
        "level": level,
        "after": after,
        "upto": upto,
        "first": steps.first,
        "last": steps.last,
    }
    return connection.execute(_CHUNKS, limits).all()


def block_of_chunk(chunk: Row[Any], width: int) -> SeriesBlock:
    """The rows of one chunk."""
    return SeriesBlock(
        unpack_steps(chunk.steps, chunk.first_step, chunk.last_step, chunk.rows),
        unpack_values(chunk.values, chunk.dtype, shape_of(chunk.rows, width)),
    )


def shape_of(rows: int, width: int) -> tuple[int, ...]:
    """The shape of a series' values: `width` 0 says that the metric has no axis beside the step."""
    return (rows, width) if width else (rows,)


def _join(parts: list[SeriesBlock], width: int) -> SeriesBlock:
    if not parts:
        return SeriesBlock(np.empty(0, np.int64), np.empty(shape_of(0, width), np.float32))
    steps: NDArray[np.int64] = np.concatenate([part.steps for part in parts])
    values: NDArray[np.floating] = np.concatenate([part.values for part in parts])
    return SeriesBlock(steps, values)
