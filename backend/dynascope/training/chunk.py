"""The compiled loop: a chunk of steps of any length, with its telemetry.

One program serves every chunk length and every cadence: both are traced, and what is not due is skipped by a
conditional that reads the step's own tensors and changes none of them. So the bits do not depend on what is watched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

import jax
import jax.numpy as jnp
from jax import Array
from jaxtyping import Bool, Int

from dynascope.training import measure
from dynascope.training.descent import Change, Pass, initial_optimizer_state, run_pass, take_step
from dynascope.training.figures import Figures
from dynascope.training.network import Groups
from dynascope.training.optimizers import LOOKS_AHEAD, gradient_point
from dynascope.training.plan import Plan
from dynascope.training.rows import KINDS, Rows, capacities


@dataclass(frozen=True)
class State:
    """What a run carries from chunk to chunk. `step` int32 is the next row's; `alive` is False after the last row."""

    parameters: Groups
    statistics: Groups
    optimizer: Any
    step: Any
    alive: Any


@dataclass(frozen=True)
class Data:
    """What a run reads: both splits, the probe set, and the grid of the plane (or no cells)."""

    inputs: Any
    targets: Any
    validation_inputs: Any
    validation_targets: Any
    probe: Any
    grid: Any


@dataclass(frozen=True)
class Order:
    """Which samples each step sees: `batches` int32 [capacity, batch], row 0 for step `first`; `count` steps to do."""

    batches: Any
    first: Any
    count: Any


for _class in (State, Data, Order):
    jax.tree_util.register_dataclass(_class, [field.name for field in fields(_class)], [])

Made = dict[str, Any]
Chunk = Callable[[State, Rows, Data, Figures, Order], tuple[State, Rows, Made]]


def chunk_of(plan: Plan) -> Chunk:
    """The function to compile: makes at most `order.count` rows and stops after the last row of the run."""
    room = capacities(plan)

    def chunk(state: State, rows: Rows, data: Data, figures: Figures, order: Order) -> tuple[State, Rows, Made]:
        state = _started(plan, state, figures)
        made = {kind: jnp.zeros((), jnp.int32) for kind in KINDS}

        def more(carry: tuple[State, Rows, Made]) -> Array:
            state, _, made = carry
            space = jnp.stack([made[kind] < room[kind] for kind in KINDS]).all()
            return state.alive & space & (made["step"] < order.count)

        def body(carry: tuple[State, Rows, Made]) -> tuple[State, Rows, Made]:
            return _row(plan, *carry, data, figures, order)

        return jax.lax.while_loop(more, body, (state, rows, made))

    return chunk


def _started(plan: Plan, state: State, figures: Figures) -> State:
    first = initial_optimizer_state(plan, state.parameters, figures)
    leaves = [
        jnp.where(state.step == 0, one, other)
        for one, other in zip(jax.tree.leaves(first), state.optimizer, strict=True)
    ]
    return State(state.parameters, state.statistics, tuple(leaves), state.step, state.alive)


def _row(
    plan: Plan, state: State, rows: Rows, made: Made, data: Data, figures: Figures, order: Order
) -> tuple[State, Rows, Made]:
    step, parameters, statistics = state.step, state.parameters, state.statistics
    template = jax.eval_shape(lambda: initial_optimizer_state(plan, parameters, figures))
    optimizer = jax.tree.unflatten(jax.tree.structure(template), state.optimizer)
    inputs, targets = _batch(plan, data, order, step)
    key = _dropout_key(plan, figures, step)

    point = gradient_point(plan.optimizer, plan.form, parameters, optimizer, figures.optimizer)
    done = run_pass(plan, point, statistics, figures, inputs, targets, key)
    change = take_step(plan, parameters, optimizer, done.gradient, step, figures)
    finite = jnp.isfinite(done.loss)
    updated = finite & (step < figures.steps)

    def at_iterate() -> Pass:
        if (plan.optimizer, plan.form) not in LOOKS_AHEAD:
            return done
        return run_pass(plan, parameters, statistics, figures, inputs, targets, key)

    last = ~updated
    due = {
        "step": jnp.ones((), jnp.bool_),
        "layers": last | (step % figures.layers_every == 0),
        "evaluation": last | (step % figures.evaluation_every == 0),
        "distributions": last | (step % figures.distributions_every == 0),
        "decision": (last | (step % figures.decision_every == 0)) & plan.plane,
    }
    rows = Rows(
        steps={kind: _write(rows.steps[kind], made[kind], step) for kind in KINDS},
        step=_write(rows.step, made["step"], measure.step_row(plan, done, change, targets)),
        layers=_put(
            rows.layers,
            made["layers"],
            due["layers"],
            lambda: measure.layer_row(plan, parameters, done, change, figures),
        ),
        evaluation=_put(
            rows.evaluation,
            made["evaluation"],
            due["evaluation"],
            lambda: measure.evaluation_row(
                plan, parameters, statistics, figures, data.validation_inputs, data.validation_targets
            ),
        ),
        signal=_put(
            rows.signal,
            made["evaluation"],
            due["evaluation"],
            lambda: measure.signal_row(plan, parameters, statistics, figures, data.probe),
        ),
        distributions=_put(
            rows.distributions,
            made["distributions"],
            due["distributions"],
            lambda: measure.distribution_rows(plan, parameters, at_iterate(), figures),
        ),
        decision=_put(
            rows.decision,
            made["decision"],
            due["decision"],
            lambda: measure.decision_row(plan, parameters, statistics, figures, data.grid),
        )
        if plan.plane
        else rows.decision,
    )
    made = {kind: made[kind] + due[kind].astype(jnp.int32) for kind in KINDS}
    return _advanced(state, done, change, updated), rows, made


def _advanced(state: State, done: Pass, change: Change, updated: Bool[Array, ""]) -> State:
    def keep(new: Any, old: Any) -> Any:
        return jax.tree.map(lambda a, b: jnp.where(updated, a, b), new, old)

    return State(
        parameters=keep(change.parameters, state.parameters),
        statistics=keep(done.statistics, state.statistics),
        optimizer=tuple(jax.tree.leaves(change.optimizer_state)),
        step=state.step + updated.astype(jnp.int32),
        alive=updated,
    )


def _batch(plan: Plan, data: Data, order: Order, step: Int[Array, ""]) -> tuple[Array, Array]:
    if plan.full_batch:
        return data.inputs, data.targets
    index = order.batches[step - order.first]
    return (
        data.inputs.at[index].get(mode="promise_in_bounds"),
        data.targets.at[index].get(mode="promise_in_bounds"),
    )


def _dropout_key(plan: Plan, figures: Figures, step: Int[Array, ""]) -> Any:
    if not plan.dropout:
        return None
    return jax.random.fold_in(jax.random.wrap_key_data(figures.dropout_key, impl="threefry2x32"), step)


def _put(buffer: Any, index: Int[Array, ""], due: Bool[Array, ""], measured: Callable[[], Any]) -> Any:
    nothing = jax.tree.map(lambda rows: jnp.zeros(rows.shape[1:], rows.dtype), buffer)
    row = jax.lax.cond(due, measured, lambda: nothing)
    return jax.tree.map(lambda rows, one: _write(rows, index, one), buffer, row)


def _write(rows: Array, index: Int[Array, ""], row: Array) -> Array:
    return jax.lax.dynamic_update_index_in_dim(rows, row, index, axis=0)
