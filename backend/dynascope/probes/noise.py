"""How much the gradients of single examples differ: exact, over all examples given, a block of them at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
from jax import Array
from jaxtyping import Float

from dynascope.probes.slices import counted, sliced

BLOCK_NUMBERS = 1 << 22
"""A block of gradients holds about this many numbers."""

MOST_EXAMPLES = 64


class GradientNoise(NamedTuple):
    """`norms` of the examples' gradients, and their simple noise scale."""

    norms: Float[Array, " examples"]
    scale: Float[Array, ""]


def gradient_noise(gradient: Callable[[Any], Float[Array, " size"]], examples: Any, size: int) -> GradientNoise:
    """From the gradient [size] of one example; the leaves of `examples` are [examples, ...].

    The simple noise scale is tr Σ / |G|², with G the mean and Σ the covariance of the examples' gradients (McCandlish
    et al., 2018, An empirical model of large-batch training, equation 2.9): the batch size at which the noise of a
    batch's gradient is as large as the gradient. Of a single example there is none: NaN.
    """
    count = len(jax.tree.leaves(examples)[0])
    block = max(1, min(BLOCK_NUMBERS // size, MOST_EXAMPLES, count))
    blocks = jax.tree.map(lambda leaf: sliced(leaf, block), examples)

    def add(total: Array, one: Any) -> tuple[Array, Array]:
        part, weight = one
        gradients = jax.vmap(gradient)(part)
        return total + weight.astype(total.dtype) @ gradients, jnp.sum(jnp.square(gradients), axis=1)

    shape = jax.eval_shape(gradient, jax.tree.map(lambda leaf: leaf[0], examples))
    total, squares = jax.lax.scan(add, jnp.zeros(size, shape.dtype), (blocks, counted(count, block)))
    squares = squares.reshape(-1)[:count]
    signal = jnp.sum(jnp.square(total / count))
    scale = jnp.mean(squares) / signal - 1.0 if count > 1 else jnp.full((), jnp.nan, signal.dtype)
    return GradientNoise(jnp.sqrt(squares), scale)
