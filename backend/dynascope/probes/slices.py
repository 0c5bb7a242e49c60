"""Samples a slice at a time: all at once would not fit into memory, or waste it."""

from __future__ import annotations

import jax.numpy as jnp
from jax import Array
from jaxtyping import Bool, Num
from numpy import ndarray

MOST = {True: 512, False: 4096}
"""Samples of a slice that goes through a network, by whether it has convolutions: their patches are many."""


def sliced(values: Num[Array | ndarray, "samples *shape"], size: int) -> Num[Array, "slices size *shape"]:
    """Values in slices of one size; the last one is filled up with the last sample, which has nothing unusual.

    >>> sliced(jnp.arange(5), 2).tolist()
    [[0, 1], [2, 3], [4, 4]]
    """
    filled = jnp.pad(values, ((0, -len(values) % size), *((0, 0),) * (values.ndim - 1)), mode="edge")
    return filled.reshape(-1, size, *values.shape[1:])


def counted(count: int, size: int) -> Bool[Array, "slices size"]:
    """Which samples of the slices are there, and not filled in.

    >>> counted(5, 2).tolist()
    [[True, True], [True, True], [True, False]]
    """
    return (jnp.arange(count + -count % size) < count).reshape(-1, size)
