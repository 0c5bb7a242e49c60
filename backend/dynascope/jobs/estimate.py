"""How long a job will take on this machine: a cost model, corrected by what the machine's own jobs took.

The model: a step costs a fixed time, a time for each layer, one for each weight and activation (the optimizer, norms,
telemetry at its default cadences), and the forward and backward pass (six operations a weight, sample and, in a
convolution, position); a program costs its compilation, that of curvature more; the runs of a job share the processors.
The figures are seconds of digits networks with 0 to 30 hidden layers of 64 to 512 units, batches of 10 to 128, at the
default telemetry, on a cloud machine with two cores: within a factor of two of all of them
(`python -m benchmarks.estimates`).

`work` is the model's figure in seconds. A job is estimated at its work times the median of measured seconds over work
of the earlier jobs whose work is most like its own; those far from it count for less.
"""

from __future__ import annotations

import math
import os
import statistics
from collections.abc import Sequence

from dynascope.jobs.records import Estimate
from dynascope.jobs.watching import KINDS, REFERENCE, numbers, watching
from dynascope.spec import PlannedRun, RunSpec

STEP_SECONDS = 6e-6
LAYER_SECONDS = 9e-6
NUMBER_SECONDS = 1.8e-9
OPERATIONS_PER_SECOND = 140e9
OPERATIONS = 6
COMPILE_SECONDS = 1.0
CURVATURE_COMPILE_SECONDS = 3.0
NEIGHBOURS = 7
"""So many of the earlier jobs, those nearest in work, give the correction."""

LIKE = math.log(10.0)
"""An earlier job counts in full where its work is at most ten times, or a tenth, of this one's."""


def work_of(runs: Sequence[PlannedRun]) -> float:
    """The cost model's seconds for all runs of a job, side by side."""
    cores = os.cpu_count() or 1
    variants = {run.variant: run.spec for run in runs}
    compiling = sum(
        COMPILE_SECONDS + (0.0 if spec.cadence.curvature_every is None else CURVATURE_COMPILE_SECONDS)
        for spec in variants.values()
    )
    training = sum(run.spec.steps * step_seconds(run.spec) + curvature_seconds(run.spec) for run in runs)
    training /= min(len(runs), cores)
    return compiling / min(len(variants), cores) + training


def step_seconds(spec: RunSpec) -> float:
    """The cost model's seconds for one step of a run."""
    operations = OPERATIONS * spec.multiplications * spec.task.batch_size
    fixed = STEP_SECONDS + LAYER_SECONDS * len(spec.layer_names)
    return fixed + NUMBER_SECONDS * numbers(spec) + operations / OPERATIONS_PER_SECOND


def curvature_seconds(spec: RunSpec) -> float:
    """The cost model's seconds for all measurements of curvature of a run; the other telemetry is in its steps."""
    every = spec.cadence.curvature_every
    if every is None:
        return 0.0
    one = KINDS["curvature"]
    return (spec.steps // every + 1) * one.steps * step_seconds(REFERENCE) * one.work(spec) / one.work(REFERENCE)


def estimate(runs: Sequence[PlannedRun], finished: Sequence[tuple[float, float]]) -> Estimate:
    """The estimate of a job; `finished` are `(work, seconds)` of earlier jobs, newest first."""
    work = work_of(runs)
    return Estimate(
        parameters=max(run.spec.parameter_count for run in runs),
        steps=sum(run.spec.steps for run in runs),
        seconds=round(work * correction(work, finished), 3),
        watching=max(
            (watching(run.spec, step_seconds) for run in runs), key=lambda added: sum(one.percent for one in added)
        ),
    )


def correction(work: float, finished: Sequence[tuple[float, float]]) -> float:
    """The factor between what the model says and what the machine takes; 1 where nothing has been measured.

    The factor of a job that is farther than `LIKE` from this one counts the less the farther it is: its logarithm is
    divided by how many times as far it is. So twice the work is never told to take less time.
    """
    nearest = sorted(
        (abs(math.log(other / work)), math.log(seconds / other))
        for other, seconds in finished
        if other > 0 and seconds > 0
    )[:NEIGHBOURS]
    if not nearest:
        return 1.0
    return math.exp(statistics.median(factor / max(1.0, distance / LIKE) for distance, factor in nearest))
