"""Rules on how training and evaluation compare: every bound from both sides, and what is told."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from dynascope.spec import RunSpec
from tests.diagnosis.boundaries import SIGMOID, Series, above, below, bound, found, says, since, stretches, until
from tests.diagnosis.made import spec, steady

GUESSING = float(np.log(10))
# A loss whose guessing is a number without rounding: half the variance of standardised targets.
HALF = spec(dataset={"name": "sine", "standardize": True})
BATCH = spec(model={"normalization": {"name": "batch", "momentum": 0.9999}})
BEST: dict[str, Any] = {"early_stopping": {"patience": 10, "restore_best": True}}
LAST: dict[str, Any] = {"early_stopping": {"patience": 10, "restore_best": False}}
EVALUATED, SHIFTS = "loss__train_evaluation_mode", "running_mean_shift"


def noisy(share: float, name: str = "digits", **more: Any) -> RunSpec:
    return spec(dataset={"name": name, "label_noise": share}, **more)


def drift(evaluated: float = 3.0, first: float = 4.0, shift: float = 0.2, trained: float = 2.0) -> Series:
    return {
        "loss__train": stretches((1, first), (29, trained)),
        EVALUATED: np.full(30, evaluated),
        SHIFTS: steady(0.0, shift, rows=30),
    }


def drift_until(step: int) -> Series:
    return {name: until(step, values) for name, values in drift().items()}


def few(rows: int, metric: str) -> Series:
    """So many rows of one metric, thirty ten steps apart."""
    return drift() | {metric: since(300 - 10 * rows, drift()[metric][:rows])}


def same_batch(matching: int) -> Series:
    """Evaluation that costs ever more, in ten rows; training costs less at one of them alone."""
    trained = np.full(30, 100.0)
    trained[matching] = 2.0
    return drift() | {"loss__train": trained, EVALUATED: 22.0 + np.arange(30) / 10, "loss__validation": [1.0]}


def shifted_rows(high: int) -> Series:
    """200 rows, of whose last tenth so many have a shift."""
    return {
        "loss__train": np.full(200, 2.0),
        EVALUATED: np.full(200, 3.0),
        SHIFTS: stretches((180, (0.0, 0.5)), (20 - high, (0.0, 0.1)), (high, (0.0, 0.3))),
    }


def learned(end: float, rows: int = 200) -> Series:
    return {"accuracy__train": stretches((rows // 2, 0.1), (rows - rows // 2, end))}


def held(last: float, best: float = 2.0, first: float = 4.0, trained: float = 1.0) -> Series:
    return {
        "loss__validation": stretches((5, first), (5, best), (10, last)),
        "loss__train": np.full(20, trained),
    }


def plateau(last: float = 2.0, before: float = 2.0, first: float = 2.3) -> Series:
    return {"loss__train": stretches((20, first), (50, before), (30, last))}


def staying_until(step: int) -> Series:
    return {"loss__train": until(step, np.full(40, 2.0))}


def validated(value: float) -> Series:
    return plateau() | {"loss__validation": np.full(20, value)}


BOUNDS = [
    *bound("BatchStatisticsDrift", "1.5 times the loss", drift(3.0), drift(below(3.0)), BATCH),
    *bound("BatchStatisticsDrift", "a tenth of the first", drift(first=10.0), drift(first=above(10.0)), BATCH),
    *bound("BatchStatisticsDrift", "a shift of 0.2", drift(shift=0.2), drift(shift=below(0.2)), BATCH),
    *bound("BatchStatisticsDrift", "200 steps", drift_until(200), drift_until(199), BATCH),
    *bound("BatchStatisticsDrift", "ten rows of shifts", few(10, SHIFTS), few(9, SHIFTS), BATCH),
    *bound("BatchStatisticsDrift", "ten rows in evaluation", few(10, EVALUATED), few(9, EVALUATED), BATCH),
    *bound("BatchStatisticsDrift", "the loss of the same batch", same_batch(24), same_batch(25), BATCH),
    *bound(
        "BatchStatisticsDrift",
        "a training loss at the same step",
        drift(),
        drift() | {"loss__train": since(1, drift()["loss__train"])},
        BATCH,
    ),
    *bound("BatchStatisticsDrift", "the median of the last tenth", shifted_rows(11), shifted_rows(10), BATCH),
    # A fifth of the labels drawn anew from ten classes: 0.18 are wrong, and 0.91 is half of those above what is right.
    *bound("LabelNoiseMemorised", "half of the wrong ones, of ten classes", learned(0.911), learned(0.909), noisy(0.2)),
    *bound(
        "LabelNoiseMemorised",
        "half of the wrong ones, of two classes",
        learned(0.8751),
        learned(0.875),
        noisy(0.5, "moons"),
    ),
    *bound("LabelNoiseMemorised", "labels drawn anew", learned(1.0), learned(1.0), noisy(0.2), noisy(0.0)),
    *bound(
        "LabelNoiseMemorised",
        "the best net is not put back",
        learned(1.0),
        learned(1.0),
        noisy(0.2, **LAST),
        noisy(0.2, **BEST),
    ),
    *bound(
        "LabelNoiseMemorised",
        "the median of 50 rows",
        {"accuracy__train": stretches((150, 0.0), (24, 0.9), (26, 0.95))},
        {"accuracy__train": stretches((150, 1.0), (26, 0.9), (24, 0.95))},
        noisy(0.2),
    ),
    *bound(
        "LabelNoiseMemorised",
        "the median of the last tenth",
        {"accuracy__train": stretches((900, 0.0), (49, 0.9), (51, 0.95))},
        {"accuracy__train": stretches((900, 1.0), (51, 0.9), (49, 0.95))},
        noisy(0.2),
    ),
    *bound("Overfitting", "1.15 times the best", held(2.3), held(below(2.3))),
    *bound("Overfitting", "0.03 of the untrained loss", held(8.0, 5.0, 100.0), held(8.0, 5.0, 100.1)),
    *bound("Overfitting", "training costs less", held(3.0, trained=below(3.0)), held(3.0, trained=3.0)),
    *bound(
        "Overfitting",
        "training costs less at that step",
        held(3.0) | {"loss__train": stretches((15, 9.0), (5, 1.0))},
        held(3.0) | {"loss__train": stretches((15, 1.0), (5, 9.0))},
    ),
    *bound("Overfitting", "the best net is not put back", held(3.0), held(3.0), spec(**LAST), spec(**BEST)),
    *bound(
        "Overfitting",
        "the median of the last five",
        held(3.0) | {"loss__validation": stretches((10, 2.0), (7, 2.1), (3, 3.0))},
        held(3.0) | {"loss__validation": stretches((10, 2.0), (8, 2.1), (2, 3.0))},
    ),
    *bound(
        "Overfitting",
        "the rolling median of five",
        held(3.0) | {"loss__validation": stretches((7, 3.0), (3, 2.0), (10, 3.0))},
        held(3.0) | {"loss__validation": stretches((8, 3.0), (2, 2.0), (10, 3.0))},
    ),
    *bound("Underfitting", "200 steps", staying_until(200), staying_until(199)),
    *bound("Underfitting", "0.7 of guessing", plateau(above(0.35), 0.36), plateau(0.35, 0.35), HALF),
    *bound(
        "Underfitting",
        "0.7 of guessing among ten",
        plateau(0.701 * GUESSING, 1.7),
        plateau(0.699 * GUESSING, 1.7),
    ),
    *bound(
        "Underfitting",
        "0.7 of the first loss of training that is not ours",
        plateau(above(1.4), 1.5, 2.0),
        plateau(1.4, 1.5, 2.0),
        None,
    ),
    *bound("Underfitting", "falls by less than a tenth", plateau(1.81), plateau(1.79)),
    *bound(
        "Underfitting",
        "the median of a tenth at the end",
        {"loss__train": stretches((90, 2.0), (4, 1.0), (6, 2.0))},
        {"loss__train": stretches((90, 2.0), (6, 1.0), (4, 2.0))},
    ),
    *bound(
        "Underfitting",
        "the median of a tenth in the middle",
        {"loss__train": stretches((45, 2.0), (4, 2.5), (51, 2.0))},
        {"loss__train": stretches((45, 2.0), (6, 2.5), (49, 2.0))},
    ),
    *bound("Underfitting", "1.25 times the training loss", validated(2.5), validated(above(2.5))),
]


@pytest.mark.parametrize(("rule", "of", "series", "expected"), BOUNDS)
def test_a_rule_holds_to_its_bound(rule: str, of: RunSpec | None, series: Series, expected: bool) -> None:
    assert (found(rule, of, series) is not None) == expected


def test_drift_is_told_of_the_layer_that_is_farthest_and_since_when_it_stays() -> None:
    """Of ten rising values the lower median is the fifth: row 24 of the rows 20 to 29."""
    first = stretches((5, 0.0), (25, 0.25))
    second = np.concatenate([stretches((3, 0.3), (4, 0.1)), 0.2 + np.arange(23) / 50])
    evaluated = 4.0 + np.arange(30) / 100
    says(
        found("BatchStatisticsDrift", BATCH, drift() | {SHIFTS: np.stack([first, second], 1), EVALUATED: evaluated}),
        70,
        ("hidden_1", "hidden_2"),
        (SHIFTS, "hidden_2", 240, second[24], 0.2),
        ("loss/train_evaluation_mode", None, 240, evaluated[24], 3.0),
        ("loss/train", None, 240, 2.0, None),
    )


def test_without_a_spec_wrong_labels_are_not_known() -> None:
    assert found("LabelNoiseMemorised", None, learned(1.0)) is None


def test_wrong_labels_are_told_at_the_median_of_the_last_rows() -> None:
    """Of 50 rising values the lower median is the 25th: row 174 of the rows 150 to 199."""
    accuracy = 0.8 + np.arange(200) / 1000
    says(
        found("LabelNoiseMemorised", noisy(0.2), {"accuracy__train": accuracy}),
        1740,
        (),
        ("accuracy/train", None, 1740, accuracy[174], 0.91),
    )


def test_overfitting_is_told_since_the_best_validation_loss() -> None:
    """The medians of five around the dip at row 5 are all that of row 4; of the last five rows that of row 12."""
    validation = [4.0, 3.6, 3.2, 2.8, 2.4, 2.0, 2.3, 2.7, 3.1, 3.5, 3.9, 4.3, 4.7, 5.1, 5.5]
    trained = since(5, 1.0 - np.arange(15) / 100)
    says(
        found("Overfitting", SIGMOID, {"loss__validation": validation, "loss__train": trained}),
        40,
        (),
        ("loss/validation", None, 40, 2.4, None),
        ("loss/validation", None, 120, 4.7, 1.15 * 2.4),
        ("loss/train", None, 115, 0.89, None),
    )


def test_a_plateau_is_told_by_medians_that_were_measured() -> None:
    """Of ten falling values the lower median is the sixth: rows 50 and 95; of the validation's last five the third."""
    loss, validation = 2.1 - np.arange(100) / 1000, 2.2 - np.arange(50) / 1000
    says(
        found("Underfitting", SIGMOID, {"loss__train": loss, "loss__validation": validation}),
        500,
        (),
        ("loss/train", None, 500, loss[50], None),
        ("loss/train", None, 950, loss[95], 0.7 * GUESSING),
        ("loss/validation", None, 470, validation[47], 1.25 * loss[95]),
    )
