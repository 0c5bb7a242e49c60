"""Bodies about jobs."""

from typing import Any, Literal

from dynascope.server.schema.base import Body, JobStatus, Outcome
from dynascope.spec import SeedParts


class PlannedRun(Body):
    """A run that a job would launch."""

    label: str
    variant: int
    seed: int | SeedParts
    spec: dict[str, Any]
    key: str


class RunSummary(PlannedRun):
    """A run as it stands in its job.

    `diverged_at` is the step of the first loss that is not finite, `stopped_at` the one at which early stopping ended
    the run, `restored_step` the one whose network it put back as the final one.
    """

    id: str
    status: JobStatus
    outcome: Outcome | None
    diverged_at: int | None
    stopped_at: int | None
    restored_step: int | None
    step: int
    steps: int | None
    error: str | None


class JobSummary(Body):
    """A job as it stands in the list: without its runs.

    `status` is what it does, `wish` what the user wants of it; `origin` is who trains; `request` is the body that
    launched it (null where somebody else trains).
    """

    id: str
    name: str | None
    status: JobStatus
    wish: Literal["run", "pause", "cancel"]
    origin: Literal["local", "external"]
    request: dict[str, Any] | None
    error: str | None
    created_at: str
    started_at: str | None
    finished_at: str | None
    run_count: int


class Job(JobSummary):
    """A job with its runs."""

    runs: list[RunSummary]


class JobPage(Body):
    """One page of jobs, newest first; `next_cursor` is null on the last page."""

    jobs: list[JobSummary]
    next_cursor: str | None


class WatchingCost(Body):
    """What a cadence adds to a step: every so many steps a row, in all `percent` of a step without telemetry."""

    cadence: Literal["layers", "evaluation", "distributions", "curvature"]
    every: int
    percent: float


class Estimate(Body):
    """What a job would cost: parameters of its largest network, steps of all runs, seconds, and what telemetry adds to
    the steps of the run that pays most for it."""

    parameters: int
    steps: int
    seconds: float
    watching: list[WatchingCost]


class DryRun(Body):
    """What a job would launch, and the cost; nothing has been launched."""

    runs: list[PlannedRun]
    estimate: Estimate
