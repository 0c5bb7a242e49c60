"""Gradient clipping."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
from jax import Array
from jaxtyping import Float

Gradient = Any  # a tree of arrays


def _global_norm(gradient: Gradient, norm: Array, threshold: Array) -> tuple[Gradient, Array]:
    scale = jnp.where(norm > threshold, threshold / norm, jnp.ones_like(norm))
    return jax.tree.map(lambda leaf: leaf * scale, gradient), scale


CLIPPINGS: dict[str, Callable[[Gradient, Array, Array], tuple[Gradient, Array]]] = {"global_norm": _global_norm}


def clip(
    name: str, gradient: Gradient, norm: Float[Array, ""], threshold: Float[Array, ""]
) -> tuple[Gradient, Float[Array, ""]]:
    """The clipped gradient and the factor that was applied (1 where nothing was clipped).

    `norm` is the gradient's global L2 norm before clipping. Source: Pascanu, Mikolov and Bengio (2013).
    """
    return CLIPPINGS[name](gradient, norm, threshold)
