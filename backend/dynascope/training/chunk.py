"""The compiled loop: a chunk of steps of any length, with its telemetry.

One program serves every chunk length and every cadence: both are traced, and what is not due is skipped by a
conditional that reads the step's own tensors and changes none of them. So the bits do not depend on what is watched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from jaxtyping import Bool, Int

from dynascope.training import measure
from dynascope.training.data import Data
from dynascope.training.descent import (
    Pass,
    applied,
    gradient_point_of,
    initial_optimizer_state,
    optimizer_state_of,
    run_pass,
    take_step,
)
from dynascope.training.draws import draws_of
from dynascope.training.figures import Figures
from dynascope.training.monitor import first_monitor, is_monitored, rate_parameters, watched
from dynascope.training.network import Groups
from dynascope.training.optimizers import LOOKS_AHEAD
from dynascope.training.plan import Plan
from dynascope.training.rows import KINDS, Rows, capacities
from dynascope.training.schedules import learning_rate_at


@dataclass(frozen=True)
class State:
    """What a run carries from chunk to chunk.

    `parameters` and `statistics` are those of the latest row; `update` and `next_statistics` lead to the next one and
    are applied when that is made, so what follows the last row is never applied. `monitor` is what the run watches of
    itself. `step` int32 is the next row's; `alive` is False after the last row.
    """

    parameters: Groups
    statistics: Groups
    update: Groups
    next_statistics: Groups
    optimizer: Any
    monitor: Any
    step: Any
    alive: Any


@dataclass(frozen=True)
class Order:
    """Which samples each step sees: `batches` int32 [capacity, batch], row 0 for step `first`; `count` steps to do (the
    rows behind them mean nothing)."""

    batches: Any
    first: Any
    count: Any


for _class in (State, Order):
    jax.tree_util.register_dataclass(_class, [field.name for field in fields(_class)], [])


def initial_state(plan: Plan, weights: tuple[Any, Any], figures: Figures) -> State:
    """Before row 0, as NumPy arrays, from the first (parameters, statistics)."""
    parameters, statistics = weights
    shapes = jax.eval_shape(lambda: initial_optimizer_state(plan, parameters, figures))
    optimizer = tuple(np.zeros(leaf.shape, leaf.dtype) for leaf in jax.tree.leaves(shapes))
    return State(
        parameters=parameters,
        statistics=statistics,
        update=jax.tree.map(np.zeros_like, parameters),
        next_statistics=jax.tree.map(np.copy, statistics),
        optimizer=optimizer,
        monitor=jax.tree.map(np.asarray, first_monitor(plan, parameters, statistics)),
        step=np.int32(0),
        alive=np.bool_(True),
    )


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
    return replace(state, optimizer=tuple(leaves))


def _row(
    plan: Plan, state: State, rows: Rows, made: Made, data: Data, figures: Figures, order: Order
) -> tuple[State, Rows, Made]:
    step, statistics = state.step, state.next_statistics
    parameters = applied(plan, state.parameters, state.update, step, figures)
    optimizer = optimizer_state_of(plan, parameters, state.optimizer, figures)
    inputs, targets = _batch(plan, data, order, step)
    draws = draws_of(plan, figures.dropout_key, figures.slope_key, step)

    point = gradient_point_of(plan, parameters, optimizer, figures)
    done = run_pass(plan, point, statistics, figures, inputs, targets, draws)
    last = ~jnp.isfinite(done.loss) | (step == figures.steps)
    evaluate = last | (step % figures.evaluation_every == 0) | is_monitored(plan, figures, step)

    def evaluated() -> Any:
        return measure.evaluation_rows(plan, parameters, statistics, figures, data, (inputs, targets))

    monitor, evaluation = state.monitor, evaluated
    if plan.watches:
        row = _if(evaluate, evaluated)
        monitor, stop = watched(plan, monitor, step, row[0], (parameters, statistics), figures)
        last, evaluation = last | stop, lambda: row

    rate = learning_rate_at(plan.schedule, figures.learning_rate, step, rate_parameters(plan, monitor, figures))
    change = take_step(plan, parameters, optimizer, done.gradient, rate, step, figures)
    squares = measure.squares_of(done, change)

    def at_iterate() -> Pass:
        if (plan.optimizer, plan.form) not in LOOKS_AHEAD:
            return done
        return run_pass(plan, parameters, statistics, figures, inputs, targets, draws)

    due = {
        "layers": last | (step % figures.layers_every == 0),
        "evaluation": evaluate,
        "distributions": last | (step % figures.distributions_every == 0),
        "grid": (last | (step % figures.grid_every == 0)) & (plan.cells > 0),
    }
    measures = {
        "layers": lambda: measure.layer_row(plan, parameters, statistics, done, squares, figures),
        "evaluation": evaluation,
        "distributions": lambda: measure.distribution_rows(plan, parameters, at_iterate(), figures),
        "grid": lambda: measure.grid_row(plan, parameters, statistics, figures, data),
    }
    if not plan.cells:
        del measures["grid"]

    def measured(rows: Rows, made: Made) -> tuple[Rows, Made]:
        for kind, measuring in measures.items():
            rows, made = _when(due[kind], kind, measuring, step, rows, made)
        return rows, made

    rows, made = _written(rows, made, "step", measure.step_row(plan, done, change, squares, targets), step)
    anything = jnp.stack(list(due.values())).any()
    rows, made = jax.lax.cond(anything, measured, lambda rows, made: (rows, made), rows, made)
    state = State(
        parameters=parameters,
        statistics=statistics,
        update=change.update,
        next_statistics=done.statistics,
        optimizer=tuple(jax.tree.leaves(change.optimizer_state)),
        monitor=monitor,
        step=step + 1,
        alive=~last,
    )
    return state, rows, made


def _batch(plan: Plan, data: Data, order: Order, step: Int[Array, ""]) -> tuple[Array, Array]:
    if plan.full_batch:
        return data.inputs, data.targets
    index = order.batches[step - order.first]
    return (
        data.inputs.at[index].get(mode="promise_in_bounds"),
        data.targets.at[index].get(mode="promise_in_bounds"),
    )


def _if(due: Bool[Array, ""], measuring: Callable[[], Any]) -> Any:
    """What is measured where it is due, else zeros."""
    nothing = jax.eval_shape(measuring)
    return jax.lax.cond(due, measuring, lambda: jax.tree.map(lambda one: jnp.zeros(one.shape, one.dtype), nothing))


def _when(
    due: Bool[Array, ""], kind: str, measuring: Callable[[], Any], step: Int[Array, ""], rows: Rows, made: Made
) -> tuple[Rows, Made]:
    return jax.lax.cond(
        due,
        lambda rows, made: _written(rows, made, kind, measuring(), step),
        lambda rows, made: (rows, made),
        rows,
        made,
    )


def _written(rows: Rows, made: Made, kind: str, row: Any, step: Int[Array, ""]) -> tuple[Rows, Made]:
    index = made[kind]

    def put(buffer: Array, one: Array) -> Array:
        return jax.lax.dynamic_update_index_in_dim(buffer, one, index, axis=0)

    table = jax.tree.map(put, rows.tables[kind], row)
    steps = put(rows.steps[kind], step)
    return Rows(rows.steps | {kind: steps}, rows.tables | {kind: table}), made | {kind: index + 1}
