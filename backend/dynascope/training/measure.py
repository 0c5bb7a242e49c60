"""Rows of telemetry from what a step has at hand, in the order of the columns of `rows`."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from jaxtyping import Float, Int, Num
from numpy import ndarray

from dynascope.probes import moments, normalization
from dynascope.probes.decision import decision
from dynascope.probes.histogram import histogram
from dynascope.probes.norms import kernel_norms, norm_of, sums_of_squares
from dynascope.probes.prediction import prediction
from dynascope.probes.signal import dead_fraction, signal_correlation, signal_std
from dynascope.probes.slices import MOST, sliced
from dynascope.training.activations import activate, saturated
from dynascope.training.data import Data
from dynascope.training.descent import Change, Pass
from dynascope.training.figures import Figures
from dynascope.training.layer import Arrays, LayerPass, LayerSettings
from dynascope.training.losses import accuracy, mean_loss
from dynascope.training.network import Collect, Groups, activation_of, forward, kernels, nothing
from dynascope.training.plan import GroupPlan, LayerPlan, Plan
from dynascope.training.stacks import stacked, together


class Squares(NamedTuple):
    """Sums of squares by layer [count]: of the gradient before clipping (of frozen layers, too), and of the change."""

    gradient: Groups
    change: Groups


def squares_of(done: Pass, change: Change) -> Squares:
    """Those of a step."""
    return sums_of_squares(Squares(done.gradient, change.change))


def step_row(
    plan: Plan, done: Pass, change: Change, squares: Squares, targets: Num[Array, "batch ..."]
) -> Float[Array, " columns"]:
    """STEP_COLUMNS."""
    correct = accuracy(done.outputs, targets) if plan.classes is not None else jnp.zeros_like(done.loss)
    return jnp.stack(
        [
            done.loss,
            done.penalty,
            correct,
            change.learning_rate,
            norm_of(squares.gradient),
            norm_of(squares.change),
            change.clip_scale,
        ]
    )


def layer_row(
    plan: Plan, parameters: Groups, statistics: Groups, done: Pass, squares: Squares, figures: Figures
) -> Float[Array, "columns layers"]:
    """LAYER_COLUMNS, on the batch of the step."""
    statistics = stacked(plan.groups, statistics)
    plan, parameters, done, figures = _in_stacks(plan, parameters, done, figures)
    gradient_norm, update_norm = (jnp.sqrt(jnp.concatenate(kernels(one))) for one in squares)
    weight_norm = kernel_norms(kernels(parameters))
    backprop = jnp.concatenate([moments.root_mean_square(delta) for delta in done.backprop]) * plan.batch_size
    groups = zip(plan.groups, done.preactivations, _activations(plan, done, figures), figures.layers, strict=True)
    values = jnp.concatenate([_value_rows(*group) for group in groups], axis=1)
    own = jnp.stack(
        [
            gradient_norm,
            gradient_norm / _root_sizes(plan),
            weight_norm,
            update_norm,
            update_norm / weight_norm,
            backprop,
            backprop / jnp.concatenate([backprop[1:], jnp.full((1,), jnp.nan, backprop.dtype)]),
            _slopes(plan, parameters),
        ]
    )
    norms = zip(plan.groups, parameters, statistics, done.moments, figures.layers, strict=True)
    normalized = jnp.concatenate([_normalization_rows(plan, *group) for group in norms], axis=1)
    return jnp.concatenate([own, values, normalized])


def _in_stacks(plan: Plan, parameters: Groups, done: Pass, figures: Figures) -> tuple[Plan, Groups, Pass, Figures]:
    """All of these with layers of one structure in one stack."""
    names = ("point", "preactivations", "moments", "backprop", "gradient")
    done = replace(done, **{name: stacked(plan.groups, getattr(done, name)) for name in names})
    figures = replace(figures, layers=stacked(plan.groups, figures.layers))
    return together(plan), stacked(plan.groups, parameters), done, figures


def _activations(plan: Plan, done: Pass, figures: Figures) -> list[Array]:
    groups = zip(plan.groups, done.preactivations, figures.layers, done.point, strict=True)
    return [activation_of(*group, done.draws) for group in groups]


def _slopes(plan: Plan, parameters: Groups) -> Float[Array, " layers"]:
    none = [jnp.full(group.count, jnp.nan, plan.precision) for group in plan.groups]
    return jnp.concatenate([group.get("slope", other) for group, other in zip(parameters, none, strict=True)])


def _root_sizes(plan: Plan) -> Float[ndarray, " layers"]:
    """√n of each kernel's n entries."""
    sizes = [math.prod(group.layer.kernel_shape) for group in plan.groups for _ in range(group.count)]
    return np.sqrt(sizes).astype(plan.precision)


