"""What adaptive optimizers multiply the gradient by, entry by entry, in the update that follows a step.

The optimizer's state is that after the step's gradient has gone into it. An update is −η D m with m an average of
gradients whose weights sum to 1; where m is corrected for its start, 1 / (1 − β₁ᵗ) is part of D (Cohen et al., 2022,
section 2).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import jax
import jax.numpy as jnp
import optax
from jax import Array

Parameters = Mapping[str, Array]
Tree = Any  # a tree of arrays
Multiplier = Callable[[Tree, Parameters], Tree]


def _get(state: Tree, name: str) -> Any:
    return optax.tree_utils.tree_get(state, name)


def _mean_correction(state: Tree, p: Parameters) -> Array:
    return 1.0 / (1.0 - p["beta_1"] ** _get(state, "count"))


def _second_moment(state: Tree, p: Parameters) -> Tree:
    correction = 1.0 - p["beta_2"] ** _get(state, "count")
    return jax.tree.map(lambda nu: nu / correction, _get(state, "nu"))


def _adagrad(state: Tree, p: Parameters) -> Tree:
    sums = _get(state, "sum_of_squares")
    return jax.tree.map(lambda s: jnp.where(s > 0.0, jax.lax.rsqrt(s + p["epsilon"]), 0.0), sums)


def _rmsprop(state: Tree, p: Parameters) -> Tree:
    return jax.tree.map(lambda nu: jax.lax.rsqrt(nu + p["epsilon"]), _get(state, "nu"))


def _textbook_adam(state: Tree, p: Parameters) -> Tree:
    mean = _mean_correction(state, p)
    return jax.tree.map(lambda s: mean * jax.lax.rsqrt(s + p["epsilon"]), _second_moment(state, p))


def _adam(state: Tree, p: Parameters) -> Tree:
    mean = _mean_correction(state, p)
    return jax.tree.map(lambda s: mean / (jnp.sqrt(s) + p["epsilon"]), _second_moment(state, p))


def _adamax(state: Tree, p: Parameters) -> Tree:
    mean = _mean_correction(state, p)
    return jax.tree.map(lambda u: mean / u, _get(state, "nu"))


def _amsgrad(state: Tree, p: Parameters) -> Tree:
    mean = _mean_correction(state, p)
    return jax.tree.map(lambda v: mean / (jnp.sqrt(v) + p["epsilon"]), _get(state, "nu_max"))


def _radam(state: Tree, p: Parameters) -> Tree:
    # Liu et al. (2020), algorithm 2, with Optax's threshold of 5.
    count, beta = _get(state, "count"), p["beta_2"] ** _get(state, "count")
    most = 2.0 / (1.0 - p["beta_2"]) - 1.0
    length = most - 2.0 * count * beta / (1.0 - beta)
    ratio = (length - 4.0) * (length - 2.0) * most / ((most - 4.0) * (most - 2.0) * length)
    known, mean = length >= 5.0, _mean_correction(state, p)
    factor = jnp.sqrt(jnp.where(known, ratio, 1.0))
    adam = jax.tree.map(lambda s: factor * mean / (jnp.sqrt(s) + p["epsilon"]), _second_moment(state, p))
    return jax.tree.map(lambda d: jnp.where(known, d, mean), adam)


PRECONDITIONERS: dict[tuple[str, str], Multiplier] = {
    ("adagrad", "textbook"): _adagrad,
    ("adagrad", "optax"): _adagrad,
    ("rmsprop", "textbook"): _rmsprop,
    ("rmsprop", "optax"): _rmsprop,
    ("adam", "textbook"): _textbook_adam,
    ("adam", "optax"): _adam,
    ("adamw", "optax"): _adam,
    ("nadam", "optax"): _adam,
    ("adamax", "optax"): _adamax,
    ("amsgrad", "optax"): _amsgrad,
    ("radam", "optax"): _radam,
}
"""The others have none: SGD and its like scale by one number, and what AdaDelta, Lion and Muon do to a gradient is not
a fixed matrix times it."""


def multipliers(name: str, form: str, state: Tree, parameters: Parameters) -> Tree | None:
    """D, shaped as the parameters; None for a rule that has none."""
    rule = PRECONDITIONERS.get((name, form))
    return None if rule is None else rule(state, parameters)
