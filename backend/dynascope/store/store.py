"""The store: everything that must outlive the process, in one folder."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import Connection, Row

from dynascope.errors import BadRequest, FieldError, InvalidRequest, UnknownMetric
from dynascope.store.artifacts import ArtifactFiles
from dynascope.store.database import Database
from dynascope.store.distributions import read_at, read_range
from dynascope.store.jobs import delete_job, job_counts, job_page, job_record, run_ids, run_record, run_row
from dynascope.store.reading import StepRange, read_series, shape_of
from dynascope.store.records import (
    Cursor,
    DistributionPage,
    JobPage,
    JobRecord,
    MetricShape,
    RunRecord,
    SeriesPage,
    StoredFrame,
)
from dynascope.store.replay import frames_after
from dynascope.store.reserve import Reserve
from dynascope.store.shapes import shapes_from_json, with_clock
from dynascope.telemetry import DistributionBlock, SeriesBlock

MIN_POINTS, MAX_POINTS = 4, 1_000_000
PAGE_LIMIT = 1000


class Store:
    """Jobs, runs, telemetry and artifacts under `data_dir`; all methods are synchronous and thread-safe.

    Opens (or makes) `data_dir/dynascope.sqlite3` and brings its tables up to date.
    """

    def __init__(self, data_dir: Path) -> None:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.data_dir = data_dir
        self._database = Database(data_dir / "dynascope.sqlite3")
        self._reserve = Reserve(data_dir / "reserve")
        self._reserve.keep()
        self.artifacts = ArtifactFiles(data_dir / "artifacts")
        with self._database.read() as connection:
            known = run_ids(connection)
        self.artifacts.sweep(known)

    def close(self) -> None:
        """Closes all connections."""
        self._database.close()

    def ready(self) -> bool:
        """Whether the database answers."""
        return self._database.answers()

    @contextmanager
    def read(self) -> Generator[Connection]:
        """A snapshot, for the functions of this package that take a connection."""
        with self._database.read() as connection:
            yield connection

    @contextmanager
    def write(self) -> Generator[Connection]:
        """A transaction, for the functions of this package that take a connection: all of it or nothing."""
        with self._database.write() as connection:
            yield connection

    @contextmanager
    def remove(self) -> Generator[Connection]:
        """A transaction that deletes: on a full disk it has the reserve's room, and what it frees is given back."""
        with self._database.write(first=self._reserve.release) as connection:
            yield connection
        self._database.compact()
        self._reserve.keep()

    def job(self, job_id: str) -> JobRecord:
        """One job with its runs. Raises `NotFound`."""
        with self.read() as connection:
            return job_record(connection, job_id)

    def jobs(self, cursor: str | None = None, limit: int = 50) -> JobPage:
        """Jobs newest first, without their runs. Raises `BadRequest` for a cursor that is not one of ours."""
        if not 1 <= limit <= PAGE_LIMIT:
            raise BadRequest(f"limit: got {limit}; allowed: 1 to {PAGE_LIMIT}")
        with self.read() as connection:
            return job_page(connection, cursor, limit)

    def job_counts(self) -> dict[str, int]:
        """How many jobs are in each status that occurs."""
        with self.read() as connection:
            return job_counts(connection)

    def run(self, run_id: str) -> RunRecord:
        """One run. Raises `NotFound`."""
        with self.read() as connection:
            return run_record(connection, run_id)

    def cursor(self, run_id: str) -> Cursor:
        """Where the run's telemetry stands. Raises `NotFound`."""
        with self.read() as connection:
            return _cursor(run_row(connection, run_id))

    def series(
        self,
        run_id: str,
        names: Sequence[str],
        from_step: int | None = None,
        to_step: int | None = None,
        max_points: int | None = 2000,
    ) -> SeriesPage:
        """Rows of the named metrics, or of the run's clock, thinned to about `max_points` each, with
        from_step <= step <= to_step.

        First, last, extremes (of each layer) and both ends of each non-finite stretch stay. `max_points` (4 to
        1,000,000) not smaller than the rows gives every row, and so does None. Raises `NotFound`, `BadRequest`,
        `InvalidRequest`, `UnknownMetric` naming those on offer.
        """
        if max_points is not None and not MIN_POINTS <= max_points <= MAX_POINTS:
            raise BadRequest(f"max_points: got {max_points}; allowed: {MIN_POINTS} to {MAX_POINTS}")
        steps = _range(from_step, to_step)
        with self.read() as connection:
            run = run_row(connection, run_id)
            shapes = with_clock(shapes_from_json(run.metrics, run.layers))
            _check_offered("metric", names, list(shapes))
            series: dict[str, SeriesBlock] = {}
            rows_read = 0
            for name in names:
                found = read_series(connection, run.number, run.epoch, name, steps, max_points)
                series[name], read = found or (_no_rows(shapes[name]), 0)
                rows_read += read
            return SeriesPage(run_id, _cursor(run), series, rows_read)

    def distributions(
        self,
        run_id: str,
        quantity: str,
        step: int | None = None,
        from_step: int | None = None,
        to_step: int | None = None,
    ) -> DistributionPage:
        """The histograms at the nearest recorded step at or before `step`, or all in a range; with neither, the latest.

        Raises `NotFound`, `InvalidRequest`, `UnknownMetric` naming the quantities on offer.
        """
        if step is not None and (from_step is not None or to_step is not None):
            message = f"step: got {step} beside from_step or to_step; allowed: one step, or a range"
            raise InvalidRequest([FieldError("step", "both_given", message, {"value": step})])
        with self.read() as connection:
            run = run_row(connection, run_id)
            _check_offered("distribution", [quantity], list(run.distributions))
            if from_step is None and to_step is None:
                block = read_at(connection, run.number, run.epoch, quantity, step)
            else:
                block = read_range(connection, run.number, run.epoch, quantity, _range(from_step, to_step))
            block = block or _no_histograms(len(run.layers), run.distributions[quantity])
            return DistributionPage(run_id, quantity, _cursor(run), block.steps, block.counts, block.nonfinite)

    def frames_after(
        self,
        run_id: str,
        epoch: int,
        seq: int,
        series: Sequence[str] | None = None,
        quantities: Sequence[str] | None = None,
    ) -> Iterator[StoredFrame]:
        """The stored batches of a run after `seq`, in order, read in portions; `series` and `quantities` choose what
        (None: all), and a batch of which nothing is chosen comes empty. Ends at once where `epoch` is not the run's:
        the caller sends a reset and asks for (its epoch, 0). Raises `NotFound`."""
        return frames_after(self._database, run_id, epoch, seq, series, quantities)

    def artifact(self, run_id: str, name: str) -> Path:
        """The file of a whole artifact (`weights/initial`, `weights/final`, `weights/best`, `points`).

        Raises `NotFound`.
        """
        with self.read() as connection:
            run_row(connection, run_id)
            return self.artifacts.find(connection, run_id, name)

    def delete(self, job_id: str) -> tuple[str, ...]:
        """Removes a job with its rows and files; answers the ids of its attempts. Raises `NotFound`."""
        with self.remove() as connection:
            job_record(connection, job_id)
            runs, attempts = delete_job(connection, job_id)
        self.artifacts.remove(runs)
        self._reserve.keep()
        return attempts


