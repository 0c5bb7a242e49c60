"""Parameters between the two shapes they have: stacked groups in the program, named layers outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from dynascope.errors import TrainingError
from dynascope.spec import LayerSpec, RunSpec
from dynascope.training.initializers import initial_bias, initial_kernel
from dynascope.training.plan import GroupPlan, Plan

NamedWeights = dict[str, np.ndarray]
Stacks = tuple[dict[str, np.ndarray], ...]


def initial_weights(spec: RunSpec, plan: Plan, source: Mapping[str, np.ndarray] | None = None) -> tuple[Stacks, Stacks]:
    """Parameters and moving averages before the first step, stacked by group, in the run's precision.

    Draws are keyed by the layer's name, so they depend on nothing but seed, layer and shape. Layers of a warm start
    come from `source`, by the names of the weights file. Raises `TrainingError` where it is not what the spec names.
    """
    reused = _reused(spec, source)
    groups = [_group(spec, group, reused) for group in plan.groups]
    return tuple(parameters for parameters, _ in groups), tuple(statistics for _, statistics in groups)


def _group(
    spec: RunSpec, group: GroupPlan, reused: Mapping[str, NamedWeights]
) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    layers, dtype = spec.layers[group.first : group.first + group.count], np.dtype(spec.precision)
    drawn = [
        {name: array.astype(dtype) for name, array in (reused.get(layer.name) or _drawn(layer, spec)).items()}
        for layer in layers
    ]
    stacked = {name: np.stack([arrays[name] for arrays in drawn]) for name in drawn[0]}
    return (
        {name: stacked[name] for name in layers[0].parameters},
        {name: stacked[name] for name in layers[0].statistics},
    )


def _drawn(layer: LayerSpec, spec: RunSpec) -> NamedWeights:
    """The arrays of one layer from its own initializer, by the names of the weights file."""
    seed = spec.seeds.initial_weights
    fixed = {"scale": np.ones, "shift": np.zeros, "mean": np.zeros, "variance": np.ones}
    arrays = {
        "kernel": initial_kernel(layer.initializer, seed, layer.name, layer.kernel_shape),
        "bias": initial_bias(layer.initializer, seed, layer.name, layer.units),
    }
    arrays |= {name: np.asarray(getattr(layer.activation, f"initial_{name}")) for name in layer.activation.learned}
    shapes = layer.parameters | layer.statistics
    return arrays | {name: fixed[name](shape) for name, shape in shapes.items() if name in fixed}


def _reused(spec: RunSpec, source: Mapping[str, np.ndarray] | None) -> dict[str, NamedWeights]:
    """The arrays of the layers that a warm start takes, by layer."""
    warm = spec.warm_start
    if warm is None:
        return {}
    if source is None:
        raise TrainingError(f"warm_start: the weights of run {warm.run_id} are needed, and were not handed over")
    reused: dict[str, NamedWeights] = {}
    for layer in spec.layers[: warm.layers]:
        shapes = layer.parameters | layer.statistics
        for name, shape in shapes.items():
            found = source.get(f"{layer.name}.{name}")
            if found is None or found.shape != shape:
                there = "nothing" if found is None else f"shape {found.shape}"
                raise TrainingError(
                    f"warm_start: {layer.name}.{name} needs shape {shape}; run {warm.run_id} has {there}"
                )
        reused[layer.name] = {name: source[f"{layer.name}.{name}"] for name in shapes}
    return reused


def named(
    plan: Plan, names: Sequence[str], parameters: Sequence[Mapping[str, Any]], statistics: Sequence[Mapping[str, Any]]
) -> NamedWeights:
    """Arrays by the names of the weights file: `hidden_1.kernel` (inputs, units), `conv_1.kernel` (side, side, channels
    in, channels out), `hidden_1.bias`, ..."""
    arrays: NamedWeights = {}
    for index, group in enumerate(plan.groups):
        stacks = {name: np.asarray(stack) for name, stack in (*parameters[index].items(), *statistics[index].items())}
        for offset in range(group.count):
            for name, stack in stacks.items():
                arrays[f"{names[group.first + offset]}.{name}"] = np.array(stack[offset])
    return arrays
