"""What an adaptive optimizer multiplies by, held against the updates that it makes."""

from __future__ import annotations

from typing import Any, cast

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from dynascope.catalog.optimizers import OPTIMIZERS, Optimizer
from dynascope.training.figures import optimizer_figures
from dynascope.training.optimizers import transformation
from dynascope.training.preconditioners import PRECONDITIONERS, multipliers

RATE = 0.1
GRADIENT = np.array([3.0, -0.5, 1e-3], np.float32)


@pytest.mark.parametrize("steps", [1, 3, 300])
@pytest.mark.parametrize(("name", "form"), PRECONDITIONERS)
def test_the_update_is_the_multiplier_times_the_average_of_the_gradients(name: str, form: str, steps: int) -> None:
    """Under a constant gradient g an average that started at 0 is (1 − β₁ᵗ) g."""
    model = cast(
        "type[Optimizer]", next(e.model for e in OPTIMIZERS.entries if e.model.model_fields["name"].default == name)
    )
    more = {"form": form} if "form" in model.model_fields else {}
    more |= {"weight_decay": 0.0} if "weight_decay" in model.model_fields else {}
    optimizer = model.model_validate({"name": name, "learning_rate": RATE, **more})
    figures: Any = optimizer_figures(optimizer, np.dtype(np.float32))
    rule = transformation(name, form, jnp.asarray(RATE), figures)
    start = jnp.zeros(3)

    def step(carry: Any, _: None) -> Any:
        update, state = rule.update(jnp.asarray(GRADIENT), carry, start)
        return state, update

    state, updates = jax.lax.scan(step, rule.init(start), None, length=steps)
    average = 1 - optimizer.parameters.get("beta_1", 0.0) ** steps
    # Nadam looks ahead with a correction of its own, which goes after the first steps.
    if name == "nadam" and steps < 100:
        return
    found = multipliers(name, form, state, figures)
    np.testing.assert_allclose(-RATE * np.asarray(found) * average * GRADIENT, updates[-1], rtol=2e-4)


def test_the_catalog_says_which_they_are() -> None:
    named = {
        e.model.model_fields["name"].default
        for e in OPTIMIZERS.entries
        if cast("type[Optimizer]", e.model).preconditioned
    }
    assert named == {name for name, _ in PRECONDITIONERS}
    assert multipliers("sgd", "textbook", None, {}) is None