def _cursor(run: Row[Any]) -> Cursor:
    return Cursor(run.epoch, run.seq)


def _range(from_step: int | None, to_step: int | None) -> StepRange:
    if from_step is not None and to_step is not None and from_step > to_step:
        message = f"from_step: got {from_step}, after to_step {to_step}; allowed: at most to_step"
        raise InvalidRequest(
            [FieldError("from_step", "range_reversed", message, {"value": from_step, "to_step": to_step})]
        )
    whole = StepRange()
    first = whole.first if from_step is None else min(max(from_step, whole.first), whole.last)
    last = whole.last if to_step is None else min(max(to_step, -1), whole.last)
    return StepRange(first, last)


def _check_offered(kind: str, names: Sequence[str], offered: Sequence[str]) -> None:
    unknown = [name for name in names if name not in offered]
    if unknown:
        listed = ", ".join(offered) or "none"
        raise UnknownMetric(
            f"{kind} {unknown[0][:100]!r} is not one of this run; on offer: {listed}", offered=list(offered)
        )


def _no_rows(shape: MetricShape) -> SeriesBlock:
    return SeriesBlock(np.empty(0, np.int64), np.empty(shape_of(0, shape.width or 0), np.float32))


def _no_histograms(layers: int, bins: int) -> DistributionBlock:
    return DistributionBlock(
        np.empty(0, np.int64), np.empty((0, layers, bins), np.int32), np.empty((0, layers), np.int32)
    )
