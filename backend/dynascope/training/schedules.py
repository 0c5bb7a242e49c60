"""Learning-rate schedules, evaluated inside the compiled step from traced parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import jax.numpy as jnp
from jax import Array
from jaxtyping import Float, Int

Parameters = Mapping[str, Array]
Rule = Callable[[Array, Array, Parameters], Array]


def _constant(learning_rate: Array, step: Array, _: Parameters) -> Array:
    return jnp.broadcast_to(learning_rate, step.shape)


def _exponential(learning_rate: Array, step: Array, parameters: Parameters) -> Array:
    ten = jnp.asarray(10.0, learning_rate.dtype)
    return learning_rate * ten ** (-step.astype(learning_rate.dtype) / parameters["decay_steps"])


def _piecewise_constant(_: Array, step: Array, parameters: Parameters) -> Array:
    passed = jnp.sum(step >= parameters["boundaries"])
    return parameters["values"][passed]


SCHEDULES: dict[str, Rule] = {
    "constant": _constant,
    "exponential": _exponential,
    "piecewise_constant": _piecewise_constant,
}


def learning_rate_at(
    name: str, learning_rate: Float[Array, ""], step: Int[Array, ""], parameters: Parameters
) -> Float[Array, ""]:
    """η(t). `learning_rate` is the optimizer's own, η₀; parameters as the catalog names them."""
    return SCHEDULES[name](learning_rate, step, parameters)
