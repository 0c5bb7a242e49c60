"""What the job service takes and answers, beside the store's records."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from dynascope.jobs.watching import Watching
from dynascope.spec import Limits, PlannedRun


@dataclass(frozen=True)
class JobSettings:
    """The service's figures, seconds where they are times.

    `concurrent_jobs`: jobs that train at once (paused ones hold no place); `lease_seconds`: an attempt not heard of
    for so long is lost; `cancel_grace_seconds`: a worker that has not obeyed a cancel by then is ended;
    `stop_grace_seconds`: a worker that has not ended so long after `stop()` asked it to is killed.
    """

    concurrent_jobs: int = 1
    lease_seconds: float = 600.0
    cancel_grace_seconds: float = 5.0
    stop_grace_seconds: float = 5.0
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True)
class LocalSettings:
    """What local worker processes are started with. `server_url` is where they post; `server_file` is where the server
    writes its address, so that one that comes back at another port is found again; `dataset_mirror` takes the place of
    the official addresses of downloaded data sets."""

    server_url: str
    data_dir: Path
    lease_seconds: float = 600.0
    threads: int | None = None
    niceness: int = 19
    server_file: Path | None = None
    dataset_mirror: str | None = None


@dataclass(frozen=True)
class Estimate:
    """What a job would cost: parameters of its largest network, steps of all runs, seconds on this machine, and what
    the telemetry of the run that pays most for it adds to a step."""

    parameters: int
    steps: int
    seconds: float
    watching: tuple[Watching, ...]


@dataclass(frozen=True)
class DryRun:
    """What a job would launch, and its cost; nothing has been launched."""

    runs: tuple[PlannedRun, ...]
    estimate: Estimate


@dataclass(frozen=True)
class OpenedRun:
    """A run for training that we don't own, and the secret for posting to it (shown once)."""

    run_id: str
    job_id: str
    attempt_id: str
    token: str
