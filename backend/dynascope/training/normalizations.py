"""Normalisations as Flax layers whose figures are traced.

All reduce in the slower, safe way: E[x²] − E[x]² loses the digits of a small variance far from 0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import jax.numpy as jnp
from flax import nnx
from jax import Array
from jaxtyping import Float

from dynascope.training.plan import LayerPlan


@dataclass(frozen=True)
class Normalization:
    """How the module is made, and applied: `apply(module, values, training)`. The module has `scale` and `bias`, and
    `mean` and `var` where `moving`."""

    make: Callable[[LayerPlan, Any, nnx.Rngs], Any]
    apply: Callable[[Any, Array, bool], Array]
    moving: bool


def _batch(plan: LayerPlan, dtype: Any, rngs: nnx.Rngs) -> nnx.BatchNorm:
    return nnx.BatchNorm(plan.units, dtype=dtype, param_dtype=dtype, use_fast_variance=False, rngs=rngs)


def _layer(plan: LayerPlan, dtype: Any, rngs: nnx.Rngs) -> nnx.LayerNorm:
    all_units = tuple(range(-len(plan.value_shape), 0))
    return nnx.LayerNorm(
        plan.units, reduction_axes=all_units, dtype=dtype, param_dtype=dtype, use_fast_variance=False, rngs=rngs
    )


NORMALIZATIONS: dict[str, Normalization] = {
    "batch": Normalization(_batch, lambda norm, x, training: norm(x, use_running_average=not training), moving=True),
    "layer": Normalization(_layer, lambda norm, x, _: norm(x), moving=False),
}


def make(plan: LayerPlan, dtype: Any, rngs: nnx.Rngs) -> Any:
    """The module of a layer's normalisation; None where it has none."""
    return NORMALIZATIONS[plan.normalization.name].make(plan, dtype, rngs) if plan.normalization else None


def normalize(
    plan: LayerPlan, norm: Any, values: Float[Array, "batch *shape"], figures: Mapping[str, Any], training: bool
) -> tuple[Float[Array, "batch *shape"], dict[str, Float[Array, " units"]]]:
    """The normalised values, and the batch's own mean and (biased) variance where moving averages are kept of them.

    A frozen layer normalises as in evaluation: its moving averages stay as they are.
    """
    assert plan.normalization is not None
    rule = NORMALIZATIONS[plan.normalization.name]
    for name, value in figures.items():
        setattr(norm, name, nnx.data(value))
    output = rule.apply(norm, values, training and not plan.frozen)
    return output, batch_moments(values) if rule.moving and training else {}


def batch_moments(values: Float[Array, "batch *positions units"]) -> dict[str, Float[Array, " units"]]:
    """Mean and biased variance of each unit over the batch and all positions."""
    axes = tuple(range(values.ndim - 1))
    mean = jnp.mean(values, axis=axes)
    return {"mean": mean, "variance": jnp.mean(jnp.square(values - mean), axis=axes)}


def moving_averages(plan: LayerPlan, norm: Any) -> dict[str, Array]:
    """The module's moving averages; empty where it keeps none."""
    if plan.normalization is None or not NORMALIZATIONS[plan.normalization.name].moving:
        return {}
    return {"mean": norm.mean[...], "variance": norm.var[...]}
