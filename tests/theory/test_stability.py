"""Thresholds of stability, held against descent on a quadratic by the engine's own update rules."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from dynascope.spec import RunSpec
from dynascope.theory import stability_lines
from dynascope.training.figures import optimizer_figures
from dynascope.training.optimizers import gradient_point, transformation

CURVATURE = 3.0


def line_of(optimizer: dict[str, Any], **more: Any):
    spec = RunSpec.model_validate({"optimizer": optimizer, **more})
    return next((line for line in stability_lines(spec) if line.metric != "update_ratio"), None), spec


@pytest.mark.parametrize(
    "optimizer",
    [
        {"name": "sgd"},
        {"name": "momentum", "beta": 0.7},
        {"name": "momentum", "beta": 0.7, "form": "optax"},
        {"name": "nesterov", "beta": 0.7},
        {"name": "nesterov", "beta": 0.7, "form": "optax"},
    ],
)
@pytest.mark.parametrize("below", [True, False])
def test_descent_on_a_parabola_diverges_beyond_the_line_alone(optimizer: dict[str, Any], below: bool) -> None:
    """At a rate a hundredth below (numerator / sharpness) the iterate shrinks, a hundredth above it grows."""
    line, spec = line_of(optimizer)
    assert line is not None
    assert line.numerator is not None
    rate = line.numerator / CURVATURE * (0.99 if below else 1.01)
    name, form = spec.optimizer.name, spec.optimizer.rule
    figures = optimizer_figures(spec.optimizer, np.dtype(np.float32))
    rule = transformation(name, form, jnp.asarray(rate), figures)
    start = jnp.ones(())

    def step(carry: Any, _: None) -> Any:
        x, state = carry
        gradient = CURVATURE * gradient_point(name, form, x, state, figures)
        update, state = rule.update(gradient, state, x)
        return (x + update, state), None

    (end, _), _ = jax.lax.scan(step, (start, rule.init(start)), None, length=1000)
    assert (abs(float(end)) < 1e-2) == below


def test_the_lines_of_adaptive_rules_are_those_of_the_paper() -> None:
    adam, _ = line_of({"name": "adam", "learning_rate": 0.001})
    assert adam is not None
    assert (adam.metric, adam.value) == ("preconditioned_sharpness", pytest.approx(38_000.0))
    rmsprop, _ = line_of({"name": "rmsprop", "learning_rate": 0.01})
    assert rmsprop is not None
    assert (rmsprop.metric, rmsprop.value) == ("preconditioned_sharpness", pytest.approx(200.0))


def test_a_schedule_leaves_the_level_to_the_learning_rate_of_the_step() -> None:
    line, _ = line_of({"name": "sgd", "learning_rate": 0.5}, schedule={"name": "exponential"})
    assert line is not None
    assert (line.value, line.numerator) == (None, 2.0)


@pytest.mark.parametrize("name", ["lion", "muon", "adadelta", "schedule_free_sgd"])
def test_rules_without_a_fixed_preconditioner_have_none(name: str) -> None:
    line, _ = line_of({"name": name})
    assert line is None
