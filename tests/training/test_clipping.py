import jax
import jax.numpy as jnp
import numpy as np
import pytest

from dynascope.catalog.clippings import CLIPPINGS as FAMILY
from dynascope.probes.norms import global_norm
from dynascope.training.clipping import CLIPPINGS, clip
from tests.training.reference import vectors

REFERENCE = vectors("normalisation_clipping_regularisation", "clipping")
GRADIENT = jax.tree.map(jnp.asarray, {name: np.array(value) for name, value in REFERENCE["grads"].items()})


def test_every_member_of_the_catalog_is_there() -> None:
    assert set(CLIPPINGS) == set(FAMILY.names)


def test_the_norm_is_the_references() -> None:
    assert float(global_norm(GRADIENT)) == pytest.approx(REFERENCE["global_norm"])


def test_a_large_gradient_is_scaled_to_the_threshold() -> None:
    clipped, scale = clip("global_norm", GRADIENT, global_norm(GRADIENT), jnp.float32(6.5))
    assert float(scale) == pytest.approx(0.5)
    for name, value in REFERENCE["by_global_norm_6p5"].items():
        np.testing.assert_allclose(clipped[name], value, rtol=1e-6)


def test_a_small_gradient_is_left_alone() -> None:
    clipped, scale = clip("global_norm", GRADIENT, global_norm(GRADIENT), jnp.float32(13.5))
    assert float(scale) == 1.0
    jax.tree.map(np.testing.assert_array_equal, clipped, GRADIENT)
