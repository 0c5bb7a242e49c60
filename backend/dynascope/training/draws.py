"""Random draws of a step, keyed by (seed, purpose, step, layer): dropout masks, slopes of randomized activations.

The draws are float32 in either precision, so that both see the same ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import jax
import jax.numpy as jnp
from jax import Array
from jaxtyping import Float, Int, PRNGKeyArray, UInt32

from dynascope.training.plan import Plan

RawKey = UInt32[Array, "2"]


@dataclass(frozen=True)
class Draws:
    """The keys of one step, or of one layer in it; None where the plan draws none."""

    dropout: PRNGKeyArray | None
    slope: PRNGKeyArray | None

    @property
    def any(self) -> bool:
        """Whether there is anything to draw."""
        return self.dropout is not None or self.slope is not None

    def of_layer(self, layer: Int[Array, ""]) -> Draws:
        """The keys of one layer (0 is hidden_1)."""
        return Draws(_folded(self.dropout, layer), _folded(self.slope, layer))


# Evaluation draws nothing.
NO_DRAWS = Draws(None, None)

jax.tree_util.register_dataclass(Draws, ["dropout", "slope"], [])


def draws_of(plan: Plan, dropout_key: RawKey, slope_key: RawKey, step: Int[Array, ""]) -> Draws:
    """The keys of a step."""
    return Draws(
        dropout=_folded(_key(dropout_key), step) if plan.dropout else None,
        slope=_folded(_key(slope_key), step) if plan.random_slopes else None,
    )


def uniform(key: PRNGKeyArray, shape: tuple[int, ...]) -> Float[Array, "..."]:
    """Draws in [0, 1), float32."""
    return jax.random.uniform(key, shape, dtype=jnp.float32)


def _key(raw: RawKey) -> PRNGKeyArray:
    return jax.random.wrap_key_data(raw, impl="threefry2x32")


def _folded(key: PRNGKeyArray | None, number: Int[Array, ""]) -> PRNGKeyArray | None:
    return None if key is None else jax.random.fold_in(key, number)
