"""The arrays that a run reads, in the run's precision."""

from __future__ import annotations

import threading
from collections.abc import Hashable
from dataclasses import dataclass, fields
from typing import Any
from weakref import WeakValueDictionary

import jax
import numpy as np

from dynascope.probes.grid import grid_limits, grid_points
from dynascope.spec import RunSpec
from dynascope.training.datasets import PreparedData, prepare
from dynascope.training.plan import Plan


@dataclass(frozen=True)
class Data:
    """Both splits, the probe set (the first samples of the training split), the grid on which the network is drawn (or
    no cells), and the mean and standard deviation [2, outputs] that give its outputs the target's units."""

    inputs: Any
    targets: Any
    validation_inputs: Any
    validation_targets: Any
    probe: Any
    grid: Any
    units: Any


jax.tree_util.register_dataclass(Data, [field.name for field in fields(Data)], [])


_open: WeakValueDictionary[Hashable, Data] = WeakValueDictionary()
_locks: dict[Hashable, threading.Lock] = {}
_guard = threading.Lock()


def shared_data(spec: RunSpec, plan: Plan) -> Data:
    """The arrays of a run on the device, shared by all open runs that read the same: those of one data set and one
    seed of its split. They go with the last of these runs. Threads that ask at once load once.
    """
    dataset = spec.dataset.model_dump_json()
    key = (dataset, spec.seeds.split, spec.precision, plan.probe_samples, plan.classes)
    with _guard:
        lock = _locks.setdefault(key, threading.Lock())
    with lock:
        data = _open.get(key)
        if data is None:
            data = _open[key] = jax.device_put(data_of(spec, plan, prepare(spec)))
        return data


def data_of(spec: RunSpec, plan: Plan, prepared: PreparedData) -> Data:
    """The arrays of a run, as NumPy arrays."""
    number = np.dtype(spec.precision)

    def targets(values: np.ndarray) -> np.ndarray:
        return values.astype(np.int32 if plan.classes is not None else number)

    train, validation = prepared.train, prepared.validation
    inputs = train.numbers(number)
    grid = np.zeros((0, plan.features))
    if plan.cells:
        grid = grid_points(grid_limits(prepared.inputs))
    return Data(
        inputs=inputs,
        targets=targets(train.targets),
        validation_inputs=validation.numbers(number),
        validation_targets=targets(validation.targets),
        probe=inputs[: plan.probe_samples],
        grid=grid.astype(number),
        units=np.stack([prepared.target_scaling.mean, prepared.target_scaling.deviation]).astype(number),
    )
