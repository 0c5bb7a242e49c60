from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy import special

from dynascope.catalog.activations import ACTIVATIONS as FAMILY
from dynascope.training.activations import ACTIVATIONS, MEAN_DRAW, activate, saturated
from dynascope.training.precision import precision
from tests.training.reference import pytorch, vectors

PARAMETERS: dict[str, dict[str, float]] = {
    "leaky_relu": {"negative_slope": 0.2},
    "rrelu": {"lower": 0.1, "upper": 0.4},
    "prelu": {"initial_slope": 0.3},
    "elu": {"alpha": 1.5},
}
# What a layer adds to the catalog's parameters: what it draws, and what it learns.
OF_LAYER: dict[str, dict[str, float]] = {"rrelu": {"draw": 0.2}, "prelu": {"slope": 0.3}}
ALPHA, SCALE = vectors("selu", "alpha"), vectors("selu", "scale")
FORMULAS = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": lambda z: 2 / (1 + np.exp(-2 * z)) - 1,
    "relu": lambda z: np.maximum(0, z),
    "leaky_relu": lambda z: np.maximum(0.2 * z, z),
    "rrelu": lambda z: np.where(z > 0, z, (0.1 + 0.3 * 0.2) * z),
    "prelu": lambda z: np.where(z > 0, z, 0.3 * z),
    "elu": lambda z: np.where(z > 0, z, 1.5 * (np.exp(z) - 1)),
    "selu": lambda z: SCALE * np.where(z > 0, z, ALPHA * (np.exp(z) - 1)),
    "gelu": lambda z: z * special.ndtr(z),
    "silu": lambda z: z / (1 + np.exp(-z)),
    "mish": lambda z: z * np.tanh(np.log(1 + np.exp(z))),
    "softplus": lambda z: np.log(1 + np.exp(z)),
    "softsign": lambda z: z / (1 + np.abs(z)),
    "hard_tanh": lambda z: np.maximum(-1, np.minimum(1, z)),
    "identity": lambda z: z,
}
# None of 0 and ±1, where some have no slope.
POINTS = np.concatenate([np.linspace(-6, -0.01, 60), np.linspace(0.01, 6, 60)])


def function(name: str) -> Any:
    parameters = {key: np.float64(value) for key, value in (PARAMETERS.get(name, {}) | OF_LAYER.get(name, {})).items()}
    return lambda z: activate(name, z, parameters)


def test_every_member_of_the_catalog_is_there_with_its_parameters() -> None:
    assert set(ACTIVATIONS) == set(FAMILY.names) == set(FORMULAS)
    for name in FAMILY.names:
        assert set(FAMILY.entry(name).model().parameters) == set(PARAMETERS.get(name, {}))


@pytest.mark.parametrize("name", FAMILY.names)
def test_values_are_the_formulas(name: str) -> None:
    with precision("float64"):
        ours = jax.jit(function(name))(POINTS)
    np.testing.assert_allclose(ours, FORMULAS[name](POINTS), rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("name", FAMILY.names)
def test_slopes_are_those_of_finite_differences(name: str) -> None:
    step = 1e-6
    with precision("float64"):
        slope = jax.jit(jax.vmap(jax.grad(function(name))))(POINTS)
    expected = (FORMULAS[name](POINTS + step) - FORMULAS[name](POINTS - step)) / (2 * step)
    np.testing.assert_allclose(slope, expected, atol=1e-8)


@pytest.mark.parametrize("name", FAMILY.names)
def test_values_and_slopes_are_those_of_pytorch(name: str) -> None:
    reference = pytorch("activations", name)
    member = FAMILY.entry(name).model().parameters
    parameters = member | {"draw": MEAN_DRAW, "slope": member.get("initial_slope")}
    with precision("float64"):
        figures: Any = {key: np.float64(value) for key, value in parameters.items() if value is not None}
        z = np.array(pytorch("activations", "z"))
        values, slopes = jax.vmap(jax.value_and_grad(lambda x: activate(name, x, figures)))(z)
    np.testing.assert_allclose(values, reference["y"], rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(slopes, reference["slope"], rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("name", ["tanh", "relu", "selu", "sigmoid"])
def test_gaussian_moments_are_the_references(name: str) -> None:
    nodes = np.linspace(-12, 12, 100_001)
    weights = np.exp(-(nodes**2) / 2)
    weights /= weights.sum()
    with precision("float64"):
        values = np.asarray(jax.jit(function(name))(nodes))
    moments = vectors("activation_gaussian_moments", name)
    assert weights @ values == pytest.approx(moments["mean"], abs=1e-7)
    assert weights @ values**2 == pytest.approx(moments["second_moment"], abs=1e-7)


def test_saturation_is_a_small_slope() -> None:
    z = jnp.array([[0.0, 1.0, 4.0, 5.0, -5.0]])
    assert np.asarray(saturated("sigmoid", z, {})).tolist() == [[False, False, False, True, True]]
    assert np.asarray(saturated("tanh", z, {})).tolist() == [[False, False, True, True, True]]
    # sigmoid' < 0.0125 beyond |z| = 4.356; tanh' < 0.05 beyond 2.178
    edge = jnp.array([[4.35, 4.36]])
    assert np.asarray(saturated("sigmoid", edge, {})).tolist() == [[False, True]]
    edge = jnp.array([[2.17, 2.19]])
    assert np.asarray(saturated("tanh", edge, {})).tolist() == [[False, True]]
    assert saturated("relu", z, {}) is None
    # softsign' = 1 / (1 + |z|)² < 0.05 beyond √20 − 1 = 3.472; hard_tanh is flat beyond 1
    edge = jnp.array([[3.47, 3.48, -3.48]])
    assert np.asarray(saturated("softsign", edge, {})).tolist() == [[False, True, True]]
    edge = jnp.array([[0.99, 1.01, -1.01]])
    assert np.asarray(saturated("hard_tanh", edge, {})).tolist() == [[False, True, True]]
