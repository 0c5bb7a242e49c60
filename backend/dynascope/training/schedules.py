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


def _power(learning_rate: Array, step: Array, parameters: Parameters) -> Array:
    t = step.astype(learning_rate.dtype)
    return learning_rate * (1.0 + t / parameters["decay_steps"]) ** -parameters["exponent"]


def _linear(learning_rate: Array, step: Array, parameters: Parameters) -> Array:
    return learning_rate * (1.0 - (1.0 - parameters["final_fraction"]) * _share(step, 0.0, parameters["decay_steps"]))


def _cosine(learning_rate: Array, step: Array, parameters: Parameters) -> Array:
    share = _share(step, 0.0, parameters["decay_steps"])
    return learning_rate * _along_cosine(1.0, parameters["final_fraction"], share)


def _warmup_cosine(learning_rate: Array, step: Array, parameters: Parameters) -> Array:
    warmup, first = parameters["warmup_steps"], parameters["initial_fraction"]
    rising = first + (1.0 - first) * _share(step, 0.0, warmup)
    falling = _along_cosine(1.0, parameters["final_fraction"], _share(step, warmup, parameters["decay_steps"]))
    return learning_rate * jnp.where(step < warmup, rising, falling)


def _one_cycle(learning_rate: Array, step: Array, parameters: Parameters) -> Array:
    length, start = parameters["cycle_steps"], 1.0 / parameters["start_division"]
    top = jnp.floor(parameters["peak_fraction"] * length)
    rising = _along_cosine(start, 1.0, _share(step, 0.0, top))
    falling = _along_cosine(1.0, start / parameters["end_division"], _share(step, top, length))
    return learning_rate * jnp.where(step < top, rising, falling)


def _range_test(_: Array, step: Array, parameters: Parameters) -> Array:
    minimum, maximum = parameters["minimum"], parameters["maximum"]
    return minimum * (maximum / minimum) ** _share(step, 0.0, parameters["steps"])


def _share(step: Array, start: Array | float, end: Array) -> Array:
    """How much of the way from `start` to `end` has been gone at a step, 0 to 1."""
    return jnp.clip((step.astype(end.dtype) - start) / jnp.maximum(end - start, 1.0), 0.0, 1.0)


def _along_cosine(first: Array | float, last: Array | float, share: Array) -> Array:
    """From `first` to `last` along half a period of a cosine."""
    return last + 0.5 * (first - last) * (1.0 + jnp.cos(jnp.pi * share))


def _performance(learning_rate: Array, _: Array, parameters: Parameters) -> Array:
    # The scale is what `plateau` has come to.
    return learning_rate * parameters["scale"]


SCHEDULES: dict[str, Rule] = {
    "constant": _constant,
    "exponential": _exponential,
    "piecewise_constant": _piecewise_constant,
    "power": _power,
    "performance": _performance,
    "linear": _linear,
    "cosine": _cosine,
    "warmup_cosine": _warmup_cosine,
    "one_cycle": _one_cycle,
    "range_test": _range_test,
}


def learning_rate_at(
    name: str, learning_rate: Float[Array, ""], step: Int[Array, ""], parameters: Parameters
) -> Float[Array, ""]:
    """η(t). `learning_rate` is the optimizer's own, η₀; parameters as the catalog resolves them for a run."""
    return SCHEDULES[name](learning_rate, step, parameters)
