"""Named arrays as the program's stacks: the reverse of `weights.named`."""

from __future__ import annotations

import numpy as np

from dynascope.errors import TrainingError
from dynascope.spec import RunSpec
from dynascope.training.plan import Plan
from dynascope.training.weights import NamedWeights, Stacks


def grouped(spec: RunSpec, plan: Plan, weights: NamedWeights) -> tuple[Stacks, Stacks]:
    """Parameters and moving averages, stacked by group, in the run's precision.

    Raises `TrainingError` that names the array where one is missing or has another shape.
    """
    dtype, groups = np.dtype(spec.precision), list[tuple[dict[str, np.ndarray], dict[str, np.ndarray]]]()
    for group in plan.groups:
        layers = spec.layers[group.first : group.first + group.count]
        shapes = (layers[0].parameters, layers[0].statistics)
        parameters, statistics = (
            {
                name: np.stack([_found(weights, f"{layer.name}.{name}", shape) for layer in layers]).astype(dtype)
                for name, shape in kind.items()
            }
            for kind in shapes
        )
        groups.append((parameters, statistics))
    return tuple(one for one, _ in groups), tuple(other for _, other in groups)


def padded(spec: RunSpec, direction: NamedWeights) -> NamedWeights:
    """A direction with zeros for every array of the network that it does not name."""
    shapes = {
        f"{layer.name}.{name}": shape
        for layer in spec.layers
        for name, shape in (layer.parameters | layer.statistics).items()
    }
    return {name: direction.get(name, np.zeros(shape)) for name, shape in shapes.items()}


def learned(spec: RunSpec) -> tuple[str, ...]:
    """The names of everything that training changes by gradients."""
    return tuple(f"{layer.name}.{name}" for layer in spec.layers if not layer.frozen for name in layer.parameters)


def _found(weights: NamedWeights, name: str, shape: tuple[int, ...]) -> np.ndarray:
    found = weights.get(name)
    if found is None or found.shape != shape:
        there = "nothing" if found is None else f"shape {found.shape}"
        raise TrainingError(f"{name} needs shape {shape}; the weights have {there}")
    return found
