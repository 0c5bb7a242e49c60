"""Rules on the length of a step: every bound from both sides, and what is told."""

from __future__ import annotations

import numpy as np
import pytest

from dynascope.spec import RunSpec
from tests.diagnosis.boundaries import SIGMOID, Series, above, below, bound, found, says, since, stretches, until
from tests.diagnosis.made import spec, steady

MOVES = (1e-6, 2e-4, 1e-5)
TESTED = spec(schedule="range_test")


def batches(size: int) -> RunSpec:
    return spec(dataset={"name": "digits", "batch_size": size})


def losses(*parts: tuple[int, float]) -> Series:
    return {"loss__train": stretches(*parts)}


def risen(rows: int) -> Series:
    """A loss that stands high for so many rows, and then no longer."""
    return losses((20, 2.0), (rows, 3.5), (70, 2.0))


def slow(end: float = 2.0, ratios: object = None, slope: object = None) -> Series:
    """A net that hardly moves: half of the rows at a loss of 2, half at another."""
    return {
        "loss__train": stretches((30, 2.0), (30, end)),
        "update_ratio": steady(*MOVES, rows=60) if ratios is None else ratios,
        "gradient_norm__global": np.ones(60) if slope is None else slope,
    }


def short(last: int, rows: int, *names: str) -> Series:
    """All of these metrics, or the ones named, with fewer rows."""
    few = {name: until(last, np.asarray(values)[:rows]) for name, values in slow().items()}
    return few if not names else slow() | {name: few[name] for name in names}


def ends(low: int) -> Series:
    """Of the last 20 rows so many have only half of the first loss left."""
    return slow() | {"loss__train": stretches((40, 2.0), (20 - low, 1.5), (low, 1.0))}


def begins(low: int) -> Series:
    """Of the first 20 rows so many cost more than twice the last loss, the others less than it."""
    return slow() | {"loss__train": stretches((low, 3.0), (20 - low, 1.0), (40, 1.2))}


BOUNDS = [
    *bound("Diverged", "not a number", losses((5, 2.0), (1, np.nan)), losses((5, 2.0), (1, 1e300))),
    *bound("Diverged", "infinite", losses((5, 2.0), (1, np.inf)), losses((5, 2.0), (1, 1e300))),
    *bound(
        "LearningRateTooHigh",
        "1.5 times the first loss",
        losses((10, 2.0), (10, 3.0)),
        losses((10, 2.0), (10, below(3.0))),
    ),
    *bound("LearningRateTooHigh", "the median of 7 rows", risen(4), risen(3)),
    *bound("LearningRateTooHigh", "7 rows of training that is not ours", risen(4), risen(3), None),
    *bound("LearningRateTooHigh", "batches of 10 need 7 rows", risen(4), risen(3), batches(10)),
    *bound("LearningRateTooHigh", "batches of 8 need 9 rows", risen(5), risen(4), batches(8)),
    *bound("LearningRateTooHigh", "batches of 4 need 17 rows", risen(9), risen(8), batches(4)),
    *bound("LearningRateTooHigh", "batches of 1 need 65 rows", risen(33), risen(32), batches(1)),
    *bound(
        "LearningRateTooHigh",
        "a loss that is lost at the end",
        losses((10, 2.3), (1, 9.0), (1, np.nan)),
        losses((10, 2.3), (2, 9.0)),
    ),
    *bound(
        "LearningRateTooHigh",
        "a loss that is lost counts as infinite",
        losses((10, 2.3), (1, 9.0), (3, np.nan), (10, 2.3)),
        losses((10, 2.3), (1, 9.0), (2, np.nan), (11, 2.3)),
    ),
    *bound(
        "LearningRateTooHigh",
        "no range test",
        risen(4),
        risen(4),
        outside_of=TESTED,
    ),
    *bound(
        "LearningRateTooHigh",
        "the untrained loss is known",
        {"loss__train": since(0, stretches((1, 2.0), (20, 9.0)))},
        {"loss__train": since(10, stretches((1, 2.0), (20, 9.0)))},
    ),
    *bound("LearningRateTooLow", "200 steps", short(200, 60), short(199, 60)),
    *bound(
        "LearningRateTooLow",
        "20 losses at either end",
        short(400, 40, "loss__train"),
        short(400, 39, "loss__train"),
    ),
    *bound(
        "LearningRateTooLow",
        "20 gradients at either end",
        short(400, 40, "gradient_norm__global"),
        short(400, 39, "gradient_norm__global"),
    ),
    *bound(
        "LearningRateTooLow",
        "2e-4 a step",
        slow(),
        slow(ratios=steady(1e-6, above(2e-4), 1e-5, rows=60)),
    ),
    *bound(
        "LearningRateTooLow",
        "the median of the ratios",
        slow(ratios=stretches((30, MOVES), (30, SOUND := (1e-2, 1e-2, 1e-2)))),
        slow(ratios=stretches((29, MOVES), (31, SOUND))),
    ),
    *bound(
        "LearningRateTooLow",
        "every layer starts with weights",
        slow(ratios=stretches((1, (1e-6, 0.0, 1e-6)), (59, MOVES))),
        slow(ratios=stretches((1, (1e-6, np.nan, 1e-6)), (59, MOVES))),
    ),
    *bound("LearningRateTooLow", "half of the first loss is left", slow(above(1.0)), slow(1.0)),
    *bound("LearningRateTooLow", "the median of the last 20", ends(9), ends(10)),
    *bound("LearningRateTooLow", "the median of the first 20", begins(10), begins(11)),
    *bound(
        "LearningRateTooLow",
        "0.3 of the slope is left",
        slow(slope=stretches((30, 1.0), (30, 0.3))),
        slow(slope=stretches((30, 1.0), (30, below(0.3)))),
    ),
    *bound(
        "LearningRateTooLow",
        "the slope of the last 20",
        slow(slope=stretches((40, 1.0), (9, 0.1), (11, 1.0))),
        slow(slope=stretches((40, 1.0), (11, 0.1), (9, 1.0))),
    ),
    *bound(
        "LearningRateTooLow",
        "the slope of the first 20",
        slow(slope=stretches((11, 1.0), (49, 0.5))),
        slow(slope=stretches((11, 1.0), (9, 0.5), (40, 0.2))),
    ),
]


