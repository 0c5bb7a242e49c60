"""What the store answers: frozen records, times in UTC, arrays as NumPy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from dynascope.telemetry import Block, SeriesBlock

Status = Literal["queued", "starting", "running", "paused", "succeeded", "failed", "cancelled", "lost"]
Outcome = Literal["completed", "diverged", "stopped_early"]
Wish = Literal["run", "pause", "cancel"]
Origin = Literal["local", "external"]


@dataclass(frozen=True)
class Cursor:
    """A place in a run's telemetry: all up to and including batch `seq` of `epoch`; `seq` 0 is before the first."""

    epoch: int
    seq: int


@dataclass(frozen=True)
class MetricShape:
    """The axes of one series: `("step",)`, `("step", "layer")` with its layers, or `("step", "cell")`.

    `width` is the number of values a row: 0 where there is no axis beside the step, None where it is not known yet.
    """

    axes: tuple[str, ...]
    layers: tuple[str, ...] | None = None
    width: int | None = 0


@dataclass(frozen=True)
class NewRun:
    """What a run is made with; see `RunRecord`."""

    id: str
    label: str
    variant: int
    seed: int | dict[str, int]
    spec: Mapping[str, Any]
    key: str
    steps: int | None
    layers: tuple[str, ...]
    metrics: Mapping[str, MetricShape] = field(default_factory=dict[str, MetricShape])
    distributions: Mapping[str, int] = field(default_factory=dict[str, int])


@dataclass(frozen=True)
class NewJob:
    """What a job is made with; see `JobRecord`. `request_hash` belongs to `idempotency_key`, `work` to estimates."""

    id: str
    name: str | None
    status: Status
    origin: Origin
    runs: tuple[NewRun, ...]
    request: Mapping[str, Any] | None = None
    idempotency_key: str | None = None
    request_hash: str | None = None
    work: float | None = None


@dataclass(frozen=True)
class RunRecord:
    """One run as it stands.

    `spec` is the JSON of its `RunSpec` (of a run that we don't own: its `config`), `seed` an integer or the four
    parts, `steps` the planned number of updates (None where unknown), `step` the last one reported. `metrics` are on
    offer (promised by the spec, or seen), `distributions` maps each quantity on offer to its number of bins.
    """

    id: str
    job_id: str
    position: int
    label: str
    variant: int
    seed: int | dict[str, int]
    spec: Mapping[str, Any]
    key: str
    status: Status
    outcome: Outcome | None
    diverged_at: int | None
    stopped_at: int | None
    restored_step: int | None
    step: int
    steps: int | None
    error: str | None
    origin: Origin
    layers: tuple[str, ...]
    metrics: Mapping[str, MetricShape]
    distributions: Mapping[str, int]
    timing: Mapping[str, Any]
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    cursor: Cursor


@dataclass(frozen=True)
class JobRecord:
    """One job. `runs` is empty in a list of jobs, where `run_count` still says how many there are.

    `wish` is what the user wants of it (`run`, `pause`, `cancel`) since `wish_at`, `status` what it does; `request` is
    the body that launched it (None for a run that we don't own).
    """

    id: str
    name: str | None
    status: Status
    wish: Wish
    wish_at: datetime | None
    origin: Origin
    request: Mapping[str, Any] | None
    error: str | None
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    run_count: int
    runs: tuple[RunRecord, ...] = ()


@dataclass(frozen=True)
class JobPage:
    """Jobs, newest first; `next_cursor` is None on the last page."""

    jobs: tuple[JobRecord, ...]
    next_cursor: str | None


@dataclass(frozen=True)
class AttemptRecord:
    """One try at executing a job. `pid` and `process_created` (seconds since 1970) name its process where it has one
    on this machine."""

    id: str
    job_id: str
    token_hash: bytes
    pid: int | None
    process_created: float | None
    lease_expires_at: datetime
    fenced: bool
    created_at: datetime


@dataclass(frozen=True)
class SeriesPage:
    """Rows of some metrics of one run, and the cursor after which the stream goes on; both are of one snapshot.

    `rows_read` counts the stored rows that were read to answer: the cost of the read, not its result.
    """

    run_id: str
    cursor: Cursor
    series: Mapping[str, SeriesBlock]
    rows_read: int = 0


@dataclass(frozen=True)
class DistributionPage:
    """Histograms of one quantity: `steps` int64 [rows], `counts` int32 [rows, layers, bins], `nonfinite` int32
    [rows, layers]; no rows where none is recorded at or before the step, or in the range."""

    run_id: str
    quantity: str
    cursor: Cursor
    steps: NDArray[np.int64]
    counts: NDArray[np.int32]
    nonfinite: NDArray[np.int32]


@dataclass(frozen=True)
class StoredFrame:
    """One stored batch of a run, as it came."""

    run_id: str
    epoch: int
    seq: int
    block: Block
