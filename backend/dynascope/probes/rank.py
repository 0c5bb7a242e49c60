"""Over how many directions a matrix spreads."""

from __future__ import annotations

import jax.numpy as jnp
from jax import Array
from jaxtyping import Float


def effective_rank(matrix: Float[Array, "*stack rows columns"]) -> Float[Array, "*stack"]:
    """exp H(p) with p the singular values over their sum and H the entropy: between 1 and the rank. NaN for zeros.

    Source: Roy and Vetterli (2007), The effective rank, definition 1.

    >>> round(float(effective_rank(jnp.eye(3))), 4)
    3.0
    """
    # By singular values: the square roots of a Gram matrix's eigenvalues are off by √ε of the largest, and many of them
    # together would count as directions.
    values = jnp.linalg.svd(matrix, compute_uv=False)
    share = values / jnp.sum(values, axis=-1, keepdims=True)
    return jnp.exp(-jnp.sum(jnp.where(share == 0.0, 0.0, share * jnp.log(share)), axis=-1))


def centred(values: Float[Array, "samples *positions units"]) -> Float[Array, "rows units"]:
    """Values as a matrix with a column a unit (of a convolution: a channel, its positions as rows), columns of mean
    0."""
    rows = values.reshape(-1, values.shape[-1])
    return rows - jnp.mean(rows, axis=0)
