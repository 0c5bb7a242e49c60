"""Sharpness that has risen to the largest that the learning rate bears, and stays there."""

from __future__ import annotations

import numpy as np

from dynascope.diagnosis.finding import Evidence, Finding, figure
from dynascope.diagnosis.rows import first_streak, median_row
from dynascope.diagnosis.run import Curve, Run
from dynascope.spec import RunSpec
from dynascope.theory import stability_lines

SHARPNESSES = frozenset({"sharpness", "preconditioned_sharpness"})

ROWS = 10
SETTLED = 0.15
WITHIN = 0.3
MOST = 0.8


def edge_of_stability(run: Run) -> Finding | None:
    """Full batch, constant learning rate, nothing but the loss that moves the weights, and the sharpness of all that is
    trained on: in the last half of the rows (10 at least) the median of the sharpness lies within 15 % of the
    stability limit, and four rows in five within 30 %.

    The limit is that of `theory.stability` for the optimizer, 2/η for gradient descent. Source: Cohen et al. (2021),
    section 3; Cohen et al. (2022), section 3. The bounds are calibrated on the former's run (`tests/diagnosis`). A
    note: descent goes on there, the loss falling by fits and starts.
    """
    spec = run.spec
    found = None if spec is None else _limit(spec)
    if spec is None or found is None:
        return None
    metric, limit = found
    curve = run.curve(metric)
    if curve is None or len(curve) < 2 * ROWS:
        return None
    near = np.abs(curve.values / limit - 1) <= WITHIN
    half = len(curve) // 2
    row = median_row(curve.values, half)
    step, value = curve.at(row)
    if not abs(value / limit - 1) <= SETTLED or near[half:].mean() < MOST:
        return None
    return _note(curve, metric, limit, near, (step, value), spec.optimizer.learning_rate)


def _note(
    curve: Curve, metric: str, limit: float, near: np.ndarray, settled: tuple[int, float], rate: float
) -> Finding:
    first_step, _ = curve.at(_arrival(near))
    step, value = settled
    return Finding(
        rule="EdgeOfStability",
        severity="note",
        layers=(),
        first_step=first_step,
        evidence=(Evidence(metric, None, step, value, limit),),
        code="edge_of_stability",
        params={"first_step": first_step, "step": step, "value": value, "limit": limit, "rate": rate},
        message=(
            f"Since step {first_step} the sharpness stays near {figure(limit)}, the largest at which this learning "
            f"rate is stable ({figure(value)} at step {step}): training goes on at the edge of stability."
        ),
    )


def _arrival(near: np.ndarray) -> int:
    """The first of three rows running near the limit, from which on four in five are."""
    share = np.cumsum(near[::-1])[::-1] / np.arange(len(near), 0, -1)
    row = first_streak(near & (share >= MOST), 3)
    return len(near) // 2 if row is None else row


def _limit(spec: RunSpec) -> tuple[str, float] | None:
    """Which sharpness is held against which limit; None where the theory has none, or does not hold."""
    if not _measures_what_descends(spec) or _other_forces(spec):
        return None
    lines = (line for line in stability_lines(spec) if line.metric in SHARPNESSES)
    return next(((line.metric, line.value) for line in lines if line.value is not None), None)


def _measures_what_descends(spec: RunSpec) -> bool:
    """Whether each step goes down the loss whose sharpness is measured: that of the whole training split, by a network
    that is the same in training and evaluation."""
    probe, train = spec.telemetry.probe_samples, spec.task.train_samples
    return spec.task.batch_size == train and (probe is None or probe >= train) and not spec.two_modes


def _other_forces(spec: RunSpec) -> bool:
    """Whether the weights are moved, or held, by something beside the gradient of the loss."""
    bound = spec.regularization
    decay = spec.optimizer.parameters.get("weight_decay", 0.0)
    return spec.gradient_clipping is not None or any((bound.l1, bound.l2, bound.max_norm, decay))
