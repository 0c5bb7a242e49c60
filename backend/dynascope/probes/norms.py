"""L2 norms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import jax
import jax.numpy as jnp
from jax import Array
from jaxtyping import Float


def global_norm(tree: Any) -> Float[Array, ""]:
    """The L2 norm over all leaves of a tree together."""
    return jnp.sqrt(sum(_sum_of_squares(leaf) for leaf in jax.tree.leaves(tree)))


def _sum_of_squares(leaf: Array) -> Float[Array, ""]:
    # First over all axes but the last, then over that: the compiler adds rows as vectors, but a whole array one number
    # after another, which takes longer than reading it. The barrier keeps the two sums apart.
    columns = jnp.sum(jnp.square(leaf), axis=tuple(range(leaf.ndim - 1)))
    return jnp.sum(jax.lax.optimization_barrier(columns))


def kernel_norms(kernels: Sequence[Array]) -> Float[Array, " layers"]:
    """The L2 norm of each layer's kernel, from stacks [count, *fan_in, units]."""
    return jnp.concatenate([jnp.sqrt(jnp.sum(jnp.square(kernel), axis=_all_but_first(kernel))) for kernel in kernels])


def kernel_rms(kernels: Sequence[Array]) -> Float[Array, " layers"]:
    """The root mean square of each layer's kernel, from stacks [count, *fan_in, units]."""
    return jnp.concatenate([jnp.sqrt(jnp.mean(jnp.square(kernel), axis=_all_but_first(kernel))) for kernel in kernels])


def cosine(
    one: Float[Array, "count *fan_in units"], other: Float[Array, "count *fan_in units"]
) -> Float[Array, " count"]:
    """The cosine between two stacks of kernels, layer by layer; NaN where one is all 0."""
    together = jnp.sum(one * other, axis=_all_but_first(one))
    return together / (kernel_norms([one]) * kernel_norms([other]))


def _all_but_first(stack: Array) -> tuple[int, ...]:
    return tuple(range(1, stack.ndim))
