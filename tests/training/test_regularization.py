import jax
import jax.numpy as jnp
import numpy as np
import pytest

from dynascope.training.regularization import max_norm, penalty
from tests.training.reference import vectors

REFERENCE = vectors("normalisation_clipping_regularisation")
KERNEL = jnp.array([REFERENCE["regularizers"]["w"]])


@pytest.mark.parametrize(
    ("l1", "l2", "value", "gradient"),
    [
        (0.1, 0.0, REFERENCE["regularizers"]["keras_L1_0p1"], [0.1, -0.1, 0.0]),
        (0.0, 0.1, REFERENCE["regularizers"]["keras_L2_0p1"] / 2, [0.3, -0.4, 0.0]),
        (0.1, 0.1, 1.95, [0.4, -0.5, 0.0]),
    ],
)
def test_penalties(l1: float, l2: float, value: float, gradient: list[float]) -> None:
    ours, slope = jax.value_and_grad(lambda w: penalty([w], jnp.float32(l1), jnp.float32(l2)))(KERNEL)
    assert float(ours) == pytest.approx(value, rel=1e-6)
    np.testing.assert_allclose(slope[0], gradient, rtol=1e-6)


def test_max_norm_bounds_the_incoming_weights_of_each_unit() -> None:
    reference = REFERENCE["maxnorm"]
    ours = max_norm(jnp.array([reference["W"]]), jnp.float32(reference["r"]))[0]
    # The reference's library adds 1e-7 to the norm.
    np.testing.assert_allclose(ours, reference["result"], rtol=1e-6)
    stack = jnp.stack([jnp.array(reference["W"]), jnp.zeros((2, 2))])
    np.testing.assert_allclose(max_norm(stack, jnp.float32(3.0))[0], ours, rtol=1e-7)
    assert not np.asarray(max_norm(stack, jnp.float32(3.0))[1]).any()