@pytest.mark.parametrize(("rule", "of", "series", "expected"), BOUNDS)
def test_a_rule_holds_to_its_bound(rule: str, of: RunSpec | None, series: Series, expected: bool) -> None:
    assert (found(rule, of, series) is not None) == expected


@pytest.mark.parametrize("of", [SIGMOID, None], ids=["ours", "not ours"])
def test_divergence_is_told_at_the_first_row_that_is_lost(of: RunSpec | None) -> None:
    finding = found("Diverged", of, losses((3, 2.0), (2, np.inf), (1, 2.0)))
    says(finding, 30, (), ("loss/train", None, 30, np.inf, None))
    assert finding is not None
    assert finding.severity == "error"


def test_the_end_of_a_range_test_is_told_with_its_rate() -> None:
    lost = losses((3, 2.0), (2, np.inf))
    finding = found("Diverged", TESTED, lost | {"learning_rate": np.arange(5) / 10})
    says(finding, 30, (), ("loss/train", None, 30, np.inf, None), ("learning_rate", None, 30, 0.3, None))
    assert finding is not None
    assert finding.severity == "note"
    elsewhere = found("Diverged", TESTED, lost | {"learning_rate": since(1, np.arange(5) / 10)})
    says(elsewhere, 30, (), ("loss/train", None, 30, np.inf, None))


def test_a_rise_is_told_at_a_loss_that_is_a_number() -> None:
    says(
        found("LearningRateTooHigh", SIGMOID, losses((10, 2.0), (1, np.inf), (1, 4.0), (20, 9.0))),
        110,
        (),
        ("loss/train", None, 110, 4.0, 3.0),
        ("loss/train", None, 0, 2.0, None),
    )


def test_a_rise_is_told_at_the_first_row_above_with_its_rate() -> None:
    series = losses((10, 2.0), (1, 4.0), (20, 9.0)) | {"learning_rate": np.arange(31) / 10}
    says(
        found("LearningRateTooHigh", SIGMOID, series),
        100,
        (),
        ("loss/train", None, 100, 4.0, 3.0),
        ("loss/train", None, 0, 2.0, None),
        ("learning_rate", None, 100, 1.0, None),
    )
    elsewhere = series | {"learning_rate": since(1, np.arange(31) / 10)}
    says(
        found("LearningRateTooHigh", SIGMOID, elsewhere),
        100,
        (),
        ("loss/train", None, 100, 4.0, 3.0),
        ("loss/train", None, 0, 2.0, None),
    )


def test_slow_steps_are_told_by_medians_that_were_measured() -> None:
    """Of 20 falling values the lower median is the eleventh, of 60 rising ones the thirtieth."""
    loss, rising = 3.0 - np.arange(60) / 100, 1e-5 + np.arange(60) * 1e-7
    series = slow(ratios=np.stack([rising / 10, rising, rising / 5], axis=1)) | {"loss__train": loss}
    says(
        found("LearningRateTooLow", SIGMOID, series),
        100,
        (),
        ("update_ratio", "hidden_2", 290, rising[29], 2e-4),
        ("loss/train", None, 100, loss[10], None),
        ("loss/train", None, 500, loss[50], loss[10] / 2),
    )


@pytest.mark.parametrize(
    ("rule", "metric", "series"),
    [
        ("LearningRateTooLow", "loss__train", slow()),
        ("LearningRateTooLow", "gradient_norm__global", slow()),
    ],
)
def test_a_series_that_is_lost_on_the_way_is_not_judged(rule: str, metric: str, series: Series) -> None:
    assert found(rule, SIGMOID, series) is not None
    lost = np.array(series[metric])
    lost[5] = np.inf
    assert found(rule, SIGMOID, series | {metric: lost}) is None
