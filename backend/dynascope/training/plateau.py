"""When a measured error stands still, the learning rate is cut: two rules, each one pure function of one measurement.

The textbook form is Keras's ReduceLROnPlateau, line by line. The library form is Optax's `reduce_on_plateau`, which
wants its factor and tolerance as constants of the program; here they are traced. Tests hold it against the library.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import jax.numpy as jnp
from jax import Array
from jaxtyping import Float, Int

Parameters = Mapping[str, Array]


class Plateau(NamedTuple):
    """What a rule remembers: the factor that the learning rate is at, the best value, how many measurements have been
    no better since, and how many more are left alone after a cut."""

    scale: Float[Array, ""]
    best: Float[Array, ""]
    wait: Int[Array, ""]
    cooldown: Int[Array, ""]


def first_plateau(dtype: str) -> Plateau:
    """Before the first measurement."""
    zero = jnp.zeros((), jnp.int32)
    return Plateau(jnp.ones((), dtype), jnp.full((), jnp.inf, dtype), zero, zero)


def _textbook(state: Plateau, value: Array, parameters: Parameters) -> Plateau:
    # Keras counts the cool-down before it looks, so that its last measurement counts again.
    cooldown = jnp.maximum(state.cooldown - 1, 0)
    wait = jnp.where(state.cooldown > 0, 0, state.wait)
    improved = value < state.best - parameters["min_delta"]
    wait = jnp.where(improved, 0, jnp.where(cooldown > 0, wait, wait + 1))
    cut = ~improved & (cooldown == 0) & (wait >= parameters["patience"])
    return Plateau(
        scale=jnp.where(cut, state.scale * parameters["factor"], state.scale),
        best=jnp.where(improved, value, state.best),
        wait=jnp.where(cut, 0, wait),
        cooldown=jnp.where(cut, parameters["cooldown"], cooldown),
    )


def _library(state: Plateau, value: Array, parameters: Parameters) -> Plateau:
    # min_delta is relative here, and a measurement during the cool-down never counts.
    improved = value < (1.0 - parameters["min_delta"]) * state.best
    wait = jnp.where(improved, 0, state.wait + 1)
    cooling = state.cooldown > 0
    cut = ~cooling & (wait == parameters["patience"])
    return Plateau(
        scale=jnp.where(cut, state.scale * parameters["factor"], state.scale),
        best=jnp.where(improved, value, state.best),
        wait=jnp.where(cooling | cut, 0, wait),
        cooldown=jnp.where(cooling, state.cooldown - 1, jnp.where(cut, parameters["cooldown"], 0)),
    )


PLATEAU_RULES: dict[str, Callable[[Plateau, Array, Parameters], Plateau]] = {"textbook": _textbook, "optax": _library}


def after_measuring(form: str, state: Plateau, value: Float[Array, ""], parameters: Parameters) -> Plateau:
    """The state after one more measurement of an error (lower is better; NaN is no improvement).

    `parameters`: `factor`, `min_delta`, and int32 `patience` and `cooldown` in measurements.
    """
    return PLATEAU_RULES[form](state, value, parameters)
