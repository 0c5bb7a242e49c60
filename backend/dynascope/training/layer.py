"""One hidden or output layer, built from Flax NNX layers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, cast

import jax
import jax.numpy as jnp
from flax import nnx
from jax import Array
from jaxtyping import Float, PRNGKeyArray

from dynascope.catalog.activations import ACTIVATIONS as CATALOG
from dynascope.catalog.activations import Activation
from dynascope.training.activations import ACTIVATIONS, MEAN_DRAW, activate
from dynascope.training.draws import Draws, uniform
from dynascope.training.plan import LayerPlan

Arrays = Mapping[str, Array]

# Where each of our names stands in the Flax module.
PARAMETERS = {"kernel": ("linear", "kernel"), "bias": ("linear", "bias")}
SCALE_AND_SHIFT = {"scale": ("norm", "scale"), "shift": ("norm", "bias")}
STATISTICS = {"mean": ("norm", "mean"), "variance": ("norm", "var")}
# Parameters that belong to activations; `with_learned` hands them over.
LEARNED = frozenset(name for entry in CATALOG.entries for name in cast("type[Activation]", entry.model).learned)


@dataclass(frozen=True)
class LayerSettings:
    """Traced figures of one layer: of its activation, its normalisation, its dropout."""

    activation: Any
    momentum: Any
    epsilon: Any
    dropout: Any


jax.tree_util.register_dataclass(LayerSettings, ["activation", "momentum", "epsilon", "dropout"], [])


class Layer(nnx.Module):
    """Linear, then activation, with batch normalisation on either side of it, then dropout."""

    def __init__(self, plan: LayerPlan, precision: str) -> None:
        dtype, rngs = jnp.dtype(precision), nnx.Rngs(0)
        self.plan = plan
        self.linear = nnx.Linear(plan.inputs, plan.units, dtype=dtype, param_dtype=dtype, rngs=rngs)
        self.norm = _batch_norm(plan, dtype, rngs) if plan.normalization is not None else None

    def __call__(
        self,
        inputs: Float[Array, "batch inputs"],
        perturbation: Float[Array, "batch units"] | None,
        settings: LayerSettings,
        training: bool,
        draws: Draws,
    ) -> tuple[Float[Array, "batch units"], Float[Array, "batch units"]]:
        """The layer's output and its pre-activation, to which `perturbation` (of zeros) is added.

        The gradient with respect to the perturbation is dL/d(pre-activation).
        """
        z = self.linear(inputs)
        if self.plan.normalization == "before_activation":
            z = self._normalize(z, settings, training)
        if perturbation is not None:
            z = z + perturbation
        activation = settings.activation
        if draws.slope is not None and "draw" in activation:
            activation = {**activation, "draw": uniform(draws.slope, z.shape).astype(z.dtype)}
        output = activate(self.plan.activation, z, activation)
        if self.plan.normalization == "after_activation":
            output = self._normalize(output, settings, training)
        if self.plan.dropout and draws.dropout is not None:
            output = drop(output, settings.dropout, draws.dropout)
        return output, z

    def _normalize(self, x: Array, settings: LayerSettings, training: bool) -> Array:
        norm = cast("Any", self.norm)
        norm.momentum, norm.epsilon = nnx.data(settings.momentum), nnx.data(settings.epsilon)
        return norm(x, use_running_average=not training)


def _batch_norm(plan: LayerPlan, dtype: jnp.dtype, rngs: nnx.Rngs) -> nnx.BatchNorm:
    # The slower variance: E[x²] − E[x]² loses the digits of a small variance far from 0.
    return nnx.BatchNorm(plan.units, dtype=dtype, param_dtype=dtype, use_fast_variance=False, rngs=rngs)


def drop(x: Float[Array, "batch units"], rate: Float[Array, ""], key: PRNGKeyArray) -> Float[Array, "batch units"]:
    """Sets each unit to 0 with probability `rate` and scales the others by 1 / (1 − rate).

    Flax's Dropout wants the rate as a constant of the program; here it is traced. Masks of different rates come
    from the same uniform draws, so a smaller rate drops a subset of what a larger one drops.
    """
    kept = uniform(key, x.shape) >= rate.astype(jnp.float32)
    return jnp.where(kept, x / (1.0 - rate), jnp.zeros_like(x))


def with_learned(plan: LayerPlan, settings: LayerSettings, parameters: Arrays) -> LayerSettings:
    """The settings with what the activation learns, and the mean of what it draws (training puts draws in its place).

    Parameters and settings of one layer, or stacked alike.
    """
    own = {name: parameters[name] for name in LEARNED & parameters.keys()}
    if ACTIVATIONS[plan.activation].drawn:
        own["draw"] = jnp.full_like(parameters["bias"][..., 0], MEAN_DRAW)
    return replace(settings, activation={**settings.activation, **own}) if own else settings


def merge_layer(plan: LayerPlan, precision: str, parameters: Arrays, statistics: Arrays) -> Layer:
    """The module that holds the arrays given, named as in PARAMETERS, SCALE_AND_SHIFT and STATISTICS."""
    definition, template = _template(plan, precision)
    pure: dict[str, dict[str, Array]] = {}
    for name, array in (*parameters.items(), *statistics.items()):
        if name in LEARNED:
            continue
        module, attribute = (PARAMETERS | SCALE_AND_SHIFT | STATISTICS)[name]
        pure.setdefault(module, {})[attribute] = array
    state = jax.tree.map(lambda leaf: leaf, template)
    nnx.replace_by_pure_dict(state, cast("Any", pure))
    return nnx.merge(definition, state)


def statistics_of(layer: Layer) -> dict[str, Array]:
    """The moving averages after a pass in training mode; empty without normalisation."""
    if layer.norm is None:
        return {}
    norm = cast("Any", layer.norm)
    return {"mean": norm.mean[...], "variance": norm.var[...]}


@cache
def _template(plan: LayerPlan, precision: str) -> tuple[Any, Any]:
    return nnx.split(nnx.eval_shape(lambda: Layer(plan, precision)))
