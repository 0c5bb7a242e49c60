"""What another finding explains is not said beside it."""

from __future__ import annotations

import numpy as np
import pytest

from dynascope.spec import RunSpec
from tests.diagnosis.boundaries import SIGMOID, Series, found, stretches
from tests.diagnosis.made import spec, steady

STAYS: Series = {"loss__train": np.full(100, 2.0)}
SLOW: Series = STAYS | {"update_ratio": steady(1e-6, 1e-5, 1e-6), "gradient_norm__global": np.ones(100)}
ZIGZAG = np.tile([2.0, 4.5], 50)
ZIGZAG[0] = 10.0
RELU = spec("relu")


def high(rows: int) -> Series:
    return {"loss__train": stretches((10, 2.0), (rows, 4.0), (90 - rows, 2.0))}


# What is explained, by what, the net, and rows with the explanation and just without it.
EXPLAINED: list[tuple[str, str, RunSpec, Series, Series]] = [
    (
        "Underfitting",
        "ExplodingGradient",
        SIGMOID,
        STAYS | {"gradient_norm__global": np.full(100, 2e3)},
        STAYS | {"gradient_norm__global": np.ones(100)},
    ),
    (
        "Underfitting",
        "VanishingGradient",
        SIGMOID,
        STAYS | {"gradient_norm": steady(1e-6, 1.0, 1.0)},
        STAYS | {"gradient_norm": steady(1.0, 1.0, 1.0)},
    ),
    (
        "Underfitting",
        "SymmetryNotBroken",
        SIGMOID,
        STAYS | {"kernel_effective_rank": steady(1.0, 7.0, 7.0)},
        STAYS | {"kernel_effective_rank": steady(7.0, 7.0, 7.0)},
    ),
    (
        "Underfitting",
        "SaturatedActivation",
        SIGMOID,
        STAYS | {"saturated_fraction": steady(0.9, 0.1)},
        STAYS | {"saturated_fraction": steady(0.1, 0.1)},
    ),
    (
        "Underfitting",
        "DeadUnits",
        RELU,
        STAYS | {"dead_fraction": steady(0.9, 0.1)},
        STAYS | {"dead_fraction": steady(0.1, 0.1)},
    ),
    ("Underfitting", "LearningRateTooHigh", SIGMOID, high(4), high(3)),
    ("Underfitting", "LearningRateTooLow", SIGMOID, SLOW, SLOW | {"update_ratio": steady(1e-2, 1e-2, 1e-2)}),
    ("Underfitting", "NoisyGradient", SIGMOID, {"loss__train": ZIGZAG}, STAYS),
    (
        "LearningRateTooLow",
        "SymmetryNotBroken",
        SIGMOID,
        SLOW | {"kernel_effective_rank": steady(1.0, 7.0, 7.0)},
        SLOW | {"kernel_effective_rank": steady(7.0, 7.0, 7.0)},
    ),
    (
        "LearningRateTooLow",
        "DeadUnits",
        RELU,
        SLOW | {"dead_fraction": steady(0.9, 0.1)},
        SLOW | {"dead_fraction": steady(0.1, 0.1)},
    ),
    ("LearningRateTooLow", "LearningRateTooHigh", SIGMOID, SLOW | high(4), SLOW | high(3)),
]


@pytest.mark.parametrize(
    ("explained", "by", "of", "beside", "alone"), EXPLAINED, ids=[f"{one[0]} by {one[1]}" for one in EXPLAINED]
)
def test_an_explained_finding_is_not_told(explained: str, by: str, of: RunSpec, beside: Series, alone: Series) -> None:
    assert found(by, of, beside) is not None
    assert found(explained, of, beside) is None
    assert found(by, of, alone) is None
    assert found(explained, of, alone) is not None
