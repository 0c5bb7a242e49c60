"""Moments of a layer's values over batch and units (of a convolution: positions and channels) pooled."""

from __future__ import annotations

import jax.numpy as jnp
from jax import Array
from jaxtyping import Bool, Float


def mean(values: Float[Array, "count batch *shape"]) -> Float[Array, " count"]:
    """The mean over batch and units."""
    return jnp.mean(values, axis=all_but_first(values))


def standard_deviation(values: Float[Array, "count batch *shape"]) -> Float[Array, " count"]:
    """The standard deviation over batch and units pooled (Glorot and Bengio, 2010)."""
    return jnp.std(values, axis=all_but_first(values))


def root_mean_square(values: Float[Array, "count batch *shape"]) -> Float[Array, " count"]:
    """The root mean square over batch and units; its square is the q of mean-field theory (Poole et al., 2016)."""
    return jnp.sqrt(jnp.mean(jnp.square(values), axis=all_but_first(values)))


def share(mask: Bool[Array, "count batch *shape"], dtype: jnp.dtype) -> Float[Array, " count"]:
    """The share of values for which the mask holds."""
    return jnp.mean(mask, axis=all_but_first(mask), dtype=dtype)


def all_but_first(stack: Array) -> tuple[int, ...]:
    """The axes of one layer's values in a stack of layers."""
    return tuple(range(1, stack.ndim))
