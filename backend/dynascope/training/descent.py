"""One step of descent: loss and gradient on a batch, then clipping, optimizer and constraints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import jax
import jax.numpy as jnp
from jax import Array
from jaxtyping import Float, Int, Num

from dynascope.probes.norms import global_norm
from dynascope.training.clipping import clip
from dynascope.training.draws import Draws
from dynascope.training.figures import Figures
from dynascope.training.losses import mean_loss
from dynascope.training.network import Groups, forward, kernels, no_perturbations, preactivation_only
from dynascope.training.optimizers import transformation
from dynascope.training.plan import Plan
from dynascope.training.regularization import max_norm, penalty
from dynascope.training.schedules import learning_rate_at


@dataclass(frozen=True)
class Pass:
    """A forward and a backward pass over a batch, in training mode, at the parameters `point` with the step's `draws`.

    `preactivations` and `backprop` (dL/d(pre-activation), L being the mean loss) are stacks [count, batch, units],
    one a group. `gradient` includes the penalty's; `loss` does not.
    """

    point: Groups
    draws: Draws
    loss: Float[Array, ""]
    penalty: Float[Array, ""]
    outputs: Float[Array, "batch outputs"]
    preactivations: tuple[Array, ...]
    backprop: tuple[Array, ...]
    gradient: Groups
    statistics: Groups


@dataclass(frozen=True)
class Change:
    """What a step does. `update` is the optimizer's, `change` what becomes of the parameters (new minus old: not the
    same under max-norm); the norm is the gradient's, before clipping."""

    optimizer_state: Any
    update: Groups
    change: Groups
    learning_rate: Float[Array, ""]
    gradient_norm: Float[Array, ""]
    clip_scale: Float[Array, ""]


def run_pass(
    plan: Plan,
    point: Groups,
    statistics: Groups,
    figures: Figures,
    inputs: Float[Array, "batch features"],
    targets: Num[Array, "batch ..."],
    draws: Draws,
) -> Pass:
    """Loss and gradients of the parameters `point` on a batch."""

    def objective(parameters: Groups, perturbations: tuple[Array, ...]) -> tuple[Array, Any]:
        outputs, preactivations, updated = forward(
            plan,
            parameters,
            statistics,
            figures.layers,
            inputs,
            training=True,
            collect=preactivation_only,
            perturbations=perturbations,
            draws=draws,
        )
        loss = mean_loss(plan.loss, outputs, targets, figures.loss)
        extra = penalty(kernels(parameters), figures.l1, figures.l2) if plan.penalised else jnp.zeros_like(loss)
        return loss + extra, (loss, extra, outputs, preactivations, updated)

    differentiate = jax.grad(objective, argnums=(0, 1), has_aux=True)
    zeros = no_perturbations(plan, inputs.shape[0])
    (gradient, backprop), (loss, extra, outputs, preactivations, updated) = differentiate(point, zeros)
    return Pass(point, draws, loss, extra, outputs, preactivations, backprop, gradient, updated)


def take_step(
    plan: Plan,
    parameters: Groups,
    optimizer_state: Any,
    gradient: Groups,
    step: Int[Array, ""],
    figures: Figures,
) -> Change:
    """The update t → t + 1 that a gradient leads to."""
    learning_rate = learning_rate_at(plan.schedule, figures.learning_rate, step, figures.schedule)
    norm = global_norm(gradient)
    scale = jnp.ones_like(norm)
    if plan.clipping is not None:
        gradient, scale = clip(plan.clipping, gradient, parameters, norm, figures.clip_threshold)
    rule = transformation(plan.optimizer, plan.form, learning_rate, figures.optimizer)
    update, optimizer_state = cast(
        "tuple[Groups, Any]", rule.update(gradient, optimizer_state, cast("Any", parameters))
    )
    change = update
    if plan.max_norm:
        change = jax.tree.map(jnp.subtract, applied(plan, parameters, update, step + 1, figures), parameters)
    return Change(optimizer_state, update, change, learning_rate, norm, scale)


def applied(plan: Plan, parameters: Groups, update: Groups, step: Int[Array, ""], figures: Figures) -> Groups:
    """The parameters of `step`, from those of the step before and the update that follows them.

    Before step 0 there is no update (zeros), and no constraint: the initial weights stay as they were drawn.
    """
    new = jax.tree.map(jnp.add, parameters, update)
    if not plan.max_norm:
        return new
    limit = jnp.where(step > 0, figures.max_norm, jnp.inf)
    return tuple({**group, "kernel": max_norm(group["kernel"], limit)} for group in new)


def initial_optimizer_state(plan: Plan, parameters: Groups, figures: Figures) -> Any:
    """The optimizer's state before the first step."""
    return transformation(plan.optimizer, plan.form, figures.learning_rate, figures.optimizer).init(parameters)
