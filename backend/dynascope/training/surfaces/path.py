"""The path of one optimizer, step by step, with the rule that training uses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

import jax
import jax.numpy as jnp
from jax import Array
from jaxtyping import Float

from dynascope.training.optimizers import gradient_point, transformation
from dynascope.training.schedules import learning_rate_at
from dynascope.training.surfaces.functions import Function


@dataclass(frozen=True)
class PathFigures:
    """The traced arguments of a path: every number that does not decide the program.

    `surface`, `optimizer` and `schedule` hold parameters by the catalog's names; `noise` [room, 2] is added to the
    gradient of each step; `steps` int32 is at most `room`.
    """

    start: Any
    surface: Any
    learning_rate: Any
    optimizer: Any
    schedule: Any
    noise: Any
    steps: Any


jax.tree_util.register_dataclass(PathFigures, [field.name for field in fields(PathFigures)], [])

Carry = tuple[Array, Array, Any, Array]


def path_of(function: Function, optimizer: str, form: str, schedule: str) -> Callable[[PathFigures], Array]:
    """The function to compile: θ₀ ... θ_steps in the first rows of [room + 1, 2], NaN in those not reached."""

    def path(figures: PathFigures) -> Float[Array, "rows 2"]:
        gradient = jax.grad(function)

        def rule_at(t: Array) -> Any:
            rate = learning_rate_at(schedule, figures.learning_rate, t, figures.schedule)
            return transformation(optimizer, form, rate, figures.optimizer)

        def step(carry: Carry) -> Carry:
            t, theta, state, rows = carry
            point = gradient_point(optimizer, form, theta, state, figures.optimizer)
            update, state = rule_at(t).update(gradient(point, figures.surface) + figures.noise[t], state, theta)
            theta = theta + jnp.asarray(update)
            return t + 1, theta, state, rows.at[t + 1].set(theta)

        def more(carry: Carry) -> Array:
            t, theta, _, _ = carry
            return (t < figures.steps) & jnp.isfinite(theta).all()

        first = jnp.zeros((), jnp.int32)
        rows = jnp.full((len(figures.noise) + 1, 2), jnp.nan, figures.start.dtype).at[0].set(figures.start)
        carry = (first, figures.start, rule_at(first).init(figures.start), rows)
        return jax.lax.while_loop(more, step, carry)[3]

    return path


def field_of(function: Function) -> Callable[[Array, Any], tuple[Array, Array]]:
    """The function to compile that gives the height and the gradient's norm at many points [n, 2]."""

    def at(point: Array, parameters: Any) -> tuple[Array, Array]:
        height, gradient = jax.value_and_grad(function)(point, parameters)
        return height, jnp.sqrt(jnp.sum(gradient**2))

    return jax.vmap(at, in_axes=(0, None))
