"""Rows of telemetry from what a step has at hand, in the order of the columns of `rows`."""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp
from jax import Array
from jaxtyping import Float, Int, Num

from dynascope.probes import moments
from dynascope.probes.decision import decision
from dynascope.probes.histogram import histogram
from dynascope.probes.norms import global_norm, kernel_norms, kernel_rms
from dynascope.probes.signal import dead_fraction, signal_correlation, signal_std
from dynascope.training.activations import activate, saturated
from dynascope.training.data import Data
from dynascope.training.descent import Change, Pass
from dynascope.training.figures import Figures
from dynascope.training.layer import LayerPass, LayerSettings
from dynascope.training.losses import accuracy, mean_loss
from dynascope.training.network import Groups, activation_of, forward, kernels, nothing
from dynascope.training.plan import GroupPlan, LayerPlan, Plan


def step_row(plan: Plan, done: Pass, change: Change, targets: Num[Array, "batch ..."]) -> Float[Array, " columns"]:
    """STEP_COLUMNS."""
    correct = accuracy(done.outputs, targets) if plan.classes is not None else jnp.zeros_like(done.loss)
    return jnp.stack(
        [
            done.loss,
            done.penalty,
            correct,
            change.learning_rate,
            change.gradient_norm,
            global_norm(change.change),
            change.clip_scale,
        ]
    )


def layer_row(
    plan: Plan, parameters: Groups, done: Pass, change: Change, figures: Figures
) -> Float[Array, "columns layers"]:
    """LAYER_COLUMNS, on the batch of the step."""
    gradient, weight = kernels(done.gradient), kernels(parameters)
    weight_norm, update_norm = kernel_norms(weight), kernel_norms(kernels(change.change))
    backprop = jnp.concatenate([moments.root_mean_square(delta) for delta in done.backprop]) * plan.batch_size
    activations = _activations(plan, done, figures)
    groups = zip(plan.groups, done.preactivations, activations, figures.layers, strict=True)
    values = jnp.concatenate([_value_rows(*group) for group in groups], axis=1)
    own = jnp.stack(
        [
            kernel_norms(gradient),
            kernel_rms(gradient),
            weight_norm,
            update_norm,
            update_norm / weight_norm,
            backprop,
            backprop / jnp.concatenate([backprop[1:], jnp.full((1,), jnp.nan, backprop.dtype)]),
            _slopes(plan, parameters),
        ]
    )
    return jnp.concatenate([own, values])


def _activations(plan: Plan, done: Pass, figures: Figures) -> list[Array]:
    groups = zip(plan.groups, done.preactivations, figures.layers, done.point, strict=True)
    return [activation_of(*group, done.draws) for group in groups]


def _slopes(plan: Plan, parameters: Groups) -> Float[Array, " layers"]:
    none = [jnp.full(group.count, jnp.nan, plan.precision) for group in plan.groups]
    return jnp.concatenate([group.get("slope", other) for group, other in zip(parameters, none, strict=True)])


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


def evaluation_rows(
    plan: Plan, parameters: Groups, statistics: Groups, figures: Figures, data: Data
) -> tuple[Float[Array, " columns"], Float[Array, "columns layers"]]:
    """EVALUATION_COLUMNS over the validation split (NaN without one) and SIGNAL_COLUMNS over the probe set, both in
    evaluation mode and in one pass."""
    held = plan.validation_samples
    inputs = jnp.concatenate([data.validation_inputs, data.probe])

    def collect(layer: LayerPlan, done: LayerPass, settings: LayerSettings) -> Array:
        z = done.preactivation[held:]
        activation = activate(layer.activation, z, settings.activation)
        return jnp.stack([signal_std(activation), signal_correlation(z), dead_fraction(z)])

    outputs, kept, _ = forward(plan, parameters, statistics, figures.layers, inputs, training=False, collect=collect)
    signal = jnp.concatenate(kept).T
    if held == 0:
        return jnp.full(2, jnp.nan, plan.precision), signal
    loss = mean_loss(plan.loss, outputs[:held], data.validation_targets, figures.loss)
    correct = jnp.zeros_like(loss)
    if plan.classes is not None:
        correct = accuracy(outputs[:held], data.validation_targets)
    return jnp.stack([loss, correct]), signal


def distribution_rows(
    plan: Plan, parameters: Groups, done: Pass, figures: Figures
) -> tuple[Int[Array, "layers slots"], ...]:
    """One histogram a layer for each of QUANTITIES; back-propagated signals on the scale of one example."""
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


def decision_row(
    plan: Plan, parameters: Groups, statistics: Groups, figures: Figures, grid: Float[Array, "cells 2"]
) -> Float[Array, "columns cells"]:
    """DECISION_COLUMNS over the cells of the plane, in evaluation mode."""
    outputs, _, _ = forward(plan, parameters, statistics, figures.layers, grid, training=False, collect=nothing)
    return decision(outputs)
