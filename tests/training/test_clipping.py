from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from dynascope.catalog.clippings import CLIPPINGS as FAMILY
from dynascope.probes.norms import global_norm
from dynascope.training.clipping import CLIPPINGS, FACTORS, clip
from dynascope.training.precision import precision
from tests.training.reference import pytorch, vectors

REFERENCE = vectors("normalisation_clipping_regularisation", "clipping")
# Each tensor is a stack of one layer, as in the engine.
GRADIENT = {name: np.array(value)[None] for name, value in REFERENCE["grads"].items()}
ONES = {name: np.ones_like(value) for name, value in GRADIENT.items()}


def clipped(name: str, gradient: dict[str, Any], threshold: float, parameters: dict[str, Any] | None = None) -> Any:
    """In float64, traced; without the axis of layers."""
    with precision("float64"):
        one, scale = jax.jit(lambda g, p, t: clip(name, g, p, global_norm(g), t))(
            gradient, parameters or ONES, threshold
        )
        return {key: np.asarray(value)[0] for key, value in one.items()}, float(scale)


def test_every_member_of_the_catalog_is_there() -> None:
    assert CLIPPINGS.keys() | FACTORS.keys() == set(FAMILY.names)


def test_the_norm_is_the_references() -> None:
    with precision("float64"):
        assert float(global_norm(GRADIENT)) == pytest.approx(REFERENCE["global_norm"])


@pytest.mark.parametrize(
    ("name", "threshold", "reference"),
    [
        ("value", 5.0, "by_value_5"),
        ("norm", 6.5, "keras_clipnorm_6.5_per_tensor"),
        ("global_norm", 6.5, "by_global_norm_6p5"),
        ("adaptive", 0.01, "agc_0p01"),
    ],
)
def test_gradients_are_the_references(name: str, threshold: float, reference: str) -> None:
    ours, scale = clipped(name, GRADIENT, threshold)
    for key, value in ours.items():
        np.testing.assert_allclose(value, REFERENCE[reference][key], rtol=1e-9, atol=1e-12)
    after = np.sqrt(sum((np.array(REFERENCE[reference][key]) ** 2).sum() for key in ours))
    assert scale == pytest.approx(after / REFERENCE["global_norm"], rel=1e-9), "the ratio of the norms"


@pytest.mark.parametrize("name", ["value", "norm", "global_norm"])
def test_gradients_are_those_of_pytorch(name: str) -> None:
    reference = pytorch("clipping")
    gradient = {key: np.array(value)[None] for key, value in reference["gradient"].items()}
    ours, _ = clipped(name, gradient, reference[name]["threshold"], gradient)
    for key, value in ours.items():
        # The library adds 1e-6 to the norm.
        np.testing.assert_allclose(value, reference[name]["clipped"][key], rtol=1e-6)


@pytest.mark.parametrize("name", FAMILY.names)
def test_a_small_gradient_is_left_alone(name: str) -> None:
    single = {key: jnp.asarray(value, jnp.float32) for key, value in GRADIENT.items()}
    ones = {key: jnp.asarray(value, jnp.float32) for key, value in ONES.items()}
    ours, scale = clip(name, single, ones, global_norm(single), jnp.float32(13.5))
    assert float(scale) == 1.0
    jax.tree.map(np.testing.assert_array_equal, ours, single)


def test_units_are_clipped_by_their_own_weights() -> None:
    """A convolution's kernel [height, width, inputs, outputs] has a unit an output, a bias is one unit."""
    random = np.random.default_rng(0)
    gradient = {"kernel": random.normal(size=(1, 3, 3, 2, 4)), "bias": random.normal(size=(1, 4))}
    weights = {"kernel": random.normal(size=(1, 3, 3, 2, 4)), "bias": np.zeros((1, 4))}
    weights["kernel"][..., 2] = 0.0
    ours, _ = clipped("adaptive", gradient, 0.1, weights)
    for unit in range(4):
        own = max(float(np.linalg.norm(weights["kernel"][..., unit])), 1e-3)
        assert np.linalg.norm(ours["kernel"][..., unit]) == pytest.approx(0.1 * own, rel=1e-9)
    assert np.linalg.norm(ours["bias"]) == pytest.approx(0.1 * 1e-3, rel=1e-9)


@pytest.mark.parametrize("name", ["norm", "adaptive"])
def test_layers_of_a_stack_are_tensors_of_their_own(name: str) -> None:
    random = np.random.default_rng(1)
    gradient = {"kernel": random.normal(size=(2, 3, 4)) * np.array([1.0, 100.0])[:, None, None]}
    weights = {"kernel": random.normal(size=(2, 3, 4))}
    with precision("float64"):
        both, _ = clip(name, gradient, weights, global_norm(gradient), jnp.asarray(0.5))
    for layer in (0, 1):
        alone = {"kernel": gradient["kernel"][layer : layer + 1]}
        ours, _ = clipped(name, alone, 0.5, {"kernel": weights["kernel"][layer : layer + 1]})
        np.testing.assert_allclose(np.asarray(both["kernel"])[layer], ours["kernel"], rtol=1e-12)


def test_a_gradient_of_zeros_is_no_division_by_zero() -> None:
    zeros = {key: np.zeros_like(value) for key, value in GRADIENT.items()}
    for name in FAMILY.names:
        ours, scale = clipped(name, zeros, 1.0)
        assert scale == 1.0
        assert not any(value.any() for value in ours.values())
