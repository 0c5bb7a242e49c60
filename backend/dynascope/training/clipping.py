"""Gradient clipping, from Optax's own transforms where it has them.

Gradients and parameters are trees whose leaves are stacks [layers, ...], as everywhere in the engine: one tensor is one
entry of a stack.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import jax
import jax.numpy as jnp
import optax
from jax import Array
from jaxtyping import Float

from dynascope.probes.norms import global_norm

Tree = Any  # a tree of arrays
# The clipped gradient, from the gradient, the parameters and the threshold.
Rule = Callable[[Tree, Tree, Array], Tree]


def _value(gradient: Tree, _: Tree, threshold: Array) -> Tree:
    return optax.tree.clip(gradient, -threshold, threshold)


def _norm(gradient: Tree, _: Tree, threshold: Array) -> Tree:
    def of_tensor(tensor: Array) -> Array:
        return tensor * _factor(jnp.sqrt(jnp.sum(jnp.square(tensor))), threshold)

    return jax.tree.map(jax.vmap(of_tensor), gradient)


def _adaptive(gradient: Tree, parameters: Tree, threshold: Array) -> Tree:
    rule = optax.adaptive_grad_clip(threshold)

    def of_layer(gradient: Tree, parameters: Tree) -> Tree:
        return rule.update(gradient, cast("Any", optax.EmptyState()), parameters)[0]

    return jax.tree.map(jax.vmap(of_layer), gradient, parameters)


def _factor(norm: Array, threshold: Array) -> Array:
    return jnp.where(norm > threshold, threshold / norm, jnp.ones_like(norm))


CLIPPINGS: dict[str, Rule] = {"value": _value, "norm": _norm, "adaptive": _adaptive}
# Rules that multiply the whole gradient by one factor of its norm and the threshold.
FACTORS: dict[str, Callable[[Array, Array], Array]] = {"global_norm": _factor}


def clip(
    name: str, gradient: Tree, parameters: Tree, norm: Float[Array, ""], threshold: Float[Array, ""]
) -> tuple[Tree, Float[Array, ""]]:
    """The clipped gradient, and its L2 norm over that of the gradient (1 where nothing was clipped).

    `norm` is the gradient's global L2 norm before clipping. Sources: the catalog's table.
    """
    if name in FACTORS:
        factor = FACTORS[name](norm, threshold)
        return jax.tree.map(lambda leaf: leaf * factor, gradient), factor
    clipped = CLIPPINGS[name](gradient, parameters, threshold)
    same = jnp.stack(jax.tree.leaves(jax.tree.map(jnp.array_equal, clipped, gradient))).all()
    return clipped, jnp.where(same, jnp.ones_like(norm), global_norm(clipped) / norm)
