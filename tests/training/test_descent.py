"""Gradients of whole networks, against finite differences."""

from typing import Any

import jax
import numpy as np
import pytest

from dynascope.catalog.activations import ACTIVATIONS
from dynascope.training.datasets import prepare
from dynascope.training.descent import run_pass
from dynascope.training.draws import draws_of
from dynascope.training.figures import figures_of
from dynascope.training.plan import plan_of
from dynascope.training.precision import precision
from dynascope.training.weights import initial_weights
from tests.training.finished import spec_of

PARTS = ("loss", "penalty", "backprop", "gradient")
CASES = [(name, "cross_entropy") for name in ACTIVATIONS.names] + [("tanh", "squared_error"), ("selu", "squared_error")]


def dot(one: Any, other: Any) -> float:
    return float(sum(np.vdot(a, b) for a, b in zip(jax.tree.leaves(one), jax.tree.leaves(other), strict=True)))


@pytest.mark.parametrize(("activation", "loss"), CASES)
def test_gradients_are_the_slopes_of_loss_and_penalty(activation: str, loss: str) -> None:
    spec = spec_of(
        dataset={"name": "wine", "batch_size": None},
        model={"hidden_sizes": [6, 6, 6, 5], "activation": activation, "initializer": "lecun_normal", "dropout": 0.3},
        loss=loss,
        regularization={"l1": 0.01, "l2": 0.02},
        precision="float64",
    )
    plan, train = plan_of(spec), prepare(spec).train
    weights, statistics = initial_weights(spec, plan)
    figures = figures_of(spec, plan)
    random = np.random.default_rng(0)
    direction = jax.tree.map(lambda leaf: random.normal(size=leaf.shape), weights)
    with precision("float64"):
        draws = draws_of(plan, figures.dropout_key, figures.slope_key, np.int32(0))

        @jax.jit
        def passed(step: Any) -> dict[str, Any]:
            point = jax.tree.map(lambda w, d: w + step * d, weights, direction)
            done = run_pass(plan, point, statistics, figures, train.inputs, train.targets.astype(np.int32), draws)
            return {name: getattr(done, name) for name in PARTS}

        done, after, before = (jax.device_get(passed(step)) for step in (0.1, 0.1 + 1e-6, 0.1 - 1e-6))
    slope = (after["loss"] + after["penalty"] - before["loss"] - before["penalty"]) / 2e-6
    assert dot(done["gradient"], direction) == pytest.approx(slope, rel=1e-5)
    for gradient, backprop in zip(done["gradient"], done["backprop"], strict=True):
        np.testing.assert_allclose(gradient["bias"], backprop.sum(axis=1), rtol=1e-10, atol=1e-14)
