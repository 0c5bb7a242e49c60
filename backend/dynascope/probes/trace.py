"""The trace of a symmetric matrix that is known by its products with vectors.

Hutch++ (Meyer, Musco, Musco and Woodruff, 2021, algorithm 1): the trace on the span of a few products with random
vectors, where the large eigenvalues are, is taken exactly, and Hutchinson's estimator sees what is left. A Hessian has
few large eigenvalues (as many as classes), so this is far closer than Hutchinson's alone at equal cost.
"""

from __future__ import annotations

import jax
import jax.numpy as jnp
from jax import Array
from jaxtyping import Float

from dynascope.probes.eigenvalue import Product

SPANNING = 12
"""Random vectors for the span: a few more than there are classes in most sets."""

PROBING = 10
"""Random vectors for the estimate of the rest."""

Signs = Float[Array, "vectors size"]


def trace(product: Product, spanning: Signs, probing: Signs) -> tuple[Float[Array, ""], Float[Array, ""]]:
    """The estimate and its standard error, from independent random signs ±1 (at least two to probe with).

    >>> signs = jnp.array([[1.0, 1.0], [1.0, -1.0]])
    >>> estimate, error = trace(lambda v: v * jnp.array([3.0, 1.0]), signs, signs)
    >>> round(float(estimate), 5)
    4.0
    """
    spanning = spanning[: probing.shape[1]]  # more would have no directions left
    basis, _ = jnp.linalg.qr(jax.lax.map(product, spanning).T)
    rest = probing - (probing @ basis) @ basis.T
    vectors = jnp.concatenate([basis.T, rest])
    forms = jnp.sum(vectors * jax.lax.map(product, vectors), axis=1)
    estimates = jnp.sum(forms[: len(spanning)]) + forms[len(spanning) :]
    return jnp.mean(estimates), jnp.std(estimates, ddof=1) / len(probing) ** 0.5
