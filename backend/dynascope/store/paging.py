"""Every row of a long series, a part at a time: what is held at once does not grow with the series."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from dynascope.store.jobs import run_row
from dynascope.store.records import SeriesPage
from dynascope.store.store import Store
from dynascope.store.tables import Chunk, Series


def series_in_pages(store: Store, run_id: str, metric: str, from_step: int, rows: int) -> Iterator[SeriesPage]:
    """All rows of a metric with from_step <= step, in order. A page ends with the batch that brings its rows to `rows`
    or more. Each is a snapshot of its own: its cursor's epoch tells whether the run has started anew in between.

    Raises `NotFound`, `UnknownMetric`.
    """
    while (last := _last_step(store, run_id, metric, from_step, rows)) is not None:
        yield store.series(run_id, [metric], from_step, last, max_points=None)
        from_step = last + 1


def _last_step(store: Store, run_id: str, metric: str, from_step: int, rows: int) -> int | None:
    """Where the page that begins at a step ends; None where there is no row any more."""
    last: int | None = None
    with store.read() as connection:
        run = run_row(connection, run_id)
        batches = connection.execute(
            select(Chunk.last_step, Chunk.rows)
            .join(Series, Series.id == Chunk.series_id)
            .where(Series.run_number == run.number, Series.epoch == run.epoch, Series.metric == metric)
            .where(Chunk.level == 0, Chunk.last_step >= from_step)
            .order_by(Chunk.last_step)
        )
        for batch in batches:
            last = batch.last_step
            rows -= batch.rows
            if rows <= 0:
                break
    return last
