"""Losses: the mean over the samples of a batch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

import jax
import jax.numpy as jnp
import optax
from jax import Array
from jaxtyping import Float, Num

Parameters = Mapping[str, Array]


def _cross_entropy(outputs: Array, targets: Array, _: Parameters) -> Array:
    # With one-hot targets, since picking by index has a scatter for a gradient, which is slow on CPU.
    return optax.softmax_cross_entropy(outputs, jax.nn.one_hot(targets, outputs.shape[-1], dtype=outputs.dtype))


def _squared_error(outputs: Array, targets: Array, _: Parameters) -> Array:
    return jnp.sum(optax.l2_loss(outputs, _values(outputs, targets)), axis=-1)


def _huber(outputs: Array, targets: Array, parameters: Parameters) -> Array:
    delta = cast("Any", parameters["delta"])  # the library's annotation asks for a float
    return jnp.sum(optax.huber_loss(outputs, _values(outputs, targets), delta=delta), axis=-1)


def _values(outputs: Array, targets: Array) -> Array:
    """Targets as values, one-hot for classes."""
    return jax.nn.one_hot(targets, outputs.shape[-1], dtype=outputs.dtype) if targets.ndim == 1 else targets


LOSSES: dict[str, Callable[[Array, Array, Parameters], Array]] = {
    "cross_entropy": _cross_entropy,
    "squared_error": _squared_error,
    "huber": _huber,
}


def mean_loss(
    name: str, outputs: Float[Array, "batch outputs"], targets: Num[Array, "batch ..."], parameters: Parameters
) -> Float[Array, ""]:
    """The mean loss of a batch: `cross_entropy` in nats, `squared_error` as ½‖error‖², `huber` summed over outputs.

    `targets` are classes, int [batch] (one-hot for the last two), or values, float [batch, outputs]; `parameters` are
    the catalog's.
    """
    return jnp.mean(sample_losses(name, outputs, targets, parameters))


def sample_losses(
    name: str, outputs: Float[Array, "batch outputs"], targets: Num[Array, "batch ..."], parameters: Parameters
) -> Float[Array, " batch"]:
    """The loss of each sample of a batch."""
    return LOSSES[name](outputs, targets, parameters)


def accuracy(outputs: Float[Array, "batch outputs"], targets: Num[Array, " batch"]) -> Float[Array, ""]:
    """The fraction of samples whose largest output is their class."""
    return jnp.mean(jnp.argmax(outputs, axis=-1) == targets, dtype=outputs.dtype)
