"""How long a job will take on this machine: a cost model, corrected by what the machine's own jobs took.

The model, with figures measured on two cores (see `docs/estimates.md`): a step costs a fixed time, the forward and
backward pass (6 operations a parameter and sample), and the layers' statistics; a program costs its compilation.
`work` is the model's figure in seconds; a job is estimated at its work times the median of measured seconds over work
of earlier jobs whose work is most like its own.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence

from dynascope.jobs.records import Estimate
from dynascope.spec import PlannedRun, RunSpec

STEP_SECONDS = 25e-6
LAYER_SECONDS = 8e-6
OPERATIONS_PER_SECOND = 12e9
OPERATIONS = 6
COMPILE_SECONDS = 0.6
NEIGHBOURS = 7
"""So many of the earlier jobs, those nearest in work, give the correction."""

LIKE = 10.0
"""An earlier job counts where its work is at most this factor away."""


def work_of(runs: Sequence[PlannedRun]) -> float:
    """The cost model's seconds for all runs of a job."""
    programs = {run.variant: run.spec for run in runs}
    return COMPILE_SECONDS * len(programs) + sum(run.spec.steps * step_seconds(run.spec) for run in runs)


def step_seconds(spec: RunSpec) -> float:
    """The cost model's seconds for one step of a run."""
    operations = OPERATIONS * spec.parameter_count * spec.task.batch_size
    return STEP_SECONDS + LAYER_SECONDS * len(spec.layer_names) + operations / OPERATIONS_PER_SECOND


def estimate(runs: Sequence[PlannedRun], finished: Sequence[tuple[float, float]]) -> Estimate:
    """The estimate of a job; `finished` are `(work, seconds)` of earlier jobs, newest first."""
    work = work_of(runs)
    return Estimate(
        parameters=max(run.spec.parameter_count for run in runs),
        steps=sum(run.spec.steps for run in runs),
        seconds=round(work * correction(work, finished), 3),
    )


def correction(work: float, finished: Sequence[tuple[float, float]]) -> float:
    """The factor between what the model says and what the machine takes; 1 where nothing alike has been measured."""
    distances = [
        (abs(math.log(other / work)), seconds / other) for other, seconds in finished if other > 0 and seconds > 0
    ]
    nearest = sorted(pair for pair in distances if pair[0] <= math.log(LIKE))[:NEIGHBOURS]
    return statistics.median(ratio for _, ratio in nearest) if nearest else 1.0
