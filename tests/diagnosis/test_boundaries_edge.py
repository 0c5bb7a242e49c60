"""The edge of stability: its bounds from both sides, since when, and the limit of every optimizer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from dynascope.spec import RunSpec
from dynascope.theory import stability_lines
from tests.diagnosis.boundaries import Series, bound, found, says, stretches
from tests.diagnosis.made import spec

RATE = 0.2
LIMIT = 2 / RATE
WHOLE: dict[str, Any] = {
    "dataset": {"name": "digits", "batch_size": None},
    "optimizer": {"name": "sgd", "learning_rate": RATE},
    "telemetry": {"probe_samples": None},
}
FULL = spec(**WHOLE)


def full(**other: Any) -> RunSpec:
    return spec(**WHOLE | other)


def sharp(*parts: tuple[int, float]) -> Series:
    """A sharpness that is low for ten rows, then this."""
    return {"sharpness": stretches((10, 1.0), *parts)}


AT = sharp((10, LIMIT))

BOUNDS = [
    *bound("EdgeOfStability", "15 % above", sharp((10, 11.49)), sharp((10, 11.51)), FULL),
    *bound("EdgeOfStability", "15 % below", sharp((10, 8.51)), sharp((10, 8.49)), FULL),
    *bound(
        "EdgeOfStability",
        "four rows in five",
        sharp((15, 1.0), (20, LIMIT), (2, 1.0), (3, 99.0)),
        sharp((15, 1.0), (19, LIMIT), (3, 1.0), (3, 99.0)),
        FULL,
    ),
    *bound(
        "EdgeOfStability",
        "30 % above",
        sharp((7, LIMIT), (1, 12.99), (1, 1.0), (1, 99.0)),
        sharp((7, LIMIT), (1, 13.01), (1, 1.0), (1, 99.0)),
        FULL,
    ),
    *bound(
        "EdgeOfStability",
        "30 % below",
        sharp((7, LIMIT), (1, 7.01), (1, 1.0), (1, 99.0)),
        sharp((7, LIMIT), (1, 6.99), (1, 1.0), (1, 99.0)),
        FULL,
    ),
    *bound(
        "EdgeOfStability",
        "ten rows in the last half",
        AT,
        {"sharpness": AT["sharpness"][1:]},
        FULL,
    ),
    *bound(
        "EdgeOfStability",
        "the last half",
        {"sharpness": stretches((50, 1.0), (50, LIMIT))},
        {"sharpness": stretches((50, LIMIT), (50, 1.0))},
        FULL,
    ),
    *bound("EdgeOfStability", "a constant rate", AT, AT, FULL, full(schedule="exponential")),
    *bound(
        "EdgeOfStability",
        "the whole training split",
        AT,
        AT,
        FULL,
        full(dataset={"name": "digits", "batch_size": 1437}),
    ),
    *bound(
        "EdgeOfStability",
        "the sharpness of the whole split",
        AT,
        AT,
        full(telemetry={"probe_samples": 1438}),
        full(telemetry={"probe_samples": 1437}),
    ),
    *bound("EdgeOfStability", "no L1 penalty", AT, AT, FULL, full(regularization={"l1": 0.01})),
    *bound("EdgeOfStability", "no L2 penalty", AT, AT, FULL, full(regularization={"l2": 0.01})),
    *bound("EdgeOfStability", "weights without a bound", AT, AT, FULL, full(regularization={"max_norm": 3.0})),
    *bound("EdgeOfStability", "one mode", AT, AT, FULL, full(model={"dropout": 0.1})),
    *bound(
        "EdgeOfStability",
        "unclipped",
        AT,
        AT,
        FULL,
        full(gradient_clipping={"name": "global_norm", "threshold": 1.0}),
    ),
]


@pytest.mark.parametrize(("rule", "of", "series", "expected"), BOUNDS)
def test_a_rule_holds_to_its_bound(rule: str, of: RunSpec | None, series: Series, expected: bool) -> None:
    assert (found(rule, of, series) is not None) == expected


def test_the_edge_is_told_since_the_sharpness_came_near_and_at_its_median() -> None:
    """It rises by a tenth of the limit a row: 7.1 is the first within 30 %. Of the last half, rows 15 to 29, the values
    fall evenly: the median is that of row 22."""
    rising = np.arange(15) + 0.1
    rising[7:] = 7.1 + np.arange(8) / 2
    settled = 10.5 - np.arange(15) / 20
    finding = found("EdgeOfStability", FULL, {"sharpness": np.concatenate([rising, settled])})
    says(finding, 70, (), ("sharpness", None, 220, settled[7], LIMIT))
    assert finding is not None
    assert finding.severity == "note"


BETA = 0.7
ETA = 0.05
Step = Callable[[float, float], list[list[float]]]

# Of each kind of rule: what the papers give for the eigenvalue times η, with b the decay of the momentum (Cohen et al.,
# 2021, section 2 and appendix B; Cohen et al., 2022, section 3), and a step on the parabola λ x² / 2 with h = η λ as a
# matrix on (x, η times the momentum).
KINDS: dict[str, tuple[Callable[[float], float], Step]] = {
    "plain": (lambda _: 2, lambda h, _: [[1 - h]]),
    "heavy ball": (lambda b: 2 * (1 + b), lambda h, b: [[1 - h, -b], [h, b]]),
    "look-ahead": (lambda b: 2 * (1 + b) / (1 + 2 * b), lambda h, b: [[1 - h, b * (h - 1)], [h, b * (1 - h)]]),
    "average": (lambda b: 2 * (1 + b) / (1 - b), lambda h, b: [[1 - (1 - b) * h, -b], [(1 - b) * h, b]]),
    "average that looks ahead": (
        lambda b: 2 * (1 + b) / (1 - b) / (1 + 2 * b),
        lambda h, b: [[1 - (1 - b * b) * h, -b * b], [(1 - b) * h, b]],
    ),
}
AVERAGE = ("preconditioned_sharpness", "average", {"beta_1": BETA})
OPTIMIZERS: dict[str, tuple[str, str, dict[str, float]]] = {
    "sgd": ("sharpness", "plain", {}),
    "momentum": ("sharpness", "heavy ball", {"beta": BETA}),
    "nesterov": ("sharpness", "look-ahead", {"beta": BETA}),
    "adagrad": ("preconditioned_sharpness", "plain", {}),
    "rmsprop": ("preconditioned_sharpness", "plain", {"beta": BETA}),
    "adam": AVERAGE,
    "adamw": ("preconditioned_sharpness", "average", {"beta_1": BETA, "weight_decay": 0.0}),
    "amsgrad": AVERAGE,
    "adamax": AVERAGE,
    "radam": AVERAGE,
    "nadam": ("preconditioned_sharpness", "average that looks ahead", {"beta_1": BETA}),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", [0.99, 1.01])
def test_a_step_on_a_parabola_grows_beyond_the_limit_of_its_kind(kind: str, share: float) -> None:
    limit, step = KINDS[kind]
    radius = np.abs(np.linalg.eigvals(np.array(step(share * limit(BETA), BETA)))).max()
    assert (radius > 1) == (share > 1)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_the_limit_of_an_optimizer_is_that_of_its_kind(name: str) -> None:
    metric, kind, own = OPTIMIZERS[name]
    limit = KINDS[kind][0](BETA)
    of = full(optimizer={"name": name, "learning_rate": ETA, **own})
    (line,) = [one for one in stability_lines(of) if one.metric != "update_ratio"]
    assert (line.metric, line.numerator, line.value) == (metric, pytest.approx(limit), pytest.approx(limit / ETA))
    for share in (0.86, 1.0, 1.14):
        assert found("EdgeOfStability", of, {metric: np.full(20, share * limit / ETA)}) is not None
    for share in (0.84, 1.16):
        assert found("EdgeOfStability", of, {metric: np.full(20, share * limit / ETA)}) is None


def test_the_limits_at_the_usual_decay_are_those_that_the_papers_print() -> None:
    assert [round(limit(0.9), 3) for limit, _ in KINDS.values()] == [2, 3.8, 1.357, 38, 13.571]


def test_it_stays_near_since_it_last_came_near() -> None:
    finding = found("EdgeOfStability", FULL, {"sharpness": stretches((3, LIMIT), (47, 1.0), (50, LIMIT))})
    assert finding is not None
    assert finding.first_step == 500
