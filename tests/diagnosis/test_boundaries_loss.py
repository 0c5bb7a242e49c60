"""Rules on a loss that does not fall: every bound from both sides, and what is told."""

from __future__ import annotations

import numpy as np
import pytest

from dynascope.spec import RunSpec
from tests.diagnosis.boundaries import SIGMOID, Series, above, below, bound, found, says, stretches, until
from tests.diagnosis.made import spec

GUESSING = float(np.log(10))
# A loss whose guessing is a number without rounding: half the variance of standardised targets.
HALF = spec(dataset={"name": "sine", "standardize": True})


def batches(size: int) -> RunSpec:
    return spec(dataset={"name": "digits", "batch_size": size})


def losses(*parts: tuple[int, float]) -> Series:
    return {"loss__train": stretches(*parts)}


def swings(third: float, fourth: float, change: float = 14.0, first: float = 30.0, rows: int = 104) -> Series:
    """A loss that goes up and down by `change`, with this mean in the third quarter and that one in the last."""
    half = rows // 4
    sides = np.where(np.arange(half) % 2, 0.5, -0.5) * change
    return {"loss__train": np.concatenate([np.full(rows - 2 * half, first), third + sides, fourth + sides])}


SCALE = "gradient_noise_scale"
STUCK = ((20, 50.0), (10, 50.0))


BOUNDS = [
    *bound(
        "NoisyGradient",
        "200 steps",
        {"loss__train": until(200, swings(20.0, 20.0)["loss__train"])},
        {"loss__train": until(199, swings(20.0, 20.0)["loss__train"])},
    ),
    *bound("NoisyGradient", "0.7 of the mean", swings(20.0, 20.0), swings(20.0, 20.0, 13.999)),
    *bound(
        "NoisyGradient",
        "no longer falls by a third",
        swings(20.0, 20.0 * 0.69, 24.0),
        swings(20.0, 20.0 * 0.64, 24.0),
    ),
    *bound(
        "NoisyGradient",
        "0.13 of the first loss is left",
        swings(20.0, 20.0, first=20.0 / 0.131),
        swings(20.0, 20.0, first=20.0 / 0.129),
    ),
    *bound(
        "NoisyGradient",
        "the batch lies below the noise scale",
        {**swings(20.0, 20.0), SCALE: np.full(20, above(64.0))},
        {**swings(20.0, 20.0), SCALE: np.full(20, 64.0)},
    ),
    *bound(
        "NoisyGradient",
        "the noise scale of a larger batch",
        {**swings(20.0, 20.0), SCALE: np.full(20, 65.0)},
        {**swings(20.0, 20.0), SCALE: np.full(20, 65.0)},
        batches(64),
        batches(128),
    ),
    *bound(
        "LossNotDecreasing",
        "200 steps",
        {"loss__train": until(200, np.full(40, 2.0))},
        {"loss__train": until(199, np.full(40, 2.0))},
    ),
    *bound("LossNotDecreasing", "20 rows at either end", losses((40, 2.0)), losses((39, 2.0))),
    *bound(
        "LossNotDecreasing",
        "0.98 of the first loss",
        losses((30, 2.0), (30, above(1.96))),
        losses((30, 2.0), (30, 1.96)),
    ),
    *bound(
        "LossNotDecreasing",
        "0.98 of the first loss of training that is not ours",
        losses((30, 2.0), (30, above(1.96))),
        losses((30, 2.0), (30, 1.96)),
        None,
    ),
    *bound(
        "LossNotDecreasing",
        "the median of the last 20",
        losses((40, 2.0), (9, 1.0), (11, 2.0)),
        losses((40, 2.0), (11, 1.0), (9, 2.0)),
    ),
    *bound(
        "LossNotDecreasing",
        "the median of the first 20",
        losses((9, 9.0), (11, 2.0), (40, 1.98)),
        losses((11, 9.0), (9, 2.0), (40, 1.98)),
    ),
    *bound(
        "LossNotDecreasing",
        "0.98 of guessing",
        losses(*STUCK, (50, above(0.49))),
        losses(*STUCK, (50, 0.49)),
        HALF,
    ),
    *bound(
        "LossNotDecreasing",
        "guessing among ten",
        losses(*STUCK, (50, 0.981 * GUESSING)),
        losses(*STUCK, (50, 0.979 * GUESSING)),
    ),
    *bound(
        "LossNotDecreasing",
        "0.98 of the loss in the middle",
        losses(*STUCK, (20, 2.5), (30, above(2.45))),
        losses(*STUCK, (20, 2.5), (30, 2.45)),
    ),
    *bound(
        "LossNotDecreasing",
        "the median of the 20 in the middle",
        losses(*STUCK, (9, 9.0), (41, 2.5)),
        losses(*STUCK, (11, 9.0), (39, 2.5)),
    ),
    *bound(
        "LossNotDecreasing",
        "begins above half of guessing",
        losses((40, 0.25)),
        losses((40, below(0.25))),
        HALF,
    ),
]


@pytest.mark.parametrize(("rule", "of", "series", "expected"), BOUNDS)
def test_a_rule_holds_to_its_bound(rule: str, of: RunSpec | None, series: Series, expected: bool) -> None:
    assert (found(rule, of, series) is not None) == expected


def test_swings_are_told_since_the_last_half_by_a_tenth_and_nine_tenths_of_the_last_quarter() -> None:
    """The last quarter has 31 rows: sixteen low ones that rise by 0.01 a row, and fifteen high ones likewise."""
    numbers = np.arange(124)
    loss = np.where(numbers % 2, 1.0, 30.0) + numbers / 100
    says(
        found("NoisyGradient", SIGMOID, {"loss__train": loss, SCALE: 100.0 + np.arange(21)}),
        620,
        (),
        ("loss/train", None, 990, loss[99], None),
        ("loss/train", None, 1160, loss[116], None),
        (SCALE, None, 150, 115.0, 64.0),
    )


@pytest.mark.parametrize(("high", "threshold"), [(0.0, 0.98 * 2.5), (40.0, 0.98 * GUESSING)], ids=["first", "guessing"])
def test_a_loss_that_stays_is_told_by_medians_that_were_measured(high: float, threshold: float) -> None:
    """Of 20 falling values the lower median is the eleventh: rows 10 and 50."""
    loss = 2.5 + (10 - np.arange(60)) / 10_000
    loss[:20] += high
    says(
        found("LossNotDecreasing", SIGMOID, {"loss__train": loss}),
        100,
        (),
        ("loss/train", None, 100, loss[10], None),
        ("loss/train", None, 500, loss[50], threshold),
    )


@pytest.mark.parametrize(
    ("rule", "metric", "series"),
    [
        ("NoisyGradient", "loss__train", swings(20.0, 20.0)),
        ("LossNotDecreasing", "loss__train", losses((60, 2.0))),
        ("Underfitting", "loss__train", losses((60, 2.0))),
        ("Overfitting", "loss__validation", losses((20, 1.0)) | {"loss__validation": stretches((10, 2.0), (10, 3.0))}),
    ],
)
def test_a_series_that_is_lost_on_the_way_is_not_judged(rule: str, metric: str, series: Series) -> None:
    assert found(rule, SIGMOID, series) is not None
    lost = np.array(series[metric])
    lost[5] = np.inf
    assert found(rule, SIGMOID, series | {metric: lost}) is None
