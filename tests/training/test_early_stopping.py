"""The rule of early stopping, measurement by measurement."""

import jax.numpy as jnp
import pytest

from dynascope.training.early_stopping import after_measuring, first_stopping
from dynascope.training.precision import precision
from tests.training.reference import vectors

REFERENCE = vectors("schedules", "early_stopping")


def run(errors: list[float], patience: int, min_delta: float = 0.0) -> tuple[int, int]:
    """The index of the last measurement that is taken, and of the best."""
    with precision("float64"):
        state = first_stopping("float64")
        for index, error in enumerate(errors):
            rule = {"patience": jnp.asarray(patience), "min_delta": jnp.asarray(min_delta)}
            state, _, stop = after_measuring(state, jnp.asarray(index, jnp.int32), jnp.asarray(error), rule)
            if stop:
                break
    return index, int(state.best_step)


@pytest.mark.parametrize(
    ("sequence", "patience", "min_delta", "key"),
    [
        ("S1", 2, 0.0, "S1 p=2 restore"),
        ("S1", 4, 0.0, "S1 p=4 restore"),
        ("S2", 2, 0.01, "S2 p=2 min_delta=.01 restore"),
        ("S2", 2, 0.0, "S2 p=2 min_delta=0"),
    ],
)
def test_stops_and_restores_where_the_reference_does(sequence: str, patience: int, min_delta: float, key: str) -> None:
    expected = REFERENCE[key]
    ours = run(REFERENCE["seqs"][sequence], patience, min_delta)
    assert ours == (expected["last_epoch_index_run"], expected["weights_from_epoch_index"])


@pytest.mark.parametrize(("patience", "key"), [(2, "S1 p=2"), (3, "S1 p=3")])
def test_stops_where_the_reference_stops_without_restoring(patience: int, key: str) -> None:
    assert run(REFERENCE["seqs"]["S1"], patience)[0] == REFERENCE[key]["last_epoch_index_run"]


def test_what_is_no_number_is_no_improvement_and_the_first_is_the_best_of_nothing() -> None:
    nan = float("nan")
    assert run([nan, nan, nan, 1.0], patience=2) == (2, 0)
    assert run([1.0, nan, 0.5, nan, nan, 0.1], patience=2) == (4, 2)
