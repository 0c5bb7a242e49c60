"""Early stopping: a pure function of one measurement.

Source: Prechelt (1998), Early stopping - but when?; counted as Keras's EarlyStopping does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import jax.numpy as jnp
from jax import Array
from jaxtyping import Bool, Float, Int

Parameters = Mapping[str, Array]

# The factor that makes a metric an error: lower is better.
DIRECTION = {"loss/validation": 1.0, "accuracy/validation": -1.0}


class Stopping(NamedTuple):
    """The best error so far, the step it was measured at, and how many measurements since were no better.

    `best_step` is −1 before the first measurement.
    """

    best: Float[Array, ""]
    best_step: Int[Array, ""]
    wait: Int[Array, ""]


def first_stopping(dtype: str) -> Stopping:
    """Before the first measurement."""
    return Stopping(jnp.full((), jnp.inf, dtype), jnp.full((), -1, jnp.int32), jnp.zeros((), jnp.int32))


def after_measuring(
    state: Stopping, step: Int[Array, ""], error: Float[Array, ""], parameters: Parameters
) -> tuple[Stopping, Bool[Array, ""], Bool[Array, ""]]:
    """The state after one more measurement, whether it is the best so far, and whether to stop.

    Better means lower by more than `min_delta`; the first is the best whatever it is, also NaN (which no other time is
    an improvement). Stops at the `patience`-th measurement in a row that is no better.
    """
    improved = error < state.best - parameters["min_delta"]
    best = improved | (state.best_step < 0)
    wait = jnp.where(best, 0, state.wait + 1)
    after = Stopping(
        best=jnp.where(improved, error, state.best), best_step=jnp.where(best, step, state.best_step), wait=wait
    )
    return after, best, wait >= parameters["patience"]
