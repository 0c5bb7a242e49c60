"""The rows that a program writes, and how they become a telemetry block.

A chunk of steps writes into buffers of fixed capacity: one row a step of global figures, and rows of layer metrics,
evaluations, distributions and drawings of the network over a grid where these are due. Each kind keeps the steps of
its rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import jax
import numpy as np

from dynascope.spec import RunSpec
from dynascope.telemetry import (
    METRICS,
    QUANTITIES,
    UPDATE_METRICS,
    Block,
    DistributionBlock,
    SeriesBlock,
    layers_of,
    metrics_of,
)
from dynascope.training.plan import Plan

STEP_COLUMNS = (
    "loss/train",
    "loss/penalty",
    "accuracy/train",
    "learning_rate",
    "gradient_norm/global",
    "update_norm/global",
    "gradient_clip_scale",
)
LAYER_COLUMNS = (
    "gradient_norm",
    "gradient_rms",
    "weight_norm",
    "update_norm",
    "update_ratio",
    "backprop_rms",
    "backprop_gain",
    "prelu_slope",
    "preactivation_mean",
    "preactivation_std",
    "preactivation_rms",
    "activation_mean",
    "activation_std",
    "saturated_fraction",
    "normalization_scale_mean",
    "normalization_scale_std",
    "normalization_shift_mean",
    "normalization_shift_std",
    "running_mean_shift",
    "running_variance_ratio",
)
EVALUATION_COLUMNS = ("loss/validation", "accuracy/validation", "loss/train_evaluation_mode")
SIGNAL_COLUMNS = ("signal_std", "signal_correlation", "dead_fraction")
DECISION_COLUMNS = ("decision/class", "decision/confidence")
PREDICTION_COLUMNS = ("prediction/value",)
# Of the program of `training.curvature`, a row at a time.
CURVATURE_COLUMNS = (
    "sharpness",
    "sharpness_residual",
    "preconditioned_sharpness",
    "hessian_trace",
    "hessian_trace_error",
    "gradient_noise_scale",
    "example_gradient_norm/median",
    "example_gradient_norm/max",
)
SPECTRUM_COLUMNS = ("gradient_alignment", "initial_distance", "kernel_effective_rank", "activation_effective_rank")

KINDS = ("step", "layers", "evaluation", "distributions", "grid")


@dataclass(frozen=True)
class Rows:
    """Buffers of one chunk. `steps[kind]` int32 [capacity] are the steps of the rows written so far; `tables[kind]`:

    - `step` [rows, STEP_COLUMNS],
    - `layers` [rows, LAYER_COLUMNS, layers],
    - `evaluation` a pair, [rows, EVALUATION_COLUMNS] and [rows, SIGNAL_COLUMNS, layers],
    - `distributions` one [rows, layers, bins + 1] a quantity, the last column for values that are not finite,
    - `grid` [rows, DECISION_COLUMNS or PREDICTION_COLUMNS, cells].
    """

    steps: Any
    tables: Any


jax.tree_util.register_dataclass(Rows, [field.name for field in fields(Rows)], [])

# About this many numbers of a kind are kept for one chunk.
_ROOM = 1 << 18


def capacities(plan: Plan) -> dict[str, int]:
    """Rows of each kind that a chunk can hold. A chunk ends early where one is full."""
    layers = plan.layer_count
    width = {
        "step": max(plan.batch_size if not plan.full_batch else 0, 64),
        "layers": len(LAYER_COLUMNS) * layers,
        "evaluation": len(SIGNAL_COLUMNS) * layers + len(EVALUATION_COLUMNS),
        "distributions": layers * sum(binning.count + 1 for binning in plan.binnings),
        "grid": max(1, len(_grid_columns(plan.classes)) * plan.cells),
    }
    most = {"step": 4096, "layers": 1024, "evaluation": 256, "distributions": 64, "grid": 16 if plan.cells else 1}
    return {kind: max(1, min(most[kind], _ROOM // width[kind])) for kind in KINDS}


def empty_rows(plan: Plan) -> Rows:
    """Buffers for one chunk, as NumPy arrays."""
    room, layers, dtype = capacities(plan), plan.layer_count, np.dtype(plan.precision)
    return Rows(
        steps={kind: np.zeros(room[kind], np.int32) for kind in KINDS},
        tables={
            "step": np.zeros((room["step"], len(STEP_COLUMNS)), dtype),
            "layers": np.zeros((room["layers"], len(LAYER_COLUMNS), layers), dtype),
            "evaluation": (
                np.zeros((room["evaluation"], len(EVALUATION_COLUMNS)), dtype),
                np.zeros((room["evaluation"], len(SIGNAL_COLUMNS), layers), dtype),
            ),
            "distributions": tuple(
                np.zeros((room["distributions"], layers, binning.count + 1), np.int32) for binning in plan.binnings
            ),
            "grid": np.zeros((room["grid"], len(_grid_columns(plan.classes)), plan.cells), dtype),
        },
    )


def block_of_rows(spec: RunSpec, rows: Rows, made: Mapping[str, int], without_update: int | None) -> Block:
    """The rows made, as a block. `without_update` is the step whose row has no update after it, if it is among them."""
    evaluation, signal = rows.tables["evaluation"]
    tables = (
        ("step", STEP_COLUMNS, rows.tables["step"]),
        ("layers", LAYER_COLUMNS, rows.tables["layers"]),
        ("evaluation", EVALUATION_COLUMNS, evaluation),
        ("evaluation", SIGNAL_COLUMNS, signal),
        ("grid", _grid_columns(spec.task.classes), rows.tables["grid"]),
    )
    promised, series = frozenset(metrics_of(spec)), dict[str, SeriesBlock]()
    for kind, columns, buffer in tables:
        if made[kind]:
            steps = np.array(rows.steps[kind][: made[kind]], np.int64)
            series |= _named(spec, promised, columns, steps, np.array(buffer[: made[kind]]), without_update)
    return Block(series, _distributions(rows, made["distributions"]))


def block_of_curvature(spec: RunSpec, step: int, measured: tuple[Any, Any], *, last: bool) -> Block:
    """A row of curvature, as a block; no update follows the `last`."""
    steps, promised, series = np.array([step], np.int64), frozenset(metrics_of(spec)), dict[str, SeriesBlock]()
    for columns, values in zip((CURVATURE_COLUMNS, SPECTRUM_COLUMNS), measured, strict=True):
        series |= _named(spec, promised, columns, steps, np.array(values)[None], step if last else None)
    return Block(series)


def _grid_columns(classes: int | None) -> tuple[str, ...]:
    return PREDICTION_COLUMNS if classes is None else DECISION_COLUMNS


def _named(
    spec: RunSpec,
    promised: frozenset[str],
    columns: tuple[str, ...],
    steps: np.ndarray,
    values: np.ndarray,
    without_update: int | None,
) -> dict[str, SeriesBlock]:
    """The promised series among `values` [rows, columns, ...]; none that has no rows."""
    blocks = {
        name: _series(spec, name, steps, values[:, index], without_update)
        for index, name in enumerate(columns)
        if name in promised
    }
    return {name: block for name, block in blocks.items() if block.rows}


def _series(spec: RunSpec, name: str, steps: np.ndarray, values: np.ndarray, without_update: int | None) -> SeriesBlock:
    if name in UPDATE_METRICS and without_update is not None and steps[-1] == without_update:
        steps, values = steps[:-1], values[:-1]
    if "layer" in METRICS[name].axes:
        wanted = layers_of(name, spec)
        if len(wanted) < len(spec.layer_names):
            values = values[:, [spec.layer_names.index(layer) for layer in wanted]]
    return SeriesBlock(steps, np.ascontiguousarray(values))


def _distributions(rows: Rows, count: int) -> dict[str, DistributionBlock]:
    if count == 0:
        return {}
    steps = np.array(rows.steps["distributions"][:count], np.int64)
    blocks: dict[str, DistributionBlock] = {}
    for quantity, buffer in zip(QUANTITIES, rows.tables["distributions"], strict=True):
        counts = np.array(buffer[:count])
        blocks[quantity] = DistributionBlock(steps, np.ascontiguousarray(counts[:, :, :-1]), counts[:, :, -1].copy())
    return blocks
