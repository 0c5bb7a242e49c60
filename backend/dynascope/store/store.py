"""The store: everything that must outlive the process, in one folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from dynascope.store.records import (
    Cursor,
    DistributionPage,
    JobPage,
    JobRecord,
    RunRecord,
    SeriesPage,
    StoredFrame,
)


class Store:
    """Jobs, runs, telemetry and artifacts under `data_dir`; all methods are synchronous and thread-safe.

    Opens (or makes) `data_dir/dynascope.sqlite3` and brings its tables up to date.
    """

    def __init__(self, data_dir: Path) -> None:
        raise NotImplementedError

    def close(self) -> None:
        """Closes all connections."""
        raise NotImplementedError

    def ready(self) -> bool:
        """Whether the database answers."""
        raise NotImplementedError

    def job(self, job_id: str) -> JobRecord:
        """One job with its runs. Raises `NotFound`."""
        raise NotImplementedError

    def jobs(self, cursor: str | None = None, limit: int = 50) -> JobPage:
        """Jobs newest first, without their runs. Raises `BadRequest` for a cursor that is not one of ours."""
        raise NotImplementedError

    def run(self, run_id: str) -> RunRecord:
        """One run. Raises `NotFound`."""
        raise NotImplementedError

    def series(
        self,
        run_id: str,
        names: Sequence[str],
        from_step: int | None = None,
        to_step: int | None = None,
        max_points: int = 2000,
    ) -> SeriesPage:
        """Rows of the named metrics with from_step <= step <= to_step, thinned to about `max_points` a metric.

        First, last, extremes (of each layer) and both ends of each non-finite stretch stay; `max_points` (4 to
        1,000,000) not smaller than the rows gives every row. Raises `NotFound`, `UnknownMetric` naming those on offer.
        """
        raise NotImplementedError

    def distributions(
        self,
        run_id: str,
        quantity: str,
        step: int | None = None,
        from_step: int | None = None,
        to_step: int | None = None,
    ) -> DistributionPage:
        """The histograms at the nearest recorded step at or before `step`, or all in a range; with neither, the latest.

        Raises `NotFound`, `UnknownMetric` naming the quantities on offer.
        """
        raise NotImplementedError

    def cursor(self, run_id: str) -> Cursor:
        """Where the run's telemetry stands. Raises `NotFound`."""
        raise NotImplementedError

    def frames_after(
        self,
        run_id: str,
        epoch: int,
        seq: int,
        series: Sequence[str] | None = None,
        quantities: Sequence[str] | None = None,
    ) -> Iterator[StoredFrame]:
        """The stored batches of a run after `seq`, in order, read in portions; `series` and `quantities` choose what
        (None: all). Ends at once where `epoch` is not the run's: the caller sends a reset and asks for (epoch, 0)."""
        raise NotImplementedError

    def artifact(self, run_id: str, name: str) -> Path:
        """The file of a whole artifact (`weights/initial`, `weights/final`, `weights/best`, `points`). Raises `NotFound`."""
        raise NotImplementedError

    def secret(self, name: str, make: Callable[[], str]) -> str:
        """A secret of the server's own: the stored one, or the one that `make` gives, stored at the first call."""
        raise NotImplementedError
