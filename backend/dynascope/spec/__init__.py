"""What can be asked for: frozen models of a job and its runs. Unknown fields are refused."""

from dynascope.spec.job import (
    Axis,
    JobRequest,
    Limits,
    PlannedRun,
    Variant,
    expand_job,
    key_of,
    parse_job,
    parse_run,
    seed_value,
)
from dynascope.spec.landscape import LandscapeRequest, parse_landscape
from dynascope.spec.layers import LayerSpec
from dynascope.spec.preview import PreviewRequest, parse_preview
from dynascope.spec.run import BaseSpec, Cadence, RunSpec, SeedParts, Task
from dynascope.spec.trajectories import TrajectoryRequest, parse_trajectories
from dynascope.spec.warm_start import Source, Sources, WarmStart

__all__ = [
    "Axis",
    "BaseSpec",
    "Cadence",
    "JobRequest",
    "LandscapeRequest",
    "LayerSpec",
    "Limits",
    "PlannedRun",
    "PreviewRequest",
    "RunSpec",
    "SeedParts",
    "Source",
    "Sources",
    "Task",
    "TrajectoryRequest",
    "Variant",
    "WarmStart",
    "expand_job",
    "key_of",
    "parse_job",
    "parse_landscape",
    "parse_preview",
    "parse_run",
    "parse_trajectories",
    "seed_value",
]
