import jax.numpy as jnp
import numpy as np

from dynascope.probes import moments
from dynascope.probes.norms import global_norm, kernel_norms, norm_of, sums_of_squares

STACK = np.random.default_rng(2).normal(2.0, 3.0, size=(4, 6, 5)).astype(np.float32)
FLAT = STACK.reshape(4, -1).astype(np.float64)


def test_moments_pool_batch_and_units() -> None:
    values = jnp.asarray(STACK)
    np.testing.assert_allclose(moments.mean(values), FLAT.mean(axis=1), rtol=1e-5)
    np.testing.assert_allclose(moments.standard_deviation(values), FLAT.std(axis=1), rtol=1e-5)
    np.testing.assert_allclose(moments.root_mean_square(values), np.sqrt((FLAT**2).mean(axis=1)), rtol=1e-5)
    np.testing.assert_allclose(moments.share(values > 0, jnp.dtype("float32")), (FLAT > 0).mean(axis=1), rtol=1e-6)


def test_norms() -> None:
    other = jnp.array([[[3.0], [4.0]]])
    np.testing.assert_allclose(
        kernel_norms([jnp.asarray(STACK), other]), [*np.linalg.norm(FLAT, axis=1), 5.0], rtol=1e-6
    )
    np.testing.assert_allclose(sums_of_squares(jnp.asarray(STACK)), (FLAT**2).sum(axis=1), rtol=1e-6)
    assert float(norm_of(sums_of_squares({"a": other, "b": jnp.array([[12.0]])}))) == 13.0
    tree = {"a": jnp.array([3.0]), "b": (jnp.array([[4.0, 0.0]]), jnp.array([12.0]))}
    assert float(global_norm(tree)) == 13.0
