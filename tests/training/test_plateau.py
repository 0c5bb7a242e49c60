"""The two rules of the `performance` schedule, measurement by measurement."""

from typing import Any

import jax.numpy as jnp
import numpy as np
import pytest
from optax import contrib

from dynascope.training.plateau import after_measuring, first_plateau
from dynascope.training.precision import precision
from tests.training.reference import vectors

REFERENCE = vectors("schedules", "plateau")
METRIC: list[float] = REFERENCE["metric"]


def scales(form: str, metric: list[float], **given: float) -> list[float]:
    """The learning rate after each measurement, from 1, in float64."""
    rule: Any = {"factor": 0.5, "patience": 2, "cooldown": 0, "min_delta": 1e-4} | given
    answer: list[float] = []
    with precision("float64"):
        state = first_plateau("float64")
        for value in metric:
            state = after_measuring(form, state, jnp.asarray(value), rule)
            answer.append(float(state.scale))
    return answer


@pytest.mark.parametrize("cooldown", [0, 2])
@pytest.mark.parametrize(("form", "library"), [("textbook", "keras"), ("optax", "optax")])
def test_cuts_come_where_the_reference_has_them(form: str, library: str, cooldown: int) -> None:
    key = f"{library} p=2" + (f" cooldown={cooldown}" if cooldown else "")
    assert scales(form, METRIC, cooldown=cooldown) == REFERENCE[key]


@pytest.mark.parametrize("patience", [1, 2, 3])
@pytest.mark.parametrize("cooldown", [0, 1, 3])
def test_the_library_form_is_the_librarys_rule(patience: int, cooldown: int) -> None:
    """On a loss that falls, stands still and jumps."""
    random = np.random.default_rng(patience)
    metric = (np.repeat([3.0, 2.0, 1.9999, 1.5, 1.6, 1.2], 6) + 0.01 * random.normal(size=36)).tolist()
    metric[7] = float("nan")
    library = contrib.reduce_on_plateau(0.5, patience=patience, rtol=1e-4, cooldown=cooldown)
    with precision("float64"):
        state, expected = library.init(jnp.zeros(1)), list[float]()
        for value in metric:
            _, state = library.update(jnp.zeros(1), state, value=jnp.asarray(value))
            expected.append(float(state.scale))  # type: ignore[attr-defined]
    assert scales("optax", metric, patience=patience, cooldown=cooldown) == expected
    assert len(set(expected)) > 2


def keras(metric: list[float], factor: float, patience: int, cooldown: int, min_delta: float) -> list[float]:
    """Keras's callback, in plain Python."""
    rate, best, wait, left, answer = 1.0, np.inf, 0, 0, list[float]()
    for value in metric:
        if left > 0:
            left -= 1
            wait = 0
        if value < best - min_delta:
            best, wait = value, 0
        elif left == 0:
            wait += 1
            if wait >= patience:
                rate, left, wait = rate * factor, cooldown, 0
        answer.append(rate)
    return answer


@pytest.mark.parametrize("patience", [1, 2, 4])
@pytest.mark.parametrize("cooldown", [0, 1, 2, 5])
def test_the_textbook_form_is_keras_rule(patience: int, cooldown: int) -> None:
    random = np.random.default_rng(10 * patience + cooldown)
    metric = (2.0 / (1 + np.arange(60) // 7) + 0.05 * random.normal(size=60)).tolist()
    given = {"factor": 0.5, "patience": patience, "cooldown": cooldown, "min_delta": 0.01}
    assert scales("textbook", metric, **given) == keras(metric, **given)  # type: ignore[arg-type]
