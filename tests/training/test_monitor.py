"""Early stopping and the `performance` schedule inside the compiled loop, against their rules in plain Python."""

from typing import Any

import numpy as np
import pytest

from tests.training.finished import Finished, finish
from tests.training.test_plateau import keras

BASE: dict[str, Any] = {
    "dataset": {"name": "digits", "samples": 120, "batch_size": 20, "validation_fraction": 0.25},
    "model": {"hidden_sizes": [12]},
    "optimizer": {"name": "adam", "learning_rate": 0.03},
    "steps": 200,
}
STOPPING = {"patience": 4, "min_delta": 0.005, "every": 3}


def stopped(rows: list[float], patience: int, min_delta: float) -> tuple[int, int]:
    """Which of the measurements is the last, and which the best: the textbook's loop."""
    best, best_index, wait = np.inf, 0, 0
    for index, value in enumerate(rows):
        if value < best - min_delta:
            best, best_index, wait = value, index, 0
        else:
            wait += 1
        if wait >= patience:
            return index, best_index
    return len(rows) - 1, best_index


def measured(run: Finished, every: int, metric: str = "loss/validation") -> list[float]:
    """The metric's rows at multiples of `every`, each of which there must be."""
    rows = dict(zip(run.steps(metric), run.values(metric).tolist(), strict=True))
    return [rows[step] for step in range(0, run.run.step + 1, every)]


@pytest.fixture(scope="module")
def early() -> Finished:
    return finish(**BASE, early_stopping=STOPPING, telemetry={"evaluation_every": 50})


def test_a_run_stops_where_the_rule_says_and_restores_the_best(early: Finished) -> None:
    last, best = stopped(measured(early, 3), 4, 0.005)
    assert early.run.outcome == "stopped_early"
    assert early.run.step == early.run.stopped_at == 3 * last < 200
    assert early.run.restored_step == 3 * best
    assert early.run.diverged_at is None
    assert early.steps("loss/train")[-1] == 3 * last
    assert early.steps("update_norm/global")[-1] == 3 * last - 1, "no update follows the last row"


def test_the_network_restored_is_that_of_a_run_that_ends_there(early: Finished) -> None:
    other = finish(**BASE | {"steps": early.run.restored_step}).run.weights("final")
    best, final = early.run.weights("best"), early.run.weights("final")
    assert best.keys() == other.keys()
    for name, value in other.items():
        np.testing.assert_array_equal(best[name], value, name)
        np.testing.assert_array_equal(final[name], value, name)


def test_what_is_watched_does_not_change_where_it_stops(early: Finished) -> None:
    dense = {"layers_every": 1, "evaluation_every": 1, "distributions_every": 1}
    other = finish(0.01, **BASE, early_stopping=STOPPING, telemetry=dense)
    assert (other.run.stopped_at, other.run.restored_step) == (early.run.stopped_at, early.run.restored_step)
    np.testing.assert_array_equal(other.values("loss/train"), early.values("loss/train"))
    for name, value in early.run.weights("final").items():
        np.testing.assert_array_equal(other.run.weights("final")[name], value, name)


def test_early_stopping_changes_nothing_before_it_stops(early: Finished) -> None:
    free = finish(**BASE)
    np.testing.assert_array_equal(free.values("loss/train")[: early.run.step + 1], early.values("loss/train"))


def test_without_restoring_the_last_network_is_the_final_one(early: Finished) -> None:
    kept = finish(**BASE, early_stopping={**STOPPING, "restore_best": False})
    assert (kept.run.outcome, kept.run.stopped_at) == ("stopped_early", early.run.stopped_at)
    assert kept.run.restored_step is None
    last = finish(**BASE | {"steps": early.run.stopped_at}).run.weights("final")
    for name, value in last.items():
        np.testing.assert_array_equal(kept.run.weights("final")[name], value, name)
        np.testing.assert_array_equal(kept.run.weights("best")[name], early.run.weights("best")[name], name)


def test_a_run_that_never_stops_completes_and_still_restores() -> None:
    run = finish(**BASE, early_stopping={**STOPPING, "patience": 1000})
    assert (run.run.outcome, run.run.stopped_at, run.run.step) == ("completed", None, 200)
    _, best = stopped(measured(run, 3), 1000, 0.005)
    assert run.run.restored_step == 3 * best < 198


def test_accuracy_counts_upwards() -> None:
    run = finish(**BASE, early_stopping={**STOPPING, "metric": "accuracy/validation", "min_delta": 0.0})
    rows = [-value for value in measured(run, 3, "accuracy/validation")]
    last, best = stopped(rows, 4, 0.0)
    assert (run.run.stopped_at, run.run.restored_step) == (3 * last, 3 * best)
    assert best > 0


def test_a_run_that_diverges_is_restored_and_says_that_it_diverged() -> None:
    wild = BASE | {
        "optimizer": {"name": "sgd", "learning_rate": 1e30},
        "early_stopping": {**STOPPING, "patience": 1000},
    }
    run = finish(**wild).run
    assert (run.outcome, run.stopped_at) == ("diverged", None)
    assert run.diverged_at is not None
    assert run.restored_step is not None
    assert run.restored_step < run.diverged_at
    assert all(np.isfinite(value).all() for value in run.weights("final").values())


def test_only_early_stopping_keeps_a_best_network() -> None:
    run = finish(**BASE | {"steps": 0}).run
    assert not run.keeps_best
    with pytest.raises(ValueError, match="early stopping"):
        run.weights("best")


def test_the_learning_rate_falls_where_the_rule_cuts_it() -> None:
    rule = {"factor": 0.5, "patience": 2, "cooldown": 3, "min_delta": 0.01}
    run = finish(**BASE, schedule={"name": "performance", "every": 4, **rule}, telemetry={"evaluation_every": 60})
    scales = keras(measured(run, 4), **rule)  # type: ignore[arg-type]
    expected = np.float32(0.03) * np.repeat(np.float32(scales), 4)[:201]
    np.testing.assert_array_equal(run.values("learning_rate"), expected)
    assert 3 < len(set(scales)) < 20
    assert {0, 60, 120, 180, 200} | set(range(0, 201, 4)) == set(run.steps("loss/validation"))


def test_schedule_and_stopping_measure_at_steps_of_their_own() -> None:
    both = finish(
        **BASE,
        early_stopping={**STOPPING, "every": 6},
        schedule={"name": "performance", "every": 4, "patience": 2, "factor": 0.5, "min_delta": 0.0},
        telemetry={"evaluation_every": 100},
    )
    last, best = stopped(measured(both, 6), 4, 0.005)
    assert (both.run.stopped_at, both.run.restored_step) == (6 * last, 6 * best)
    scales = keras(measured(both, 4), 0.5, 2, 0, 0.0)
    expected = np.float32(0.03) * np.repeat(np.float32(scales), 4)[: both.run.step + 1]
    np.testing.assert_array_equal(both.values("learning_rate"), expected)
    steps = {step for step in range(both.run.step + 1) if step % 4 == 0 or step % 6 == 0 or step % 100 == 0}
    assert set(both.steps("loss/validation")) == steps
