from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from dynascope.training.draws import NO_DRAWS, Draws
from dynascope.training.layer import Layer, LayerSettings, drop, merge_layer, statistics_of
from dynascope.training.plan import LayerPlan, NormalizationPlan
from tests.training.reference import vectors

BATCH = vectors("normalisation_clipping_regularisation", "batchnorm")
X = jnp.array(BATCH["X"], jnp.float32)


def layer(position: str | None, dropout: bool = False) -> Layer:
    """Two units that pass their inputs on (kernel 1, bias 0, identity)."""
    norm = NormalizationPlan("batch", position, ("momentum", "epsilon")) if position else None
    plan = LayerPlan((2,), (2, 2), (2,), (2,), "identity", normalization=norm, dropout=dropout)
    parameters: dict[str, Any] = {"kernel": jnp.eye(2), "bias": jnp.zeros(2)}
    if position is None:
        return merge_layer(plan, "float32", parameters, {})
    parameters |= {"scale": jnp.ones(2), "shift": jnp.zeros(2)}
    return merge_layer(plan, "float32", parameters, {"mean": jnp.zeros(2), "variance": jnp.ones(2)})


def settings(momentum: float = 0.99, epsilon: float = 1e-5, dropout: float = 0.0) -> LayerSettings:
    return LayerSettings({}, {"momentum": jnp.float32(momentum), "epsilon": jnp.float32(epsilon)}, jnp.float32(dropout))


@pytest.mark.parametrize("position", ["before_activation", "after_activation"])
def test_batch_normalisation_is_the_references(position: str) -> None:
    one = layer(position)
    output, z, _ = one(X, None, settings(), True, NO_DRAWS)
    np.testing.assert_allclose(output, BATCH["xhat_eps1e5"], rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(z, output if position == "before_activation" else X)
    statistics = statistics_of(one)
    np.testing.assert_allclose(statistics["mean"], BATCH["flax"]["running_mean"], rtol=1e-5)
    np.testing.assert_allclose(statistics["variance"], BATCH["flax"]["running_var"], rtol=1e-5)


def test_momentum_and_epsilon_are_the_layers_own() -> None:
    one = layer("before_activation")
    output, _, _ = one(X, None, settings(momentum=0.9, epsilon=1e-3), True, NO_DRAWS)
    np.testing.assert_allclose(output, BATCH["keras"]["y"], rtol=1e-5, atol=1e-6)
    statistics = statistics_of(one)
    np.testing.assert_allclose(statistics["mean"], BATCH["torch"]["running_mean"], rtol=1e-5)
    biased = 0.9 + 0.1 * np.array(BATCH["var_biased"])
    np.testing.assert_allclose(statistics["variance"], biased, rtol=1e-5)


def test_evaluation_uses_the_moving_averages_and_leaves_them() -> None:
    one = layer("before_activation")
    output, _, _ = one(X, None, settings(), False, NO_DRAWS)
    np.testing.assert_allclose(output, X / np.sqrt(1 + 1e-5), rtol=1e-6)
    np.testing.assert_array_equal(statistics_of(one)["variance"], np.ones(2))


def test_a_small_variance_far_from_zero_survives() -> None:
    far = jnp.array([[1000.0, 0.0], [1000.1, 1.0]], jnp.float32)
    output, _, _ = layer("before_activation")(far, None, settings(), True, NO_DRAWS)
    np.testing.assert_allclose(np.abs(output), 1.0, atol=0.01)


def test_dropout_keeps_the_expectation_and_nests_its_masks() -> None:
    ones, key = jnp.ones((400, 250)), jax.random.key(0)
    for rate in (0.1, 0.5):
        dropped = np.asarray(drop(ones, jnp.float32(rate), key))
        assert (dropped == 0).mean() == pytest.approx(rate, abs=0.01)
        np.testing.assert_allclose(dropped[dropped != 0], 1 / (1 - rate), rtol=1e-6)
    few, many = (np.asarray(drop(ones, jnp.float32(rate), key)) == 0 for rate in (0.1, 0.5))
    assert np.all(many[few])


def test_dropout_is_for_training_alone() -> None:
    one = layer(None, dropout=True)
    trained, z, _ = one(X, None, settings(dropout=0.5), True, Draws(jax.random.key(1), None))
    assert (np.asarray(trained) == 0).any()
    np.testing.assert_array_equal(z, X)
    evaluated, _, _ = one(X, None, settings(dropout=0.5), False, NO_DRAWS)
    np.testing.assert_array_equal(evaluated, X)
