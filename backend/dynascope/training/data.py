"""The arrays that a run reads, in the run's precision."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import jax
import numpy as np

from dynascope.probes.decision import grid_limits, grid_points
from dynascope.spec import RunSpec
from dynascope.training.datasets import PreparedData
from dynascope.training.plan import Plan


@dataclass(frozen=True)
class Data:
    """Both splits, the probe set (the first samples of the training split), and the grid of the plane (or no cells)."""

    inputs: Any
    targets: Any
    validation_inputs: Any
    validation_targets: Any
    probe: Any
    grid: Any


jax.tree_util.register_dataclass(Data, [field.name for field in fields(Data)], [])


def data_of(spec: RunSpec, plan: Plan, prepared: PreparedData) -> Data:
    """The arrays of a run, as NumPy arrays."""
    number = np.dtype(spec.precision)

    def targets(values: np.ndarray) -> np.ndarray:
        return values.astype(np.int32 if plan.classes is not None else number)

    train, validation = prepared.train, prepared.validation
    inputs = train.numbers(number)
    grid = np.zeros((0, plan.features))
    if plan.plane:
        grid = grid_points(grid_limits(prepared.inputs))
    return Data(
        inputs=inputs,
        targets=targets(train.targets),
        validation_inputs=validation.numbers(number),
        validation_targets=targets(validation.targets),
        probe=inputs[: plan.probe_samples],
        grid=grid.astype(number),
    )
