import jax
import jax.numpy as jnp
import numpy as np
import pytest

from dynascope.training.precision import precision
from dynascope.training.regularization import max_norm, penalty
from tests.training.reference import pytorch, vectors

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


@pytest.mark.parametrize("name", ["l1", "l2", "both"])
def test_penalties_are_those_of_pytorch(name: str) -> None:
    reference, case = pytorch("regularizers"), pytorch("regularizers", name)
    with precision("float64"):
        l1, l2 = jnp.asarray(case["l1"], jnp.float64), jnp.asarray(case["l2"], jnp.float64)
        value, slope = jax.value_and_grad(lambda w: penalty([w], l1, l2))(jnp.asarray(reference["kernel"], jnp.float64))
    assert float(value) == pytest.approx(case["penalty"], rel=1e-12)
    np.testing.assert_allclose(slope, case["gradient"], rtol=1e-12)


def test_max_norm_is_that_of_pytorch() -> None:
    reference = pytorch("regularizers")
    with precision("float64"):
        kernel = jnp.asarray(reference["kernel"], jnp.float64)[None]
        ours = max_norm(kernel, jnp.asarray(reference["max_norm"]["limit"], jnp.float64))
    # The library adds 1e-7 to the norm.
    np.testing.assert_allclose(ours[0], reference["max_norm"]["kernel"], rtol=1e-6)


def test_max_norm_bounds_the_incoming_weights_of_each_unit() -> None:
    reference = REFERENCE["maxnorm"]
    ours = max_norm(jnp.array([reference["W"]]), jnp.float32(reference["r"]))[0]
    # The reference's library adds 1e-7 to the norm.
    np.testing.assert_allclose(ours, reference["result"], rtol=1e-6)
    stack = jnp.stack([jnp.array(reference["W"]), jnp.zeros((2, 2))])
    np.testing.assert_allclose(max_norm(stack, jnp.float32(3.0))[0], ours, rtol=1e-7)
    assert not np.asarray(max_norm(stack, jnp.float32(3.0))[1]).any()
