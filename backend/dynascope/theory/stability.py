"""Where descent on a quadratic stops being stable, and other lines that a metric is read against.

Descent with the learning rate η diverges along an eigenvector of the Hessian whose eigenvalue exceeds a threshold; of
an optimizer with a preconditioner P, the eigenvalue is that of P^-1/2 H P^-1/2. Training at full batch settles there
(Cohen et al., 2021, section 2 and appendix B; Cohen et al., 2022, section 3).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dynascope.catalog.schedules import Constant
from dynascope.spec import RunSpec
from dynascope.theory.prediction import Line, Statement

COHEN_2021 = "Cohen et al. (2021), Gradient descent on neural networks typically occurs at the edge of stability"
COHEN_2022 = "Cohen et al. (2022), Adaptive gradient methods at the edge of stability"

_QUADRATIC = Statement("quadratic", "Around the iterate the loss is quadratic.")
_FULL_BATCH = Statement("full_batch", "The gradient is that of all samples; with batches the level lies lower.")
_UNCLIPPED = Statement("no_other_forces", "Nothing is clipped, and no penalty or weight decay adds to the gradient.")
_SLOW = Statement("slow_preconditioner", "The preconditioner and the learning rate change slowly.")


@dataclass(frozen=True)
class Threshold:
    """The eigenvalue of `metric` at which a rule becomes unstable, times η."""

    metric: str
    code: str
    numerator: Callable[[Mapping[str, float]], float]
    formula: str
    source: str


def _two(_: Mapping[str, float]) -> float:
    return 2.0


def _momentum(p: Mapping[str, float]) -> float:
    return 2 + 2 * p["beta"]


def _nesterov(p: Mapping[str, float]) -> float:
    return (2 + 2 * p["beta"]) / (1 + 2 * p["beta"])


def _adam(p: Mapping[str, float]) -> float:
    return (2 + 2 * p["beta_1"]) / (1 - p["beta_1"])


def _nadam(p: Mapping[str, float]) -> float:
    return (2 + 2 * p["beta_1"]) / ((1 - p["beta_1"]) * (1 + 2 * p["beta_1"]))


def _preconditioned(code: str, numerator: Callable[[Mapping[str, float]], float], formula: str) -> Threshold:
    return Threshold("preconditioned_sharpness", code, numerator, formula, COHEN_2022)


_ADAPTIVE = _preconditioned("adaptive", _two, r"2 / \eta")
_ADAM = _preconditioned("adam", _adam, r"\frac{2 + 2 \beta_1}{(1 - \beta_1)\, \eta}")

THRESHOLDS: dict[str, Threshold] = {
    "sgd": Threshold("sharpness", "gradient_descent", _two, r"2 / \eta", COHEN_2021),
    "momentum": Threshold("sharpness", "momentum", _momentum, r"(2 + 2 \beta) / \eta", COHEN_2021),
    "nesterov": Threshold(
        "sharpness", "nesterov", _nesterov, r"\frac{1}{\eta} \cdot \frac{2 + 2 \beta}{1 + 2 \beta}", COHEN_2021
    ),
    "adagrad": _ADAPTIVE,
    "rmsprop": _ADAPTIVE,
    "adam": _ADAM,
    "adamw": _ADAM,
    "amsgrad": _ADAM,
    "adamax": _ADAM,
    "radam": _ADAM,
    "nadam": _preconditioned("nadam", _nadam, r"\frac{2 + 2 \beta_1}{(1 - \beta_1)(1 + 2 \beta_1)\, \eta}"),
}
"""By optimizer. AdaDelta, Lion, Muon and schedule-free SGD have none: their steps are not a fixed matrix times the
gradient."""

UPDATE_GUIDE = Line(
    metric="update_ratio",
    code="update_guide",
    value=1e-3,
    numerator=None,
    formula="10^{-3}",
    assumptions=(Statement("rule_of_thumb", "A rule of thumb for nets that train well; no theory gives it."),),
    source="Karpathy (2015), CS231n notes, Learning: ratio of weights to updates",
)


def stability_lines(spec: RunSpec) -> tuple[Line, ...]:
    """The optimizer's threshold, where it has one, and the guide on update ratios."""
    threshold = THRESHOLDS.get(spec.optimizer.name)
    if threshold is None:
        return (UPDATE_GUIDE,)
    numbers = {name: value for name, value in spec.optimizer.parameters.items() if isinstance(value, float)}
    numerator = threshold.numerator(numbers)
    constant = isinstance(spec.schedule, Constant)
    preconditioned = threshold.metric == "preconditioned_sharpness"
    line = Line(
        metric=threshold.metric,
        code=threshold.code,
        value=numerator / spec.optimizer.learning_rate if constant else None,
        numerator=numerator,
        formula=threshold.formula,
        assumptions=(_QUADRATIC, _FULL_BATCH, _UNCLIPPED, *((_SLOW,) if preconditioned else ())),
        source=threshold.source,
    )
    return (line, UPDATE_GUIDE)
