import math

import numpy as np
import pytest

from dynascope.server.target import WINDOW, Reach, Target, median_seconds, median_steps


def noisy(rows: int = 400) -> np.ndarray:
    """A loss that falls, with noise that alone would reach any target early."""
    generator = np.random.default_rng(0)
    return 2.3 * 0.99 ** np.arange(rows) * np.exp(generator.normal(0, 0.5, rows))


@pytest.mark.parametrize("target", [2.0, 1.0, 0.3, 0.1])
def test_a_batchs_loss_reaches_a_target_with_the_mean_of_its_last_rows(target: float) -> None:
    values, steps = noisy(), np.arange(400) * 3
    expected = next(
        steps[row] for row in range(WINDOW - 1, 400) if np.mean(values[row - WINDOW + 1 : row + 1]) <= target
    )
    assert Target.of("loss/train", target).step(steps, values) == expected
    assert expected > steps[np.flatnonzero(values <= target)[0]]


def test_a_whole_split_reaches_it_with_the_row_itself() -> None:
    values, steps = noisy(), np.arange(400) * 10
    first = int(np.flatnonzero(values <= 0.3)[0])
    assert Target.of("loss/validation", 0.3).step(steps, values) == steps[first]


def test_accuracies_reach_it_from_below() -> None:
    steps = np.arange(5)
    target = Target.of("accuracy/validation", 0.5)
    assert target.direction == "at_least"
    assert target.step(steps, np.array([0.1, 0.4, 0.5, 0.4, 0.9])) == 2
    assert target.step(steps, np.full(5, 0.4)) is None


def test_what_is_not_finite_reaches_nothing() -> None:
    steps = np.arange(60)
    values = np.where(steps < 30, 0.5, np.nan)
    assert Target.of("loss/train", 0.4).step(steps, values) is None
    assert Target.of("loss/train", 0.6).step(steps, values) == WINDOW - 1
    assert Target.of("loss/train", 0.6).step(steps, np.where(steps == 5, np.inf, 0.5)) == 5 + WINDOW


def test_fewer_rows_than_are_averaged_reach_nothing() -> None:
    assert Target.of("loss/train", 9.0).step(np.arange(19), np.zeros(19)) is None
    assert Target.of("loss/validation", 9.0).step(np.arange(0), np.zeros(0)) is None


def test_a_run_that_has_not_reached_it_counts_as_longer_than_any() -> None:
    reached = [Reach(100, 50.0), Reach(300, 100.0), Reach(200, 50.0)]
    assert (median_steps(reached), median_seconds(reached)) == (200.0, 3.0)
    never = Reach(None, 10.0)
    assert (median_steps([*reached[:2], never]), median_seconds([*reached[:2], never])) == (300.0, 3.0)
    assert median_steps([reached[0], never]) is None
    assert median_steps([]) is None
    assert math.isinf(never.seconds or 0)


def test_seconds_are_not_known_before_the_speed_is() -> None:
    reached = [Reach(100, 50.0), Reach(300, None)]
    assert (median_steps(reached), median_seconds(reached)) == (200.0, None)
