"""Bodies of the REST interface, as pydantic models.

The OpenAPI document is made from these, and the page's TypeScript types from that document. Numbers that
are measured are `Number`: a JSON number, or the string "NaN", "Infinity" or "-Infinity".
"""

from dynascope.server.schema.base import (
    Axis,
    Body,
    Cursor,
    FieldProblem,
    JobStatus,
    NonFinite,
    Number,
    Outcome,
    Problem,
    Scale,
)
from dynascope.server.schema.catalog import Catalog, CatalogMember, Preset, Presets, Preview, Text
from dynascope.server.schema.comparison import Comparison, Interval, PairedDifference, VariantComparison
from dynascope.server.schema.health import Health, Readiness
from dynascope.server.schema.jobs import DryRun, Estimate, Job, JobPage, JobSummary, PlannedRun, RunSummary
from dynascope.server.schema.producers import (
    Attempt,
    BatchAnswer,
    Command,
    OpenedRun,
    OpenRunRequest,
    StreamTicket,
    TelemetryBatch,
)
from dynascope.server.schema.runs import (
    Diagnoses,
    DistributionOnOffer,
    Distributions,
    Evidence,
    Finding,
    MetricOnOffer,
    Points,
    Remedy,
    Run,
    Series,
    SeriesPage,
    Timing,
)
from dynascope.server.schema.surfaces import Minimum, SurfaceGrid, SurfaceShown, Trajectories, Trajectory

__all__ = [
    "Attempt",
    "Axis",
    "BatchAnswer",
    "Body",
    "Catalog",
    "CatalogMember",
    "Command",
    "Comparison",
    "Cursor",
    "Diagnoses",
    "DistributionOnOffer",
    "Distributions",
    "DryRun",
    "Estimate",
    "Evidence",
    "FieldProblem",
    "Finding",
    "Health",
    "Interval",
    "Job",
    "JobPage",
    "JobStatus",
    "JobSummary",
    "MetricOnOffer",
    "Minimum",
    "NonFinite",
    "Number",
    "OpenRunRequest",
    "OpenedRun",
    "Outcome",
    "PairedDifference",
    "PlannedRun",
    "Points",
    "Preset",
    "Presets",
    "Preview",
    "Problem",
    "Readiness",
    "Remedy",
    "Run",
    "RunSummary",
    "Scale",
    "Series",
    "SeriesPage",
    "StreamTicket",
    "SurfaceGrid",
    "SurfaceShown",
    "TelemetryBatch",
    "Text",
    "Timing",
    "Trajectories",
    "Trajectory",
    "VariantComparison",
]
