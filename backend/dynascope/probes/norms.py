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
    return jnp.sqrt(sum(jnp.sum(jnp.square(leaf)) for leaf in jax.tree.leaves(tree)))


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
