"""Penalties on kernels, and the max-norm constraint."""

from __future__ import annotations

from collections.abc import Sequence

import jax
import jax.numpy as jnp
from jax import Array
from jaxtyping import Float


def penalty(kernels: Sequence[Array], l1: Float[Array, ""], l2: Float[Array, ""]) -> Float[Array, ""]:
    """λ₁ Σ|w| + (λ₂/2) Σw² over all kernels; biases and normalisation parameters are left alone."""
    # |w| as w sign(w): its gradient is sign(w), 0 at 0, where that of `abs` would push a zero weight away.
    absolute = sum(
        (jnp.sum(kernel * jax.lax.stop_gradient(jnp.sign(kernel))) for kernel in kernels), jnp.zeros_like(l1)
    )
    squared = sum((jnp.sum(jnp.square(kernel)) for kernel in kernels), jnp.zeros_like(l2))
    return l1 * absolute + 0.5 * l2 * squared


def max_norm(
    kernels: Float[Array, "count *fan_in units"], limit: Float[Array, ""]
) -> Float[Array, "count *fan_in units"]:
    """Scales a unit's incoming weights to the norm `limit` where their L2 norm is larger.

    A unit is a unit of a dense layer, or a channel of a convolution.

    >>> max_norm(jnp.array([[[3.0, 0.5], [4.0, 1.0]]]), jnp.array(2.5)).tolist()
    [[[1.5, 0.5], [2.0, 1.0]]]
    """
    norms = jnp.sqrt(jnp.sum(jnp.square(kernels), axis=tuple(range(1, kernels.ndim - 1)), keepdims=True))
    return kernels * jnp.where(norms > limit, limit / norms, jnp.ones_like(norms))
