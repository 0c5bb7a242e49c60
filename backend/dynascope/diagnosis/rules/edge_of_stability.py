"""Sharpness that has risen to the largest that the learning rate bears, and stays there."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from dynascope.catalog.optimizers import Adam, AnyOptimizer, Momentum, Nesterov, Rmsprop, Sgd
from dynascope.diagnosis.finding import Evidence, Finding, figure
from dynascope.diagnosis.rows import first_streak, median_row
from dynascope.diagnosis.run import Curve, Run
from dynascope.spec import RunSpec

ROWS = 10
SETTLED = 0.15
WITHIN = 0.3
MOST = 0.8


def edge_of_stability(run: Run) -> Finding | None:
    """Full batch, constant learning rate: in the last half of the rows (10 at least) the median of the sharpness lies
    within 15 % of the stability limit, and four rows in five within 30 %.

    The limit is 2/η for gradient descent, (2 + 2β)/η with momentum, (2 + 2β)/((1 + 2β) η) for Nesterov's (Cohen et al.,
    2021, section 2 and appendix B); of `preconditioned_sharpness`, 2/η for RMSProp and (2 + 2β₁)/((1 - β₁) η) for Adam
    (Cohen et al., 2022, equation 3). A note: gradient descent trains on there, the loss falling on and off.
    """
    spec = run.spec
    if spec is None or spec.task.batch_size != spec.task.train_samples or spec.schedule.name != "constant":
        return None
    metric, limit = _limit(spec)
    curve = None if limit is None else run.curve(metric)
    if curve is None or limit is None or len(curve) < 2 * ROWS:
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
    row = first_streak(near, 3)
    first_step, _ = curve.at(row if row is not None else len(curve) // 2)
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


def _limit(spec: RunSpec) -> tuple[str, float | None]:
    """Which sharpness is held against which limit; None where the theory has none."""
    optimizer = spec.optimizer
    metric, form = next((row for kind, row in _FORMS.items() if isinstance(optimizer, kind)), ("sharpness", None))
    return metric, None if form is None else form(optimizer) / optimizer.learning_rate


_FORMS: dict[type, tuple[str, Callable[[AnyOptimizer], float]]] = {
    Sgd: ("sharpness", lambda _: 2.0),
    Momentum: ("sharpness", lambda one: 2 + 2 * one.parameters["beta"]),
    Nesterov: ("sharpness", lambda one: (2 + 2 * one.parameters["beta"]) / (1 + 2 * one.parameters["beta"])),
    Rmsprop: ("preconditioned_sharpness", lambda _: 2.0),
    Adam: (
        "preconditioned_sharpness",
        lambda one: (2 + 2 * one.parameters["beta_1"]) / (1 - one.parameters["beta_1"]),
    ),
}
