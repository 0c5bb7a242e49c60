"""What a run watches of itself while it trains: the validation split, for the `performance` schedule and for early
stopping.

Both measure at steps of their own (multiples of `every`), whatever telemetry is asked for, so a run's bits never depend
on who is watching. A run that uses neither carries and computes nothing of this.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

import jax
import jax.numpy as jnp
from jax import Array
from jaxtyping import Bool, Float, Int

from dynascope.training import early_stopping, plateau
from dynascope.training.figures import Figures
from dynascope.training.network import Groups
from dynascope.training.plan import Plan
from dynascope.training.rows import EVALUATION_COLUMNS


@dataclass(frozen=True)
class Monitor:
    """What the rules remember, each None where the run does not use it; `snapshot` is the network at the best step of
    early stopping, (parameters, statistics)."""

    plateau: Any
    stopping: Any
    snapshot: Any


jax.tree_util.register_dataclass(Monitor, [field.name for field in fields(Monitor)], [])


def first_monitor(plan: Plan, parameters: Groups, statistics: Groups) -> Monitor:
    """Before the first step."""
    stops = plan.stopping is not None
    return Monitor(
        plateau=plateau.first_plateau(plan.precision) if plan.plateau is not None else None,
        stopping=early_stopping.first_stopping(plan.precision) if stops else None,
        snapshot=jax.tree.map(jnp.copy, (parameters, statistics)) if stops else None,
    )


def is_monitored(plan: Plan, figures: Figures, step: Int[Array, ""]) -> Bool[Array, ""]:
    """Whether a rule measures the validation split at a step."""
    due = [step % rule["every"] == 0 for rule in (figures.plateau, figures.stopping) if rule]
    return jnp.stack(due).any() if plan.watches else jnp.zeros((), jnp.bool_)


def watched(
    plan: Plan,
    monitor: Monitor,
    step: Int[Array, ""],
    evaluation: Float[Array, " columns"],
    network: tuple[Groups, Groups],
    figures: Figures,
) -> tuple[Monitor, Bool[Array, ""]]:
    """The monitor after a step, and whether to stop there. `evaluation` holds EVALUATION_COLUMNS of the step where a
    rule measures at it; `network` is its (parameters, statistics).
    """
    stop = jnp.zeros((), jnp.bool_)
    if plan.plateau is not None:
        error = evaluation[EVALUATION_COLUMNS.index("loss/validation")]
        monitor = _with_plateau(plan.plateau, monitor, step, error, figures.plateau)
    if plan.stopping is not None:
        error = evaluation[EVALUATION_COLUMNS.index(plan.stopping)] * early_stopping.DIRECTION[plan.stopping]
        monitor, stop = _with_stopping(monitor, step, error, network, figures.stopping)
    return monitor, stop


def rate_parameters(plan: Plan, monitor: Monitor, figures: Figures) -> Any:
    """The schedule's parameters, with the scale that the `performance` schedule has come to."""
    return figures.schedule | {"scale": monitor.plateau.scale} if plan.plateau is not None else figures.schedule


def _with_plateau(form: str, monitor: Monitor, step: Array, error: Array, rule: Any) -> Monitor:
    after = plateau.after_measuring(form, monitor.plateau, error, rule)
    return replace(monitor, plateau=_chosen(step % rule["every"] == 0, after, monitor.plateau))


def _with_stopping(
    monitor: Monitor, step: Array, error: Array, network: tuple[Groups, Groups], rule: Any
) -> tuple[Monitor, Array]:
    due = step % rule["every"] == 0
    after, best, stop = early_stopping.after_measuring(monitor.stopping, step, error, rule)
    monitor = replace(
        monitor,
        stopping=_chosen(due, after, monitor.stopping),
        # A conditional, since the copy is as large as the network.
        snapshot=jax.lax.cond(due & best, lambda now, _: now, lambda _, before: before, network, monitor.snapshot),
    )
    return monitor, due & stop


def _chosen(due: Array, after: Any, before: Any) -> Any:
    return jax.tree.map(lambda one, other: jnp.where(due, one, other), after, before)
