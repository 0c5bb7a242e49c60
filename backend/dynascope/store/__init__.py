"""The store: tables, migrations, telemetry chunks, artifacts. Imports no jax and knows no HTTP."""

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
from dynascope.store.store import Store

__all__ = [
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
]
