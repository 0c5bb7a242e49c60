"""The loss at points of a plane, compiled once for all planes of a network.

A batch of points is a loop of forward passes over the whole split (or slices of it): each is a handful of matrix
products that keep all cores busy, and on two cores that was faster than `vmap` over points, smaller slices, or points
in several threads.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from jaxtyping import Float, Int

from dynascope.probes.slices import MOST, counted, sliced
from dynascope.spec import RunSpec
from dynascope.training.data import data_of
from dynascope.training.datasets import prepare
from dynascope.training.figures import Figures, figures_of
from dynascope.training.landscape.groups import grouped, padded
from dynascope.training.losses import sample_losses
from dynascope.training.network import Groups, forward, nothing
from dynascope.training.plan import Plan, plan_of
from dynascope.training.precision import precision
from dynascope.training.weights import NamedWeights, Stacks

ROOM = 256
"""Most points of one call."""

SECONDS = 0.1
"""About how long a call takes, so that progress is seen and a cancel is heard."""


class Losses:
    """The mean loss of a split (penalty apart) in evaluation mode, of networks of one structure.

    Batch normalisation uses the moving averages handed in with the weights, as the paper's code does (`net.eval()`,
    directions of the weights alone): they stay those of the centre all over a plane.
    """

    def __init__(self, spec: RunSpec, split: str, samples: int | None) -> None:
        # What decides the structure alone: runs that differ in the optimizer share the program.
        self._spec = RunSpec(
            dataset=spec.dataset, model=spec.model, loss=spec.loss, precision=spec.precision, seed=spec.seed
        )
        self._plan = plan_of(self._spec)
        self._count = 1
        with precision(spec.precision):
            data = data_of(self._spec, self._plan, prepare(self._spec))
            inputs, targets = {
                "training": (data.inputs, data.targets),
                "validation": (data.validation_inputs, data.validation_targets),
            }[split]
            self._figures = jax.device_put(figures_of(self._spec, self._plan))
            self._still = self._move({})
            self._data = jax.device_put(_sliced(self._plan, inputs[:samples], targets[:samples]))

    def of(self, weights: NamedWeights) -> float:
        """The loss of one network."""
        return next(self.along(weights, (), np.zeros((1, 0))))[0]

    def along(
        self,
        centre: NamedWeights,
        directions: Sequence[NamedWeights],
        coordinates: Float[np.ndarray, "points directions"],
    ) -> Iterator[list[float]]:
        """The losses at centre + Σ coordinate · direction, in the order of the points, some at a time.

        At most two directions; what they do not name stays as in the centre. The sum is taken in the run's precision.
        """
        plan, spec = self._plan, self._spec
        dtype = np.dtype(spec.precision)
        points = np.zeros((len(coordinates), 2), dtype)
        points[:, : len(directions)] = coordinates
        with precision(spec.precision):
            parameters, statistics = jax.device_put(grouped(spec, plan, centre))
            moves = (*map(self._move, directions), *[self._still] * (2 - len(directions)))
        first = 0
        while first < len(points):
            chosen = points[first : first + self._count]
            began = time.perf_counter()
            with precision(spec.precision):
                room = np.zeros((ROOM, 2), dtype)
                room[: len(chosen)] = chosen
                found = _losses(
                    plan, parameters, moves, statistics, self._figures, self._data, room, np.int32(len(chosen))
                )
                losses = np.asarray(found)[: len(chosen)].tolist()
            self._count = _next_count(len(chosen), time.perf_counter() - began)
            first += len(chosen)
            yield losses

    def _move(self, direction: NamedWeights) -> Stacks:
        """A direction on the device; an empty one moves nothing."""
        return jax.device_put(grouped(self._spec, self._plan, padded(self._spec, direction))[0])


def _next_count(count: int, seconds: float) -> int:
    """At most eight times as many as before, since the first call compiles."""
    return max(1, min(int(count * SECONDS / max(seconds, 1e-6)), 8 * count, ROOM))


@partial(jax.jit, static_argnums=0)
def _losses(
    plan: Plan,
    centre: Groups,
    directions: tuple[Groups, Groups],
    statistics: Groups,
    figures: Figures,
    data: tuple[Array, Array, Array],
    points: Float[Array, "room 2"],
    count: Int[Array, ""],
) -> Float[Array, " room"]:
    """Losses at the first `count` points, 0 behind; the length of the loop is traced, so one program serves all."""
    inputs, targets, there = data
    samples = jnp.sum(there, dtype=plan.precision)

    def at(point: Float[Array, "2"]) -> Float[Array, ""]:
        parameters = jax.tree.map(lambda c, d, e: c + point[0] * d + point[1] * e, centre, *directions)

        def add(total: Array, part: tuple[Array, Array, Array]) -> tuple[Array, None]:
            outputs, _, _ = forward(
                plan, parameters, statistics, figures.layers, part[0], training=False, collect=nothing
            )
            losses = sample_losses(plan.loss, outputs, part[1], figures.loss)
            return total + jnp.sum(jnp.where(part[2], losses, 0.0)), None

        return jax.lax.scan(add, jnp.zeros((), plan.precision), (inputs, targets, there))[0] / samples

    def one(index: Array, losses: Array) -> Array:
        return losses.at[index].set(at(points[index]))

    return jax.lax.fori_loop(0, count, one, jnp.zeros(ROOM, plan.precision))


def _sliced(plan: Plan, inputs: np.ndarray, targets: np.ndarray) -> tuple[Any, Any, Any]:
    """Inputs, targets and whether a sample is there, each [slices, samples, ...]: the last slice is filled up."""
    count = len(inputs)
    size = min(count, MOST[plan.convolutional])
    return sliced(inputs, size), sliced(targets, size), counted(count, size)
