"""What watching costs: the time of a step with telemetry over that of the same compiled loop without any.

    python -m benchmarks.step_cost [--rounds 40]

trains a 10 x 128 network on batches of 128, once in a bare loop (gradient, optimizer, nothing else) and once at each
setting of the table, in turn, a slice at a time, and prints for each setting the median over all rounds of its time a
step over the bare loop's in the same round. So a machine that is busy with something else slows both. A second table
has each probe of curvature alone: one measurement of it, over a bare step in the same round.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from rich.console import Console
from rich.table import Table

from dynascope.spec import RunSpec
from dynascope.training import open_run
from dynascope.training.batches import BatchOrder
from dynascope.training.chunk import Order, State, initial_state
from dynascope.training.curvature import curvature_of, first_reference
from dynascope.training.data import Data, shared_data
from dynascope.training.descent import initial_optimizer_state, take_step
from dynascope.training.figures import Figures, figures_of
from dynascope.training.losses import mean_loss
from dynascope.training.network import forward, nothing
from dynascope.training.plan import Plan, plan_of
from dynascope.training.program import program_of
from dynascope.training.rows import CURVATURE_COLUMNS, SPECTRUM_COLUMNS, capacities, empty_rows
from dynascope.training.weights import initial_weights

STEPS = 10_000
SLICE_SECONDS = 0.3
NEVER = 10**8
TRAINED = 50
"""Steps after which curvature is measured: before the first one, an adaptive optimizer has nothing to scale by."""

QUIET: dict[str, Any] = {"layers_every": NEVER, "evaluation_every": NEVER, "distributions_every": NEVER}
SETTINGS: dict[str, dict[str, Any]] = {
    "global figures alone": QUIET,
    "default cadence": {},
    "layer metrics, default": QUIET | {"layers_every": None},
    "evaluation, default": QUIET | {"evaluation_every": None},
    "distributions, default": QUIET | {"distributions_every": None},
    "layer metrics, every step": QUIET | {"layers_every": 1},
    "evaluation, every step": QUIET | {"evaluation_every": 1},
    "distributions, every step": QUIET | {"distributions_every": 1},
    "densest: all of these, every step": {"layers_every": 1, "evaluation_every": 1, "distributions_every": 1},
    "default, and curvature every 100 steps": {"curvature_every": 100},
}
"""By what the table calls them, the run's `telemetry`."""

CURVATURE_PROBES: dict[str, tuple[str, ...]] = {
    "sharpness and preconditioned_sharpness": ("sharpness", "sharpness_residual", "preconditioned_sharpness"),
    "hessian_trace": ("hessian_trace", "hessian_trace_error"),
    "gradient_noise_scale and example_gradient_norm": (
        "gradient_noise_scale",
        "example_gradient_norm/median",
        "example_gradient_norm/max",
    ),
    **{name: (name,) for name in SPECTRUM_COLUMNS},
    "all of these": (*CURVATURE_COLUMNS, *SPECTRUM_COLUMNS),
}
"""By what the second table calls them, the figures of a measurement: what a program of them alone does not need is left
out of it by the compiler. (The two kinds of sharpness share one traced body, so neither can be left out.)"""

Slice = Callable[[], float]


def spec_with(telemetry: dict[str, Any]) -> RunSpec:
    """The network that all is measured on."""
    return RunSpec.model_validate(
        {
            "dataset": {"name": "digits", "batch_size": 128},
            "model": {"name": "mlp", "hidden_sizes": [128] * 10},
            "steps": STEPS,
            "telemetry": telemetry,
        }
    )


def bare_loop(plan: Plan) -> Callable[..., Any]:
    """The function to compile: gradient and update on one batch after another, and nothing else."""

    def loop(carry: Any, data: Data, figures: Figures, batches: Any, count: Any) -> Any:
        template = jax.eval_shape(lambda: initial_optimizer_state(plan, carry[0], figures))

        def body(index: Any, carry: Any) -> Any:
            parameters, statistics, leaves = carry
            inputs, targets = data.inputs[batches[index]], data.targets[batches[index]]

            def loss(point: Any) -> Any:
                outputs, _, _ = forward(plan, point, statistics, figures.layers, inputs, training=True, collect=nothing)
                return mean_loss(plan.loss, outputs, targets, figures.loss)

            state = jax.tree.unflatten(jax.tree.structure(template), leaves)
            gradient = jax.grad(loss)(parameters)
            change = take_step(plan, parameters, state, gradient, figures.learning_rate, jnp.int32(0), figures)
            new = jax.tree.map(jnp.add, parameters, change.update)
            return new, statistics, tuple(jax.tree.leaves(change.optimizer_state))

        return jax.lax.fori_loop(0, count, body, carry)

    return loop


def bare() -> Slice:
    """Slices of the bare loop: each gives its seconds a step."""
    spec = spec_with({})
    plan = plan_of(spec)
    figures, weights = figures_of(spec, plan), initial_weights(spec, plan)
    shapes = jax.eval_shape(lambda: initial_optimizer_state(plan, weights[0], figures))
    leaves = tuple(np.zeros(leaf.shape, leaf.dtype) for leaf in jax.tree.leaves(shapes))
    carry, data = jax.device_put((*weights, leaves)), shared_data(spec, plan)
    room = 2048
    batches = jax.device_put(BatchOrder(plan, 0).batches(0, room, room))
    compiled = jax.jit(bare_loop(plan), donate_argnums=(0,)).lower(carry, data, figures, batches, np.int32(1)).compile()
    count = 20

    def one() -> float:
        nonlocal carry, count
        began = time.perf_counter()
        carry = jax.block_until_ready(compiled(carry, data, figures, batches, np.int32(count)))
        spent = (time.perf_counter() - began) / count
        count = max(1, min(room, int(SLICE_SECONDS / spent)))
        return spent

    return one


