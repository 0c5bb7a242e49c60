import jax.numpy as jnp
import numpy as np

from dynascope.probes.decision import decision


def test_a_cell_has_its_class_and_its_probability() -> None:
    chosen, confidence = decision(jnp.log(jnp.array([[0.2, 0.5, 0.3], [0.9, 0.05, 0.05]])))
    assert chosen.tolist() == [1.0, 0.0]
    np.testing.assert_allclose(confidence, [0.5, 0.9], rtol=1e-6)
