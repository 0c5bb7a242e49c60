"""Losses: the mean over the samples of a batch."""

from __future__ import annotations

from collections.abc import Callable

import jax
import jax.numpy as jnp
import optax
from jax import Array
from jaxtyping import Float, Num


def _cross_entropy(outputs: Array, targets: Array) -> Array:
    # With one-hot targets, since picking by index has a scatter for a gradient, which is slow on CPU.
    return optax.softmax_cross_entropy(outputs, jax.nn.one_hot(targets, outputs.shape[-1], dtype=outputs.dtype))


def _squared_error(outputs: Array, targets: Array) -> Array:
    if targets.ndim == 1:  # classes
        targets = jax.nn.one_hot(targets, outputs.shape[-1], dtype=outputs.dtype)
    return jnp.sum(optax.l2_loss(outputs, targets), axis=-1)


LOSSES: dict[str, Callable[[Array, Array], Array]] = {
    "cross_entropy": _cross_entropy,
    "squared_error": _squared_error,
}


def mean_loss(name: str, outputs: Float[Array, "batch outputs"], targets: Num[Array, "batch ..."]) -> Float[Array, ""]:
    """The mean loss of a batch: `cross_entropy` in nats, `squared_error` as ½‖error‖² (one-hot for classes).

    `targets` are classes, int [batch], or values, float [batch, outputs].
    """
    return jnp.mean(LOSSES[name](outputs, targets))


def accuracy(outputs: Float[Array, "batch outputs"], targets: Num[Array, " batch"]) -> Float[Array, ""]:
    """The fraction of samples whose largest output is their class."""
    return jnp.mean(jnp.argmax(outputs, axis=-1) == targets, dtype=outputs.dtype)