def watched(telemetry: dict[str, Any]) -> Slice:
    """Slices of a run as a worker trains it, rows brought to the host included."""
    spec = spec_with(telemetry)
    run = open_run(spec)
    least = spec.cadence.curvature_every or 1  # steps of a slice: one measurement of each kind at least

    def one() -> float:
        nonlocal run
        if run.step + 1 >= STEPS:
            run = open_run(spec)
        began, first = time.perf_counter(), run.step
        while (time.perf_counter() - began < SLICE_SECONDS or run.step - first < least) and not run.finished:
            run.advance()
        return (time.perf_counter() - began) / (run.step - first)

    return one


def trained(spec: RunSpec, plan: Plan, weights: Any, figures: Figures, data: Data) -> State:
    """What the program that trains a run carries after TRAINED steps."""
    batches = BatchOrder(plan, spec.seeds.batch_order).batches(0, TRAINED + 1, capacities(plan)["step"])
    order = Order(batches, np.int32(0), np.int32(TRAINED + 1))
    arguments = (initial_state(plan, weights, figures), empty_rows(plan), data, figures, order)
    state, _, _ = program_of("chunk", plan, arguments)(*arguments)
    if int(state.step) != TRAINED + 1:
        raise RuntimeError(f"{TRAINED + 1} rows were to be made; got {int(state.step)}")
    return state


def probe(figures_wanted: tuple[str, ...]) -> Slice:
    """Measurements of these figures of curvature after some steps: each gives its seconds."""
    spec = spec_with({})
    plan = plan_of(spec)
    figures, data, weights = figures_of(spec, plan), shared_data(spec, plan), initial_weights(spec, plan)
    state = trained(spec, plan, weights, figures, data)
    reference = jax.device_put(first_reference(spec, plan, weights[0]))
    measure_all = curvature_of(plan)

    def wanted(*arguments: Any) -> tuple[Any, Any]:
        (columns, layers), vectors = measure_all(*arguments)
        own = {name: columns[index] for index, name in enumerate(CURVATURE_COLUMNS)}
        own |= {name: layers[index] for index, name in enumerate(SPECTRUM_COLUMNS)}
        started = vectors if "sharpness" in figures_wanted else reference.vectors
        return {name: own[name] for name in figures_wanted}, started

    compiled = jax.jit(wanted).lower(state, reference, data, figures).compile()

    def one() -> float:
        nonlocal reference
        began = time.perf_counter()
        measured, vectors = jax.block_until_ready(compiled(state, reference, data, figures))
        spent = time.perf_counter() - began
        check_finite(measured)
        reference = replace(reference, vectors=vectors)  # as a run does: from the eigenvectors of the one before
        return spent

    return one


def check_finite(measured: Mapping[str, Any]) -> None:
    """Raises `RuntimeError` where a figure is not a number throughout: its cost would be that of something else."""
    for name, values in measured.items():
        if not np.isfinite(values).all():
            raise RuntimeError(f"{name} should be finite in all layers; got {np.asarray(values).tolist()}")


@dataclass(frozen=True)
class Cost:
    """A setting's time a step over the bare loop's: the median, and the quartiles, over all rounds."""

    setting: str
    ratio: float
    low: float
    high: float


def measure(rounds: int, slices: dict[str, Slice]) -> tuple[float, list[Cost]]:
    """The bare loop's seconds a step, and the cost of each of the others."""
    plain = bare()
    for one in (plain, *slices.values()):
        for _ in range(3):
            one()  # until chunks have their length
    steps: list[float] = [plain()]
    ratios: dict[str, list[float]] = {name: [] for name in slices}
    for _ in range(rounds):
        for name, one in slices.items():
            before = plain()
            spent = one()
            after = plain()
            steps += [before, after]
            ratios[name].append(2 * spent / (before + after))
    costs = [Cost(name, *_quartiles(values)) for name, values in ratios.items()]
    return statistics.median(steps), costs


def _quartiles(values: list[float]) -> tuple[float, float, float]:
    low, middle, high = statistics.quantiles(values, n=4)
    return middle, low, high


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description="What watching costs.")
    parser.add_argument("--rounds", type=int, default=40, help="slices of each setting and of each probe")
    parser.add_argument("--only", help="settings and probes whose names hold this text")
    asked = parser.parse_args()
    wanted = {name: telemetry for name, telemetry in SETTINGS.items() if not asked.only or asked.only in name}
    show("step over bare step", *measure(asked.rounds, {name: watched(one) for name, one in wanted.items()}))
    probes = {name: figures for name, figures in CURVATURE_PROBES.items() if not asked.only or asked.only in name}
    show("measurement over bare step", *measure(asked.rounds, {name: probe(one) for name, one in probes.items()}))


def show(what: str, bare_seconds: float, costs: list[Cost]) -> None:
    """Prints one table, unless it is empty."""
    title = f"10 x 128, batch 128; bare step {1e3 * bare_seconds:.3f} ms"
    table = Table("setting", what, "quartiles", title=title)
    for cost in costs:
        table.add_row(cost.setting, f"{cost.ratio:.3f}", f"{cost.low:.3f} to {cost.high:.3f}")
    if costs:
        Console(width=100).print(table)


if __name__ == "__main__":
    main()
