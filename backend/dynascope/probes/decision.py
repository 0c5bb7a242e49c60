"""The decision boundary of a network over the plane."""

from __future__ import annotations

import jax
import jax.numpy as jnp
from jax import Array
from jaxtyping import Float


def decision(outputs: Float[Array, "cells classes"]) -> Float[Array, "2 cells"]:
    """The predicted class of each cell, and its probability (softmax of the outputs)."""
    probability = jax.nn.softmax(outputs, axis=-1)
    chosen = jnp.argmax(outputs, axis=-1).astype(outputs.dtype)
    return jnp.stack([chosen, jnp.max(probability, axis=-1)])
