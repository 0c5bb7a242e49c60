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
from dynascope.training.network import (
    Groups,
    forward,
    kernels,
    learning,
    no_perturbations,
    values_only,
    with_frozen,
)
from dynascope.training.optimizers import gradient_point, transformation
from dynascope.training.plan import Plan
from dynascope.training.regularization import max_norm, penalty


@dataclass(frozen=True)
class Pass:
    """A forward and a backward pass over a batch, in training mode, at the parameters `point` with the step's `draws`.

    `preactivations` and `backprop` (dL/d(pre-activation), L being the mean loss) are stacks [count, batch,
    *value_shape], one a group; `moments` the batch's own `mean` and `variance` [count, units] where there is batch
    normalisation. `gradient` includes the penalty's; `loss` does not.
    """

    point: Groups
    draws: Draws
    loss: Float[Array, ""]
    penalty: Float[Array, ""]
    outputs: Float[Array, "batch outputs"]
    preactivations: tuple[Array, ...]
    moments: tuple[dict[str, Array], ...]
    backprop: tuple[Array, ...]
    gradient: Groups
    statistics: Groups


@dataclass(frozen=True)
class Change:
    """What a step does. `update` is the optimizer's (0 in frozen layers), `change` what becomes of the parameters (new
    minus old: not the same under max-norm)."""

    optimizer_state: Any
    update: Groups
    change: Groups
    learning_rate: Float[Array, ""]
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
        outputs, kept, updated = forward(
            plan,
            parameters,
            statistics,
            figures.layers,
            inputs,
            training=True,
            collect=values_only,
            perturbations=perturbations,
            draws=draws,
        )
        loss = mean_loss(plan.loss, outputs, targets, figures.loss)
        extra = penalty(kernels(parameters), figures.l1, figures.l2) if plan.penalised else jnp.zeros_like(loss)
        return loss + extra, (loss, extra, outputs, kept, updated)

    differentiate = jax.grad(objective, argnums=(0, 1), has_aux=True)
    zeros = no_perturbations(plan, inputs.shape[0])
    (gradient, backprop), (loss, extra, outputs, kept, updated) = differentiate(point, zeros)
    preactivations, moments = zip(*kept, strict=True)
    return Pass(point, draws, loss, extra, outputs, preactivations, moments, backprop, gradient, updated)


def take_step(
    plan: Plan,
    parameters: Groups,
    optimizer_state: Any,
    gradient: Groups,
    learning_rate: Float[Array, ""],
    step: Int[Array, ""],
    figures: Figures,
) -> Change:
    """The update t → t + 1 that a gradient leads to. Frozen layers have no part in it: their update is 0, and no
    clipping looks at their gradient."""
    own, gradient = learning(plan, parameters), learning(plan, gradient)
    scale = jnp.ones_like(learning_rate)
    if plan.clipping is not None:
        gradient, scale = clip(plan.clipping, gradient, own, global_norm(gradient), figures.clip_threshold)
    rule = transformation(plan.optimizer, plan.form, learning_rate, figures.optimizer)
    update, optimizer_state = cast("tuple[Groups, Any]", rule.update(gradient, optimizer_state, cast("Any", own)))
    update = with_frozen(plan, update, jax.tree.map(jnp.zeros_like, parameters))
    change = update
    if plan.max_norm:
        change = jax.tree.map(jnp.subtract, applied(plan, parameters, update, step + 1, figures), parameters)
    return Change(optimizer_state, update, change, learning_rate, scale)


def applied(plan: Plan, parameters: Groups, update: Groups, step: Int[Array, ""], figures: Figures) -> Groups:
    """The parameters of `step`, from those of the step before and the update that follows them.

    Before step 0 there is no update (zeros), and no constraint: the initial weights stay as they were drawn.
    """
    new = learning(plan, jax.tree.map(jnp.add, parameters, update))
    if plan.max_norm:
        limit = jnp.where(step > 0, figures.max_norm, jnp.inf)
        new = tuple({**group, "kernel": max_norm(group["kernel"], limit)} for group in new)
    return with_frozen(plan, new, parameters)


def gradient_point_of(plan: Plan, parameters: Groups, optimizer_state: Any, figures: Figures) -> Groups:
    """Where the step's gradient is taken."""
    own = learning(plan, parameters)
    point = gradient_point(plan.optimizer, plan.form, own, optimizer_state, figures.optimizer)
    return with_frozen(plan, point, parameters)


def initial_optimizer_state(plan: Plan, parameters: Groups, figures: Figures) -> Any:
    """The optimizer's state before the first step."""
    rule = transformation(plan.optimizer, plan.form, figures.learning_rate, figures.optimizer)
    return rule.init(cast("Any", learning(plan, parameters)))


def optimizer_state_of(plan: Plan, parameters: Groups, leaves: tuple[Array, ...], figures: Figures) -> Any:
    """The optimizer's state from its leaves, which is how a run carries it."""
    template = jax.eval_shape(lambda: initial_optimizer_state(plan, parameters, figures))
    return jax.tree.unflatten(jax.tree.structure(template), leaves)
