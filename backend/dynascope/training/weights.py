"""Parameters between the two shapes they have: stacked groups in the program, named layers outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from dynascope.spec import RunSpec
from dynascope.training.initializers import initial_bias, initial_kernel
from dynascope.training.plan import GroupPlan, Plan

NamedWeights = dict[str, np.ndarray]
Stacks = tuple[dict[str, np.ndarray], ...]


def initial_weights(spec: RunSpec, plan: Plan) -> tuple[Stacks, Stacks]:
    """Parameters and moving averages before the first step, stacked by group, in the run's precision.

    Draws are keyed by the layer's name, so they depend on nothing but seed, layer and shape.
    """
    dtype = np.dtype(spec.precision)
    groups = [_group(spec, group, dtype) for group in plan.groups]
    return tuple(parameters for parameters, _ in groups), tuple(statistics for _, statistics in groups)


def _group(
    spec: RunSpec, group: GroupPlan, dtype: np.dtype[Any]
) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    shape, seed = (group.count, group.layer.units), spec.seeds.initial_weights
    parameters = {
        "kernel": np.empty((group.count, group.layer.inputs, group.layer.units), dtype),
        "bias": np.empty(shape, dtype),
    }
    layers = spec.layers[group.first : group.first + group.count]
    for index, layer in enumerate(layers):
        parameters["kernel"][index] = initial_kernel(layer.initializer, seed, layer.name, layer.inputs, layer.units)
        parameters["bias"][index] = initial_bias(layer.initializer, seed, layer.name, layer.units)
    for name in layers[0].activation.learned:
        starts = [getattr(layer.activation, f"initial_{name}") for layer in layers]
        parameters[name] = np.asarray(starts, dtype)
    if group.layer.normalization is None:
        return parameters, {}
    parameters |= {"scale": np.ones(shape, dtype), "shift": np.zeros(shape, dtype)}
    return parameters, {"mean": np.zeros(shape, dtype), "variance": np.ones(shape, dtype)}


def named(
    plan: Plan, names: Sequence[str], parameters: Sequence[Mapping[str, Any]], statistics: Sequence[Mapping[str, Any]]
) -> NamedWeights:
    """Arrays by the names of the weights file: `hidden_1.kernel` (inputs, outputs), `hidden_1.bias`, ..."""
    arrays: NamedWeights = {}
    for index, group in enumerate(plan.groups):
        stacks = {name: np.asarray(stack) for name, stack in (*parameters[index].items(), *statistics[index].items())}
        for offset in range(group.count):
            for name, stack in stacks.items():
                arrays[f"{names[group.first + offset]}.{name}"] = np.array(stack[offset])
    return arrays
