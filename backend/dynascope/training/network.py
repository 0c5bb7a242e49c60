"""The network: groups of layers, applied one after another.

Parameters are a tuple with one dictionary a group, `{"kernel": [count, *fan_in, units], "bias": [count, units]}` and,
where a layer has them, `"scale"`, `"shift"` [count, units] and `"slope"` [count]; fan_in is (inputs,) of a dense layer,
(side, side, channels) of a convolution. Statistics likewise, `{"mean", "variance"}` or empty. A group of several layers
is scanned; which layers make a group is said in `plan`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import jax
import jax.numpy as jnp
from jax import Array
from jaxtyping import Float

from dynascope.training.activations import activate
from dynascope.training.draws import NO_DRAWS, Draws, uniform
from dynascope.training.layer import (
    Arrays,
    LayerPass,
    LayerSettings,
    merge_layer,
    statistics_of,
    with_learned,
)
from dynascope.training.plan import GroupPlan, LayerPlan, Plan

Group = TypeVar("Group")
Groups = tuple[Arrays, ...]
Settings = tuple[LayerSettings, ...]
# What to keep of a layer: a function of its structure, its pass and its settings.
Collect = Callable[[LayerPlan, LayerPass, LayerSettings], Any]


def values_only(_: LayerPlan, done: LayerPass, __: LayerSettings) -> tuple[Array, dict[str, Array]]:
    """Keeps the pre-activation of each layer, and the batch's moments."""
    return done.preactivation, done.moments


def nothing(_: LayerPlan, __: LayerPass, ___: LayerSettings) -> None:
    """Keeps nothing."""


def activation_of(
    group: GroupPlan, preactivation: Array, settings: LayerSettings, parameters: Arrays, draws: Draws
) -> Array:
    """f(z) of a group's stacked pre-activations [count, batch, *value_shape], in a step of these draws."""
    own = (-1, *(1,) * (preactivation.ndim - 1))
    activation = with_learned(group.layer, settings, parameters).activation
    per_layer = {name: value.reshape(own) for name, value in activation.items()}
    if draws.slope is not None and "draw" in per_layer:

        def of_layer(number: Array) -> Array:
            return uniform(cast("Any", draws.of_layer(number).slope), preactivation.shape[1:])

        per_layer["draw"] = jax.vmap(of_layer)(layer_numbers(group)).astype(preactivation.dtype)
    return activate(group.layer.activation, preactivation, per_layer)


def layer_numbers(group: GroupPlan) -> Array:
    """The numbers of a group's layers, uint32 [count]; 0 is hidden_1."""
    return jnp.arange(group.first, group.first + group.count, dtype=jnp.uint32)


def forward(
    plan: Plan,
    parameters: Groups,
    statistics: Groups,
    settings: Settings,
    inputs: Float[Array, "batch features"],
    *,
    training: bool,
    collect: Collect,
    perturbations: tuple[Array, ...] | None = None,
    draws: Draws = NO_DRAWS,
) -> tuple[Float[Array, "batch outputs"], tuple[Any, ...], Groups]:
    """Outputs, what `collect` kept of each group (stacked on axis 0), and the moving averages after the pass."""
    x, kept, updated = inputs, list[Any](), list[Arrays]()
    for index, group in enumerate(plan.groups):
        stack = (
            parameters[index],
            statistics[index],
            settings[index],
            perturbations[index] if perturbations is not None else None,
            layer_numbers(group) if draws.any else None,
        )

        def body(x: Array, one: Any, layer_plan: LayerPlan = group.layer) -> tuple[Array, Any]:
            own, averages, figures, perturbation, number = one
            figures = with_learned(layer_plan, figures, own)
            layer = merge_layer(layer_plan, plan.precision, own, averages)
            own_draws = draws if number is None else draws.of_layer(number)
            done = layer(x, perturbation, figures, training, own_draws)
            return done.output, (collect(layer_plan, done, figures), statistics_of(layer))

        if group.count == 1:
            x, out = body(x, jax.tree.map(lambda leaf: leaf[0], stack))
            out = jax.tree.map(lambda leaf: leaf[None], out)
        else:
            x, out = jax.lax.scan(body, x, stack)
        kept.append(out[0])
        updated.append(out[1])
    return x, tuple(kept), tuple(updated)


def no_perturbations(plan: Plan, batch: int) -> tuple[Array, ...]:
    """Zeros that stand where dL/d(pre-activation) is wanted: one [count, batch, *value_shape] a group."""
    return tuple(jnp.zeros((group.count, batch, *group.layer.value_shape), plan.precision) for group in plan.groups)


def learning(plan: Plan, groups: tuple[Group, ...]) -> tuple[Group, ...]:
    """Those of the groups (or of what there is one of for each) that are not frozen: all that an optimizer sees."""
    return tuple(one for one, group in zip(groups, plan.groups, strict=True) if not group.layer.frozen)


def with_frozen(plan: Plan, learned: Groups, others: Groups) -> Groups:
    """All groups: the learning ones from `learned`, the frozen ones from `others`."""
    rest = iter(learned)
    return tuple(one if group.layer.frozen else next(rest) for one, group in zip(others, plan.groups, strict=True))


def kernels(parameters: Groups) -> tuple[Array, ...]:
    """The stacked kernels of all groups."""
    return tuple(group["kernel"] for group in parameters)