def _value_rows(
    group: GroupPlan, z: Array, activation: Array, settings: LayerSettings
) -> Float[Array, "columns count"]:
    mask = saturated(group.layer.activation, z, settings.activation)
    return jnp.stack(
        [
            moments.mean(z),
            moments.standard_deviation(z),
            moments.root_mean_square(z),
            moments.mean(activation),
            moments.standard_deviation(activation),
            moments.share(mask, z.dtype) if mask is not None else jnp.zeros(group.count, z.dtype),
        ]
    )


def _normalization_rows(
    plan: Plan, group: GroupPlan, own: Arrays, averages: Arrays, batch: Arrays, settings: LayerSettings
) -> Float[Array, "columns count"]:
    """Of γ and β, and of the batch's statistics against the moving averages of the row; NaN where a layer has none."""
    rows = [jnp.full(group.count, jnp.nan, plan.precision)] * 6
    if "scale" in own:
        rows[:4] = [*normalization.over_units(own["scale"]), *normalization.over_units(own["shift"])]
    if averages:
        mean, variance, epsilon = averages["mean"], averages["variance"], settings.normalization["epsilon"]
        rows[4] = normalization.mean_shift(batch["mean"], mean, variance, epsilon)
        rows[5] = normalization.variance_ratio(batch["variance"], variance, epsilon)
    return jnp.stack(rows)


def evaluation_rows(
    plan: Plan,
    parameters: Groups,
    statistics: Groups,
    figures: Figures,
    data: Data,
    batch: tuple[Float[Array, "batch features"], Num[Array, "batch ..."]],
) -> tuple[Float[Array, " columns"], Float[Array, "columns layers"]]:
    """EVALUATION_COLUMNS over the validation split (NaN without one) and the step's batch, and SIGNAL_COLUMNS over the
    probe set, all in evaluation mode.

    One pass sees all of them, but for a validation split of images that is too large: its patches would not fit.
    """
    held, probes = plan.validation_samples, plan.probe_samples
    apart = plan.convolutional and held > MOST[True]
    ahead = 0 if apart else held

    def collect(layer: LayerPlan, done: LayerPass, settings: LayerSettings) -> Array:
        z = done.preactivation[ahead : ahead + probes]
        activation = activate(layer.activation, z, settings.activation)
        return jnp.stack([signal_std(activation), signal_correlation(z), dead_fraction(z)])

    def evaluated(inputs: Array, collect: Collect) -> tuple[Array, tuple[Any, ...]]:
        outputs, kept, _ = forward(
            plan, parameters, statistics, figures.layers, inputs, training=False, collect=collect
        )
        return outputs, kept

    parts = [data.validation_inputs[:ahead], data.probe, *([batch[0]] if plan.two_modes else [])]
    outputs, kept = evaluated(jnp.concatenate(parts), collect)
    validated = (
        _in_slices(lambda part: evaluated(part, nothing)[0], data.validation_inputs) if apart else outputs[:held]
    )

    nan = jnp.full((), jnp.nan, plan.precision)
    loss, correct, other_mode = nan, nan, nan
    if held:
        loss = mean_loss(plan.loss, validated, data.validation_targets, figures.loss)
    if held and plan.classes is not None:
        correct = accuracy(validated, data.validation_targets)
    if plan.two_modes:
        other_mode = mean_loss(plan.loss, outputs[ahead + probes :], batch[1], figures.loss)
    return jnp.stack([loss, correct, other_mode]), jnp.concatenate(kept).T


def _in_slices(function: Callable[[Array], Array], inputs: Float[Array, "samples features"]) -> Array:
    """The function of all images, a slice of them at a time."""
    outputs = jax.lax.map(function, sliced(inputs, MOST[True]))
    return outputs.reshape(-1, *outputs.shape[2:])[: len(inputs)]


def distribution_rows(
    plan: Plan, parameters: Groups, done: Pass, figures: Figures
) -> tuple[Int[Array, "layers slots"], ...]:
    """One histogram a layer for each of QUANTITIES; back-propagated signals on the scale of one example."""
    plan, parameters, done, figures = _in_stacks(plan, parameters, done, figures)
    stacks: tuple[Any, ...] = (
        _activations(plan, done, figures),
        done.preactivations,
        kernels(parameters),
        kernels(done.gradient),
        [delta * plan.batch_size for delta in done.backprop],
    )
    return tuple(
        jnp.concatenate([histogram(stack, binning) for stack in quantity])
        for quantity, binning in zip(stacks, plan.binnings, strict=True)
    )


def grid_row(
    plan: Plan, parameters: Groups, statistics: Groups, figures: Figures, data: Data
) -> Float[Array, "columns cells"]:
    """DECISION_COLUMNS of classes, else PREDICTION_COLUMNS, over the cells of the grid, in evaluation mode."""
    outputs, _, _ = forward(plan, parameters, statistics, figures.layers, data.grid, training=False, collect=nothing)
    return decision(outputs) if plan.classes is not None else prediction(outputs, data.units)
