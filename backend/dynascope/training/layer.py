"""One layer, hidden or output, dense or convolution, built from Flax NNX layers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple, cast

import jax
import jax.numpy as jnp
from flax import nnx
from jax import Array
from jaxtyping import Float, PRNGKeyArray

from dynascope.catalog.activations import ACTIVATIONS as CATALOG
from dynascope.catalog.activations import Activation
from dynascope.training import normalizations
from dynascope.training.activations import MEAN_DRAW, activate
from dynascope.training.convolution import convolve, pool
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
    """Traced figures of one layer: of its activation and its normalisation, by their names, and of its dropout."""

    activation: Any
    normalization: Any
    dropout: Any


jax.tree_util.register_dataclass(LayerSettings, ["activation", "normalization", "dropout"], [])


class LayerPass(NamedTuple):
    """What a layer hands on, its pre-activation, and the batch's own `mean` and `variance` of each unit where batch
    normalisation took them (else empty)."""

    output: Float[Array, "batch *output_shape"]
    preactivation: Float[Array, "batch *value_shape"]
    moments: dict[str, Float[Array, " units"]]


class Layer(nnx.Module):
    """Linear map, then activation, with a normalisation on either side of it, then pooling, dropout, and the skip."""

    def __init__(self, plan: LayerPlan, precision: str) -> None:
        dtype, rngs = jnp.dtype(precision), nnx.Rngs(0)
        self.plan = plan
        self.linear = _linear(plan, dtype, rngs)
        self.norm = normalizations.make(plan, dtype, rngs)

    def __call__(
        self,
        inputs: Float[Array, "batch *any_shape"],
        perturbation: Float[Array, "batch *value_shape"] | None,
        settings: LayerSettings,
        training: bool,
        draws: Draws,
    ) -> LayerPass:
        """One pass; `perturbation` (of zeros) is added to the pre-activation: the gradient with respect to it is
        dL/d(pre-activation). A dense layer flattens what comes in.
        """
        plan, moments = self.plan, dict[str, Array]()
        position = plan.normalization.position if plan.normalization else None
        x = inputs.reshape(len(inputs), *(plan.input_shape if plan.convolution else plan.kernel_shape[:1]))
        z = self.linear(x)
        if position == "before_activation":
            z, moments = normalizations.normalize(plan, self.norm, z, settings.normalization, training)
        if perturbation is not None:
            z = z + perturbation
        activation = settings.activation
        if draws.slope is not None and "draw" in activation:
            activation = {**activation, "draw": uniform(draws.slope, z.shape).astype(z.dtype)}
        output = activate(plan.activation, z, activation)
        if position == "after_activation":
            output, moments = normalizations.normalize(plan, self.norm, output, settings.normalization, training)
        if plan.convolution is not None and plan.convolution.pooling is not None:
            output = pool(plan.convolution.pooling, output)
        if plan.dropout and draws.dropout is not None:
            output = drop(output, settings.dropout, draws.dropout)
        if plan.residual:
            output = x + output
        return LayerPass(output, z, moments)


def _linear(plan: LayerPlan, dtype: jnp.dtype, rngs: nnx.Rngs) -> nnx.Linear | nnx.Conv:
    if plan.convolution is None:
        return nnx.Linear(*plan.kernel_shape, dtype=dtype, param_dtype=dtype, rngs=rngs)
    return nnx.Conv(
        *plan.kernel_shape[2:],
        kernel_size=plan.kernel_shape[:2],
        strides=plan.convolution.stride,
        padding=plan.convolution.padding.upper(),
        conv_general_dilated=cast("Any", convolve),
        dtype=dtype,
        param_dtype=dtype,
        rngs=rngs,
    )


def drop(x: Float[Array, "batch *shape"], rate: Float[Array, ""], key: PRNGKeyArray) -> Float[Array, "batch *shape"]:
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
    if plan.random_slopes:
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
    """The moving averages after a pass in training mode; empty where there are none."""
    return normalizations.moving_averages(layer.plan, layer.norm)


@cache
def _template(plan: LayerPlan, precision: str) -> tuple[Any, Any]:
    return nnx.split(nnx.eval_shape(lambda: Layer(plan, precision)))
