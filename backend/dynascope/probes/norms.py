"""L2 norms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from jaxtyping import Float

from dynascope.probes.moments import all_but_first

Tree = TypeVar("Tree")


def global_norm(tree: Any) -> Float[Array, ""]:
    """The L2 norm over all leaves of a tree together, none of them a single number."""
    return norm_of(sums_of_squares(tree))


def sums_of_squares(tree: Tree) -> Tree:
    """The sum of squares of each layer's part of each leaf: of a stack [count, ..., units] it is [count].

    First over all axes but the last, then over that: the compiler adds rows as vectors, but a whole array one number
    after another, which takes longer than reading it. The barrier keeps the two sums apart; the second is one for all
    leaves of one width, for a call of a kernel costs about as much as these sums.
    """
    leaves, structure = jax.tree.flatten(tree)
    columns = [_columns(jnp.square(leaf)) for leaf in leaves]
    sums: dict[int, Array] = {}
    for width in sorted({column.shape[1] for column in columns}):
        members = [index for index, column in enumerate(columns) if column.shape[1] == width]
        joined = jax.lax.optimization_barrier(jnp.concatenate([columns[index] for index in members]))
        ends = np.cumsum([len(columns[index]) for index in members])[:-1]
        sums |= zip(members, jnp.split(jnp.sum(joined, axis=1), ends), strict=True)
    return jax.tree.unflatten(structure, [sums[index] for index in range(len(leaves))])


def _columns(stack: Float[Array, "count *fan_in units"]) -> Float[Array, "count units"]:
    return stack[:, None] if stack.ndim == 1 else jnp.sum(stack, axis=tuple(range(1, stack.ndim - 1)))


def norm_of(sums: Any) -> Float[Array, ""]:
    """The L2 norm over all of what was summed."""
    return jnp.sqrt(sum(jnp.sum(leaf) for leaf in jax.tree.leaves(sums)))


def kernel_norms(kernels: Sequence[Array]) -> Float[Array, " layers"]:
    """The L2 norm of each layer's kernel, from stacks [count, *fan_in, units]."""
    return jnp.concatenate([jnp.sqrt(jnp.sum(jnp.square(kernel), axis=all_but_first(kernel))) for kernel in kernels])


def cosine(
    one: Float[Array, "count *fan_in units"], other: Float[Array, "count *fan_in units"]
) -> Float[Array, " count"]:
    """The cosine between two stacks of kernels, layer by layer; NaN where one is all 0."""
    together = jnp.sum(one * other, axis=all_but_first(one))
    return together / (kernel_norms([one]) * kernel_norms([other]))
