import jax.numpy as jnp

from dynascope.probes.prediction import prediction


def test_outputs_get_the_units_of_the_target() -> None:
    outputs = jnp.array([[0.0], [1.0], [-2.0]])
    assert prediction(outputs, jnp.array([[150.0], [10.0]])).tolist() == [[150.0, 160.0, 130.0]]
