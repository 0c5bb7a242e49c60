"""What the REST interface answers, as typed dictionaries. Numbers that are measured may be the strings "NaN",
"Infinity" and "-Infinity"; `number` reads them."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

Status = Literal["queued", "starting", "running", "paused", "succeeded", "failed", "cancelled", "lost"]
ENDED: frozenset[str] = frozenset({"succeeded", "failed", "cancelled", "lost"})
"""The statuses after which nothing more comes."""

Origin = Literal["local", "external"]
"""Who trains: this server's workers, or somebody else."""

Number = float | Literal["NaN", "Infinity", "-Infinity"]


def number(value: Number) -> float:
    """A measured number as a float.

    >>> number("-Infinity")
    -inf
    """
    return float(value)


class Cursor(TypedDict):
    """A place in a run's telemetry: everything up to and including batch `seq` of `epoch` has been read."""

    epoch: int
    seq: int


class Column(TypedDict):
    """One column of an uploaded table: what it holds, its gaps, and what it can be predicted as."""

    name: str
    kind: Literal["integer", "number", "boolean", "category", "unsupported"]
    missing: int
    distinct: int | None
    task: Literal["classification", "regression"] | None


class Dataset(TypedDict):
    """An uploaded table; `dataset` is its name in a job, `target` what a job predicts where it names no column."""

    id: str
    dataset: str
    name: str
    bytes: int
    rows: int
    column_count: int
    target: str
    columns: list[Column]


class PlannedRun(TypedDict):
    """A run that a job would launch."""

    label: str
    variant: int
    seed: int | dict[str, int]
    spec: dict[str, Any]
    key: str


class RunSummary(PlannedRun):
    """A run as it stands in its job."""

    id: str
    status: Status
    outcome: Literal["completed", "diverged", "stopped_early"] | None
    diverged_at: int | None
    stopped_at: int | None
    restored_step: int | None
    step: int
    steps: int | None
    error: str | None


class JobSummary(TypedDict):
    """A job as it stands in the list."""

    id: str
    name: str | None
    status: Status
    wish: Literal["run", "pause", "cancel"]
    origin: Origin
    request: dict[str, Any] | None
    error: str | None
    created_at: str
    started_at: str | None
    finished_at: str | None
    run_count: int


class Job(JobSummary):
    """A job with its runs."""

    runs: list[RunSummary]


class JobPage(TypedDict):
    """One page of jobs, newest first."""

    jobs: list[JobSummary]
    next_cursor: str | None


class WatchingCost(TypedDict):
    """What a cadence adds to a step, in per cent of a step without telemetry."""

    cadence: Literal["layers", "evaluation", "distributions", "curvature"]
    every: int
    percent: float


class Estimate(TypedDict):
    """What a job would cost."""

    parameters: int
    steps: int
    seconds: float
    watching: list[WatchingCost]


class DryRun(TypedDict):
    """What a job would launch; nothing has been launched."""

    runs: list[PlannedRun]
    estimate: Estimate


class Run(RunSummary):
    """One run with what it offers."""

    job_id: str
    origin: Origin
    layers: list[str]
    epoch_steps: int | None
    metrics: list[dict[str, Any]]
    distributions: dict[str, dict[str, Any]]
    timing: dict[str, Any]
    cursor: Cursor


class Series(TypedDict):
    """Rows of one metric: `values[row]`, or `values[row][layer or cell]`."""

    unit: str
    axes: list[str]
    layers: NotRequired[list[str]]
    steps: list[int]
    values: list[Any]


class SeriesPage(TypedDict):
    """Several metrics of one run, and where to go on from."""

    run_id: str
    cursor: Cursor
    series: dict[str, Series]


class Distributions(TypedDict):
    """Histograms of one quantity: `counts[row][layer][bin]`."""

    run_id: str
    quantity: str
    cursor: Cursor
    edges: list[Number]
    layers: list[str]
    steps: list[int]
    counts: list[list[list[int]]]
    nonfinite: list[list[int]]
