"""The store: tables, migrations, telemetry chunks, artifacts. Imports no jax and knows no HTTP."""

from dynascope.store.paging import series_in_pages
from dynascope.store.records import (
    AttemptRecord,
    Cursor,
    DistributionPage,
    JobPage,
    JobRecord,
    MetricShape,
    NewJob,
    NewRun,
    Outcome,
    RunRecord,
    SeriesPage,
    Status,
    StoredFrame,
)
from dynascope.store.store import MIN_POINTS, Store

__all__ = [
    "MIN_POINTS",
    "AttemptRecord",
    "Cursor",
    "DistributionPage",
    "JobPage",
    "JobRecord",
    "MetricShape",
    "NewJob",
    "NewRun",
    "Outcome",
    "RunRecord",
    "SeriesPage",
    "Status",
    "Store",
    "StoredFrame",
    "series_in_pages",
]
