"""The traced arguments of a program: every number of a spec that does not decide the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import jax
import numpy as np

from dynascope.catalog.optimizers import Optimizer
from dynascope.catalog.schedules import Performance, PiecewiseConstant, Schedule
from dynascope.spec import RunSpec
from dynascope.training.layer import LayerSettings
from dynascope.training.plan import GroupPlan, Plan
from dynascope.training.randomness import device_key

MAX_GRID_ROWS = 100


@dataclass(frozen=True)
class Figures:
    """Scalars and small arrays. Rates and thresholds in the run's precision, steps and cadences int32.

    `optimizer`, `schedule` and `loss` hold parameters by the catalog's names; `layers` has one entry a group, its
    values stacked over the group's layers; `plateau` and `stopping` are empty where their rules are not in use.
    """

    learning_rate: Any
    optimizer: Any
    schedule: Any
    clip_threshold: Any
    plateau: Any
    stopping: Any
    loss: Any
    l1: Any
    l2: Any
    max_norm: Any
    layers: Any
    dropout_key: Any
    slope_key: Any
    steps: Any
    layers_every: Any
    evaluation_every: Any
    distributions_every: Any
    grid_every: Any


jax.tree_util.register_dataclass(Figures, [field.name for field in fields(Figures)], [])


def figures_of(spec: RunSpec, plan: Plan) -> Figures:
    """The figures of a run, as NumPy arrays."""
    dtype = np.dtype(spec.precision)

    def number(value: float | None) -> np.ndarray:
        return np.asarray(0.0 if value is None else value, dtype)

    def whole(value: int) -> np.ndarray:
        return np.asarray(value, np.int32)

    return Figures(
        learning_rate=number(spec.optimizer.learning_rate),
        optimizer=optimizer_figures(spec.optimizer, dtype),
        schedule=schedule_figures(spec.schedule, spec.steps, dtype),
        clip_threshold=number(spec.gradient_clipping.threshold if spec.gradient_clipping else None),
        plateau=plateau_figures(spec, dtype),
        stopping=stopping_figures(spec, dtype),
        loss={name: number(value) for name, value in spec.loss_or_default.parameters.items()},
        l1=number(spec.regularization.l1),
        l2=number(spec.regularization.l2),
        max_norm=number(spec.regularization.max_norm),
        layers=tuple(_layers(spec, group, dtype) for group in plan.groups),
        dropout_key=device_key(spec.seeds.dropout, "dropout"),
        slope_key=device_key(spec.seeds.dropout, "slope"),
        steps=whole(spec.steps),
        layers_every=whole(spec.cadence.layers_every),
        evaluation_every=whole(spec.cadence.evaluation_every),
        distributions_every=whole(spec.cadence.distributions_every),
        grid_every=whole(grid_every(spec)),
    )


def optimizer_figures(optimizer: Optimizer, dtype: np.dtype[Any]) -> dict[str, np.ndarray]:
    """An optimizer's parameters beside its learning rate, as scalars."""
    parameters = optimizer.parameters.items()
    return {name: np.asarray(value, dtype) for name, value in parameters if name not in ("form", "learning_rate")}


def schedule_figures(schedule: Schedule, steps: int, dtype: np.dtype[Any]) -> dict[str, np.ndarray]:
    """A schedule's parameters in a run of so many steps: scalars, and lists for the pieces."""
    if isinstance(schedule, PiecewiseConstant):
        return {
            "boundaries": np.asarray(schedule.boundaries, np.int32),
            "values": np.asarray(schedule.values, dtype),
        }
    return {name: np.asarray(value, dtype) for name, value in schedule.resolved(steps).items()}


def plateau_figures(spec: RunSpec, dtype: np.dtype[Any]) -> dict[str, np.ndarray]:
    """What the rule of a `performance` schedule needs; empty without one."""
    if not isinstance(spec.schedule, Performance):
        return {}
    return _rule_figures(spec.schedule.resolved(spec.steps), dtype)


def stopping_figures(spec: RunSpec, dtype: np.dtype[Any]) -> dict[str, np.ndarray]:
    """What the rule of early stopping needs; empty without it."""
    stopping = spec.early_stopping
    if stopping is None:
        return {}
    numbers = {"patience": stopping.patience, "min_delta": stopping.min_delta, "every": spec.watch.stopping_every}
    return _rule_figures(numbers, dtype)


def _rule_figures(numbers: Mapping[str, Any], dtype: np.dtype[Any]) -> dict[str, np.ndarray]:
    """Counts of steps and measurements int32, all else in the run's precision."""
    counts = frozenset({"patience", "cooldown", "every"})
    return {name: np.asarray(value, np.int32 if name in counts else dtype) for name, value in numbers.items()}


def grid_every(spec: RunSpec) -> int:
    """Steps between drawings of the network over its grid: `evaluation_every`, or the smallest multiple of it that
    gives at most about a hundred rows."""
    every = spec.cadence.evaluation_every
    rows = spec.steps // every
    return every * max(1, -(-rows // MAX_GRID_ROWS))


def _layers(spec: RunSpec, group: GroupPlan, dtype: np.dtype[Any]) -> LayerSettings:
    layers = spec.layers[group.first : group.first + group.count]

    def stacked(values: list[float]) -> np.ndarray:
        return np.asarray(values, dtype)

    return LayerSettings(
        activation={
            name: stacked([layer.activation.parameters[name] for layer in layers])
            for name in group.layer.activation_parameters
        },
        normalization={
            name: stacked([getattr(layer.normalization, name) for layer in layers])
            for name in (group.layer.normalization.parameters if group.layer.normalization else ())
        },
        dropout=stacked([layer.dropout for layer in layers]),
    )
