import jax
import jax.numpy as jnp
import numpy as np
import pytest

from dynascope.catalog.schedules import SCHEDULES as FAMILY
from dynascope.training.schedules import SCHEDULES, learning_rate_at
from tests.training.reference import vectors


def rates(name: str, learning_rate: float, steps: list[int], **parameters: object) -> np.ndarray:
    figures = {key: jnp.asarray(value) for key, value in parameters.items()}

    def at(step: object) -> object:
        return learning_rate_at(name, np.float32(learning_rate), step, figures)  # type: ignore[arg-type]

    return np.asarray(jax.jit(jax.vmap(at))(np.array(steps, np.int32)))


def test_every_member_of_the_catalog_is_there() -> None:
    assert set(SCHEDULES) == set(FAMILY.names)


def test_constant() -> None:
    np.testing.assert_array_equal(rates("constant", 0.1, [0, 5, 10**8]), np.float32([0.1] * 3))


def test_exponential_is_the_references() -> None:
    reference = vectors("schedules", "exponential")
    ours = rates("exponential", reference["eta0"], reference["t"], decay_steps=np.float32(reference["s"]))
    np.testing.assert_allclose(ours, reference["lr"], rtol=1e-6)


def test_piecewise_constant_switches_at_the_boundary() -> None:
    reference = vectors("schedules", "piecewise")
    boundaries, values = np.array([5, 15], np.int32), np.array([0.01, 0.005, 0.0025], np.float32)
    ours = rates("piecewise_constant", 1.0, reference["t"], boundaries=boundaries, values=values)
    np.testing.assert_allclose(ours, reference["torch_MultiStepLR[5,15]gamma.5"], rtol=1e-6)
    optax_like = np.array([0.01, 0.005, 0.001], np.float32)
    ours = rates("piecewise_constant", 1.0, [4, 5, 6, 14, 15, 16], boundaries=boundaries, values=optax_like)
    assert ours.tolist() == pytest.approx([0.01, 0.005, 0.005, 0.005, 0.001, 0.001])
