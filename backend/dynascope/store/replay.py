"""The stored batches of a run in order, as the stream sends them again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select

from dynascope.store.database import Database
from dynascope.store.distributions import distribution_batches
from dynascope.store.jobs import run_row
from dynascope.store.reading import block_of_chunk
from dynascope.store.records import StoredFrame
from dynascope.store.tables import Chunk, Series
from dynascope.telemetry import Block, SeriesBlock

PORTION = 64
"""Batches that are read at once: a long replay holds neither memory nor a snapshot for long."""


def frames_after(
    database: Database,
    run_id: str,
    epoch: int,
    seq: int,
    series: Sequence[str] | None,
    quantities: Sequence[str] | None,
) -> Iterator[StoredFrame]:
    """The batches after `seq`; ends where the run is no longer in `epoch`. Raises `NotFound`."""
    while True:
        with database.read() as connection:
            run = run_row(connection, run_id)
            upto = min(seq + PORTION, run.seq)
            if run.epoch != epoch or seq >= run.seq:
                return
            rows = _series_batches(connection, run.number, epoch, seq, upto, series)
            histograms = distribution_batches(connection, run.number, epoch, seq, upto, quantities)
        for number in range(seq + 1, upto + 1):
            yield StoredFrame(run_id, epoch, number, Block(rows.get(number, {}), histograms.get(number, {})))
        seq = upto


def _series_batches(
    connection: Connection, run_number: int, epoch: int, after: int, upto: int, names: Sequence[str] | None
) -> dict[int, dict[str, SeriesBlock]]:
    statement = (
        select(Chunk.__table__, Series.metric, Series.width)
        .join(Series, Series.id == Chunk.series_id)
        .where(
            Series.run_number == run_number,
            Series.epoch == epoch,
            Chunk.level == 0,
            Chunk.seq > after,
            Chunk.seq <= upto,
        )
        .order_by(Chunk.seq, Chunk.series_id)
    )
    if names is not None:
        statement = statement.where(Series.metric.in_(names))
    batches: dict[int, dict[str, SeriesBlock]] = {}
    for chunk in connection.execute(statement):
        batches.setdefault(chunk.seq, {})[chunk.metric] = block_of_chunk(chunk, chunk.width)
    return batches
